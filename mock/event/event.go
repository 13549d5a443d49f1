package event

import (
	"time"

	"github.com/ringer-api/ringer/mock/world"
)

// The kinds of events.
const (
	// KindRequest is a request to the API.
	KindRequest = "request"
	// KindTransition is a transition of a job, when the clock has passed it.
	KindTransition = "transition"
	// KindChange is a change by a client: of a session, its scenario, its clock.
	KindChange = "change"
)

// Kinds are all kinds of events.
var Kinds = []string{KindRequest, KindTransition, KindChange}

// Event is something that happened in a mock. Of the fields Request, Transition and Change,
// the one of its kind is set.
type Event struct {
	// ID increases by one from event to event of a mock, from 1.
	ID   uint64 `json:"id"`
	Kind string `json:"kind"`
	// Session is the session's name; "" for an event of the mock as a whole.
	Session string `json:"session,omitempty"`
	// At is the time by the session's clock, or real time without a session.
	At         time.Time         `json:"at"`
	Request    *Requested        `json:"request,omitempty"`
	Transition *world.Transition `json:"transition,omitempty"`
	Change     *Change           `json:"change,omitempty"`
}

// Requested is the summary of a request, published just before its response is sent; the
// journal has the complete exchange.
type Requested struct {
	Trace     string `json:"trace"`
	API       string `json:"api,omitempty" doc:"the API that was requested, in a mock of several"`
	Method    string `json:"method"`
	URL       string `json:"url"`
	Operation string `json:"operation,omitempty"`
	Status    int    `json:"status"`
	// Why is the trace in one line.
	Why string `json:"why"`
}

// Change is what was changed and how.
type Change struct {
	// What is one word: session, scenario, faults, clock, job, journal, fixtures.
	What string `json:"what"`
	// Detail describes the change in words.
	Detail string `json:"detail"`
}
