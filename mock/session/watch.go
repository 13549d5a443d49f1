package session

import (
	"time"

	"github.com/ringer-api/ringer/mock/event"
)

// Subscribe begins a subscription to events. Transitions of jobs are published
// while there is a subscriber, in the collections that the session received requests for:
// when an advanced clock passes them, or when a running clock reaches them.
func (all *Sessions) Subscribe(f event.Filter) (*event.Subscription, error) {
	if f.After == nil && !all.config.Events.Watched() {
		for _, s := range all.List() {
			s.readFromNow()
		}
	}
	sub, err := all.config.Events.Subscribe(f, all.watch)
	if err == nil && f.After != nil { // the clocks may have been moved meanwhile
		for _, s := range all.List() {
			s.refreshSeen()
		}
	}
	return sub, err
}

// Limits of how long the watching goroutine sleeps.
const (
	minSleep = time.Millisecond
	maxSleep = time.Minute
)

// watch waits for the transitions of all sessions whose clocks run, while there is a
// subscriber.
func (all *Sessions) watch() {
	timer := time.NewTimer(maxSleep)
	defer timer.Stop()
	for all.config.Events.KeepWatching() {
		timer.Reset(all.publishTransitions())
		select {
		case <-timer.C:
		case <-all.config.Events.Wake():
		}
	}
}

// publishTransitions publishes the transitions of every session whose clock runs, and
// returns how long to sleep until the next one.
func (all *Sessions) publishTransitions() time.Duration {
	nap := maxSleep
	for _, s := range all.List() {
		speed := s.clock.Speed()
		if speed == 0 {
			continue
		}
		next := s.readTransitions()
		if next.IsZero() {
			continue
		}
		off := float64(next.Sub(s.clock.Now())) / speed
		if off < float64(nap) {
			nap = time.Duration(off)
		}
	}
	return max(nap, minSleep)
}
