package contract

import (
	"github.com/ringer-api/ringer/contract/observation"
)

// maxQueued is how many responses may wait to be checked, maxHeldBodies how many bytes
// their bodies and those being received may have.
const (
	maxQueued     = 1000
	maxHeldBodies = 64 << 20
)

// see queues an exchange.
func (w *Watcher) see(x *Exchange) {
	w.mu.Lock()
	defer w.mu.Unlock()
	x.Took, x.End = w.target.Now().Sub(x.Began), w.ticks.Add(1)
	if len(w.queue) == maxQueued {
		w.missed++
		w.release(x)
		return
	}
	w.passed++
	x.Number = w.passed
	w.queue = append(w.queue, x)
	if !w.working {
		w.working = true
		go w.work() // ends when the queue is empty
	}
}

// work checks the queued exchanges, and ends when there are none.
func (w *Watcher) work() {
	for x := w.waiting(); x != nil; x = w.waiting() {
		var fresh []Finding
		w.judge.Defects.Recover(func() { fresh = w.judgeOne(x) }, "checking response %d", x.Number)
		for _, f := range fresh {
			if w.found != nil {
				w.found(f)
			}
		}
		w.release(x)
		w.mu.Lock()
		w.done++
		w.judged.Broadcast()
		w.mu.Unlock()
	}
}

// waiting removes the next exchange from the queue; nil when there is none.
func (w *Watcher) waiting() *Exchange {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.queue) == 0 {
		w.queue, w.working = nil, false
		return nil
	}
	x := w.queue[0]
	w.queue[0] = nil
	w.queue = w.queue[1:]
	return x
}

// judgeOne checks an exchange and returns the findings that it is the first to show. Of a
// body in a finding, only the beginning is kept.
func (w *Watcher) judgeOne(x *Exchange) (fresh []Finding) {
	w.judging.Lock()
	defer w.judging.Unlock()
	seen := w.judge.See(x)
	for _, f := range w.judge.FirstShownBy(x) {
		f.Exchange = f.Exchange.Slim()
		if a := f.Exchange.Response; a != nil && len(a.Body) > len(a.Content) {
			a = new(*a)
			a.Body = nil
			f.Exchange.Response = a
		}
		fresh = append(fresh, *f)
	}
	if w.history.add(seen) {
		w.judge.Forget()
		w.history = newHistory()
	}
	return fresh
}

// release subtracts an exchange's body from the bytes kept.
func (w *Watcher) release(x *Exchange) {
	if x.Response != nil {
		w.held.Add(-int64(len(x.Response.Body)))
	}
}

// history estimates how much rules remember.
type history struct {
	jobs        map[string]bool
	collections map[observation.Collection]bool
	bytes       int
}

// How much rules may remember before they forget it.
const (
	maxWatchedJobs        = 10_000
	maxWatchedCollections = 1000
	maxWatchedBytes       = 16 << 20
)

func newHistory() history {
	return history{jobs: map[string]bool{}, collections: map[observation.Collection]bool{}}
}

// add adds what rules remember of an exchange, and reports whether they should forget.
func (m *history) add(x *observation.Observation) (full bool) {
	if c, ok := x.Collection(); ok {
		m.collections[c] = true
	}
	fresh, all := 0, x.Records()
	for _, r := range all {
		if id := r.ID(); !m.jobs[id] {
			m.jobs[id] = true
			fresh++
		}
	}
	if fresh > 0 {
		m.bytes += len(x.Response.Content) / len(all) * fresh
	}
	return len(m.jobs) > maxWatchedJobs || len(m.collections) > maxWatchedCollections ||
		m.bytes > maxWatchedBytes
}
