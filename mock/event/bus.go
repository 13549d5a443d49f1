package event

import (
	"sync"
)

// maxRecent limits the events stored for clients that reconnect.
const maxRecent = 1_000

// Bus publishes events to subscribers. It is safe for concurrent use.
type Bus struct {
	mu          sync.Mutex
	last        uint64
	recent      []Event // the latest ones, oldest first
	subscribers map[*Subscription]struct{}
	closed      bool
	watching    bool // the goroutine that waits for transitions is running

	wake    chan struct{} // wakes the watching goroutine
	running sync.WaitGroup
}

// NewBus makes a bus without subscribers.
func NewBus() *Bus {
	return &Bus{subscribers: map[*Subscription]struct{}{}, wake: make(chan struct{}, 1)}
}

// Publish numbers an event and sends it to all subscribers that want it. It never waits: a
// subscriber whose buffer is full is too slow and is dropped.
func (b *Bus) Publish(event Event) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed {
		return
	}
	b.last++
	event.ID = b.last
	if len(b.recent) >= maxRecent {
		b.recent[0] = Event{}
		b.recent = b.recent[1:]
	}
	b.recent = append(b.recent, event)
	for s := range b.subscribers {
		if !s.filter.matches(&event) {
			continue
		}
		if !s.take(event) {
			b.end(s, ErrSlow)
		}
	}
}

// end ends a subscription; the caller holds the lock.
func (b *Bus) end(s *Subscription, why error) {
	if _, there := b.subscribers[s]; !there {
		return
	}
	delete(b.subscribers, s)
	s.err = why
	close(s.events)
	b.WakeIf()
}

// WakeIf wakes the watching goroutine, unless it is about to wake anyway.
func (b *Bus) WakeIf() {
	select {
	case b.wake <- struct{}{}:
	default: // it is about to wake anyway
	}
}

// Watched reports whether there is a subscriber.
func (b *Bus) Watched() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.subscribers) > 0
}

// Close ends all subscriptions and waits for the watching goroutine.
func (b *Bus) Close() {
	b.mu.Lock()
	b.closed = true
	for s := range b.subscribers {
		b.end(s, ErrClosed)
	}
	b.WakeIf()
	b.mu.Unlock()
	b.running.Wait()
}

// Wake returns the channel that wakes the watching goroutine.
func (b *Bus) Wake() <-chan struct{} { return b.wake }

// KeepWatching reports whether there is still a subscriber. When it returns false the
// watching goroutine must end; the next subscriber starts another.
func (b *Bus) KeepWatching() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.watching = len(b.subscribers) > 0
	return b.watching
}
