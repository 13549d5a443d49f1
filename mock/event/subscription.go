package event

import (
	"errors"
	"fmt"
	"slices"
)

// Why a subscription ended by itself.
var (
	// ErrSlow says that the subscriber did not take its events in time.
	ErrSlow = errors.New("the subscription was dropped: its events were not taken in time")
	// ErrClosed says that the mock was closed.
	ErrClosed = errors.New("the mock was closed")
)

// ErrCrowded says that too many listen already.
var ErrCrowded = fmt.Errorf("%d subscribers listen already, and that is the most there may be", maxSubscribers)

const maxSubscribers = 1_000

// eventBuffer is how many events a subscriber may lie behind.
const eventBuffer = 256

// Filter chooses events. Its zero value chooses all to come.
type Filter struct {
	// Session chooses the events of one session, and those of the mock as a whole.
	Session string
	// Kinds chooses kinds of events; empty for all.
	Kinds []string
	// After, when not nil, begins with the kept events after the one with this
	// number, for subscribers who were here before.
	After *uint64
}

func (f *Filter) matches(e *Event) bool {
	return (f.Session == "" || e.Session == "" || f.Session == e.Session) &&
		(len(f.Kinds) == 0 || slices.Contains(f.Kinds, e.Kind))
}

// Subscription gets events until it is closed, the mock is, or it is dropped
// for being slow. Whoever subscribed closes it.
type Subscription struct {
	filter Filter
	hub    *Bus
	events chan Event
	missed int
	err    error // guarded by the hub's lock
}

// Subscribe lets a subscriber in, and has watch run while there is any: it
// returns when KeepWatching says so.
func (b *Bus) Subscribe(f Filter, watch func()) (*Subscription, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case b.closed:
		return nil, ErrClosed
	case len(b.subscribers) >= maxSubscribers:
		return nil, ErrCrowded
	}
	s := &Subscription{filter: f, hub: b}
	var early []Event
	if f.After != nil {
		early, s.missed = b.since(*f.After)
		early = slices.DeleteFunc(early, func(event Event) bool { return !f.matches(&event) })
	}
	s.events = make(chan Event, eventBuffer+len(early))
	for _, event := range early {
		s.events <- event
	}
	b.subscribers[s] = struct{}{}
	if !b.watching {
		b.watching = true
		b.running.Go(watch)
	}
	b.WakeIf()
	return s, nil
}

// take hands an event over, and tells whether there was room for it: who leaves
// eventBuffer events untaken is too slow.
func (s *Subscription) take(event Event) bool {
	select {
	case s.events <- event:
		return true
	default:
		return false
	}
}

// since gives the kept events after the one with that number, and how many
// after it are kept no longer. A number that is still to come is from another
// life of the mock: all that is kept counts as later.
func (b *Bus) since(id uint64) (later []Event, missed int) {
	if id > b.last {
		id = 0
	}
	later = b.recent[min(len(b.recent), max(0, len(b.recent)-int(b.last-id))):]
	return slices.Clone(later), int(b.last-id) - len(later)
}

// Events is where the events come, in order. It is closed when the
// subscription ends; Err then says why.
func (s *Subscription) Events() <-chan Event { return s.events }

// Missed is how many events after Filter.After are kept no longer.
func (s *Subscription) Missed() int { return s.missed }

// Err is why the subscription ended by itself: ErrSlow or ErrClosed. It is nil
// while it lives and after Close.
func (s *Subscription) Err() error {
	s.hub.mu.Lock()
	defer s.hub.mu.Unlock()
	return s.err
}

// Close ends the subscription. It may be called more than once.
func (s *Subscription) Close() {
	s.hub.mu.Lock()
	defer s.hub.mu.Unlock()
	s.hub.end(s, nil)
}
