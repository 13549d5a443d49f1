package event

import (
	"sync"
)

// maxRecent bounds the events kept for those who come back.
const maxRecent = 1_000

// Bus passes what happens on to those who listen. Safe for concurrent use.
type Bus struct {
	mu          sync.Mutex
	last        uint64
	recent      []Event // the last ones, oldest first
	subscribers map[*Subscription]struct{}
	closed      bool
	watching    bool // the goroutine that waits for transitions is there

	wake    chan struct{} // tells the watching goroutine to look again
	running sync.WaitGroup
}

// NewBus makes a bus that nobody listens to yet.
func NewBus() *Bus {
	return &Bus{subscribers: map[*Subscription]struct{}{}, wake: make(chan struct{}, 1)}
}

// Publish numbers an event and hands it to all who want it. Who cannot take it
// is too slow and dropped: nobody waits for anybody.
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

// WakeIf makes the watching goroutine look again.
func (b *Bus) WakeIf() {
	select {
	case b.wake <- struct{}{}:
	default: // it will look anyway
	}
}

// Watched tells whether anybody listens.
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

// Wake tells the watching goroutine that it was poked.
func (b *Bus) Wake() <-chan struct{} { return b.wake }

// KeepWatching tells the watching goroutine whether anybody still listens, and
// otherwise makes room for the next.
func (b *Bus) KeepWatching() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.watching = len(b.subscribers) > 0
	return b.watching
}
