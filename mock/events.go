package mock

import (
	"slices"
	"sync"
	"time"

	"github.com/ringer-api/ringer/mock/execution"
)

// The kinds of events.
const (
	// EventRequest is a request to the API.
	EventRequest = "request"
	// EventTransition is a move of an execution, as the clock passed it.
	EventTransition = "transition"
	// EventChange is what somebody changed: a session, its scenario, its clock.
	EventChange = "change"
)

// EventKinds are the kinds of events.
var EventKinds = []string{EventRequest, EventTransition, EventChange}

// maxRecentEvents bounds the events kept for those who come back.
const maxRecentEvents = 1_000

// Event is something that happened in a mock. Of Request, Transition and
// Change the one that its kind names is set.
type Event struct {
	// ID grows by one from event to event of a mock, from 1.
	ID   uint64 `json:"id"`
	Kind string `json:"kind"`
	// Session is where it happened; "" for what concerns the mock as a whole.
	Session string `json:"session,omitempty"`
	// At is the time by the session's clock, or real time without a session.
	At         time.Time   `json:"at"`
	Request    *Requested  `json:"request,omitempty"`
	Transition *Transition `json:"transition,omitempty"`
	Change     *Change     `json:"change,omitempty"`
}

// Requested is a request in short, told when its answer is about to go out; the
// journal has all of it.
type Requested struct {
	Trace     string `json:"trace"`
	Method    string `json:"method"`
	URL       string `json:"url"`
	Operation string `json:"operation,omitempty"`
	Status    int    `json:"status"`
	// Why is the trace in one line.
	Why string `json:"why"`
}

// Transition is a move of an execution and the dataset it is in.
type Transition struct {
	execution.Transition
	PipelineID    string `json:"pipeline_id"`
	EvalDatasetID string `json:"eval_dataset_id"`
}

// Change is what was changed and how.
type Change struct {
	// What is a word: session, scenario, faults, clock, execution, journal, fixtures.
	What string `json:"what"`
	// Detail says how, for people.
	Detail string `json:"detail"`
}

// events passes what happens on to those who listen.
type events struct {
	mu          sync.Mutex
	last        uint64
	recent      []Event // the last ones, oldest first
	subscribers map[*Subscription]struct{}
	closed      bool
	watching    bool // the goroutine that waits for transitions is there

	wake    chan struct{} // tells the watching goroutine to look again
	running sync.WaitGroup
}

func newEvents() *events {
	return &events{subscribers: map[*Subscription]struct{}{}, wake: make(chan struct{}, 1)}
}

// publish numbers an event and hands it to all who want it. Who cannot take it
// is too slow and dropped: nobody waits for anybody.
func (e *events) publish(event Event) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		return
	}
	e.last++
	event.ID = e.last
	if len(e.recent) >= maxRecentEvents {
		e.recent[0] = Event{}
		e.recent = e.recent[1:]
	}
	e.recent = append(e.recent, event)
	for s := range e.subscribers {
		if !s.filter.lets(&event) {
			continue
		}
		select {
		case s.events <- event:
		default:
			e.end(s, ErrSlow)
		}
	}
}

// end ends a subscription; the caller holds the lock.
func (e *events) end(s *Subscription, why error) {
	if _, there := e.subscribers[s]; !there {
		return
	}
	delete(e.subscribers, s)
	s.err = why
	close(s.events)
	e.poke()
}

// poke makes the watching goroutine look again.
func (e *events) poke() {
	select {
	case e.wake <- struct{}{}:
	default: // it will look anyway
	}
}

// watched tells whether anybody listens.
func (e *events) watched() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return len(e.subscribers) > 0
}

// since gives the kept events after the one with that number, and how many
// after it are kept no longer. A number that is still to come is from another
// life of the mock: all that is kept counts as later.
func (e *events) since(id uint64) (later []Event, missed int) {
	if id > e.last {
		id = 0
	}
	later = e.recent[min(len(e.recent), max(0, len(e.recent)-int(e.last-id))):]
	return slices.Clone(later), int(e.last-id) - len(later)
}

// close ends all subscriptions and waits for the watching goroutine.
func (e *events) close() {
	e.mu.Lock()
	e.closed = true
	for s := range e.subscribers {
		e.end(s, ErrClosed)
	}
	e.poke()
	e.mu.Unlock()
	e.running.Wait()
}

// EndEvents ends all subscriptions, and lets in no new ones. A server that
// shuts down in good order does this first: streams of events do not end by
// themselves.
func (m *Mock) EndEvents() { m.events.close() }

// mostSaid bounds a text in an event, in bytes.
const mostSaid = 2_000

// told tells those who listen about an answered request, and remembers which
// dataset it asked about.
func (s *Session) told(e *Entry) {
	s.saw(e)
	s.publish(Event{Kind: EventRequest, Session: s.name, At: e.At, Request: &Requested{
		Trace: e.Trace.ID, Method: shorten(e.Method), URL: shorten(e.URL),
		Operation: e.Trace.Operation, Status: e.Status, Why: shorten(e.Trace.String())}})
}

// changed tells those who listen what was changed in the session. What its
// executions will do may be another thing now.
func (s *Session) changed(what, detail string) {
	s.holds.Store(true)
	s.publish(s.change(what, detail))
	s.lookAgain()
}

func (s *Session) change(what, detail string) Event {
	return Event{Kind: EventChange, Session: s.name, At: s.clock.Now(), Change: &Change{What: what, Detail: shorten(detail)}}
}

// changed tells those who listen what was changed in the mock as a whole.
func (m *Mock) changed(what, detail string) {
	m.events.publish(Event{Kind: EventChange, At: m.config.Real().UTC(), Change: &Change{What: what, Detail: shorten(detail)}})
	for _, s := range m.Sessions() {
		s.lookAgain()
	}
}

func shorten(text string) string {
	if len(text) <= mostSaid {
		return text
	}
	return text[:mostSaid] + "..."
}
