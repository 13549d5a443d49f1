package event

import (
	"errors"
	"fmt"
	"slices"
)

// The errors of a subscription that ended by itself.
var (
	// ErrSlow reports that the subscriber did not receive its events in time.
	ErrSlow = errors.New("the subscription was dropped: its events were not received in time")
	// ErrClosed reports that the mock was closed.
	ErrClosed = errors.New("the mock was closed")
)

// ErrCrowded reports that there are too many subscribers.
var ErrCrowded = fmt.Errorf("there are %d subscribers already, which is the limit", maxSubscribers)

const maxSubscribers = 1_000

// eventBuffer is how many events a subscriber may be behind.
const eventBuffer = 256

// Filter selects events. Its zero value selects all future ones.
type Filter struct {
	// Session selects the events of one session, and those of the mock as a whole.
	Session string
	// Kinds selects kinds of events; empty for all.
	Kinds []string
	// After, when not nil, begins with the stored events after the one with this number,
	// for subscribers that reconnect.
	After *uint64
}

func (f *Filter) matches(e *Event) bool {
	return (f.Session == "" || e.Session == "" || f.Session == e.Session) &&
		(len(f.Kinds) == 0 || slices.Contains(f.Kinds, e.Kind))
}

// Subscription receives events until it or the mock is closed, or it is dropped because it
// is too slow. The subscriber must close it.
type Subscription struct {
	filter Filter
	hub    *Bus
	events chan Event
	missed int
	err    error // guarded by the hub's lock
}

// Subscribe adds a subscriber. It starts watch in a goroutine if it is not running; watch
// must return when KeepWatching returns false.
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

// take puts an event into the buffer, and reports whether there was room for it: a
// subscriber with eventBuffer unreceived events is too slow.
func (s *Subscription) take(event Event) bool {
	select {
	case s.events <- event:
		return true
	default:
		return false
	}
}

// since returns the stored events after the one with that number, and how many after it are
// no longer stored. A number higher than the last is from an earlier run of the mock: then
// all stored events are returned.
func (b *Bus) since(id uint64) (later []Event, missed int) {
	if id > b.last {
		id = 0
	}
	later = b.recent[min(len(b.recent), max(0, len(b.recent)-int(b.last-id))):]
	return slices.Clone(later), int(b.last-id) - len(later)
}

// Events returns the channel of the events, in order. It is closed when the subscription
// ends; Err then returns why.
func (s *Subscription) Events() <-chan Event { return s.events }

// Missed returns how many events after Filter.After are no longer stored.
func (s *Subscription) Missed() int { return s.missed }

// Err returns why the subscription ended by itself: ErrSlow or ErrClosed. It is nil before
// the end and after Close.
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
