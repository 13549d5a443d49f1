package event

import (
	"time"

	"github.com/ringer-api/ringer/mock/world"
)

// The kinds of events.
const (
	// KindRequest is a request to the API.
	KindRequest = "request"
	// KindTransition is a move of an execution, as the clock passed it.
	KindTransition = "transition"
	// KindChange is what somebody changed: a session, its scenario, its clock.
	KindChange = "change"
)

// Kinds are the kinds of events.
var Kinds = []string{KindRequest, KindTransition, KindChange}

// Event is something that happened in a mock. Of Request, Transition and
// Change the one that its kind names is set.
type Event struct {
	// ID grows by one from event to event of a mock, from 1.
	ID   uint64 `json:"id"`
	Kind string `json:"kind"`
	// Session is where it happened; "" for what concerns the mock as a whole.
	Session string `json:"session,omitempty"`
	// At is the time by the session's clock, or real time without a session.
	At         time.Time         `json:"at"`
	Request    *Requested        `json:"request,omitempty"`
	Transition *world.Transition `json:"transition,omitempty"`
	Change     *Change           `json:"change,omitempty"`
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

// Change is what was changed and how.
type Change struct {
	// What is a word: session, scenario, faults, clock, execution, journal, fixtures.
	What string `json:"what"`
	// Detail says how, for people.
	Detail string `json:"detail"`
}
