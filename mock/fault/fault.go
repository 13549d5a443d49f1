package fault

import (
	"math/rand/v2"
	"time"
)

// Fault is a deliberate defect of a response. It is a value and safe for concurrent use:
// random numbers, time and state come only from the draw.
type Fault interface {
	// Apply changes the response, or leaves it unchanged because of the draw or because
	// nothing in it fits; the outcome reports which and why.
	Apply(a *Response, d Draw) Outcome
	// String returns the fault in the short form that [ParseShort] reads, in one
	// line, such as "latency:2s".
	String() string
}

// Draw is the random numbers, time and state that a fault may use for one response.
type Draw struct {
	// Rand is this response's random source. The caller seeds it from everything that
	// determines the response, so that the same request has the same faults again.
	Rand *rand.Rand
	// Call is the number of the request in its session, counted from 1.
	Call int
	// Now is the time of the session's clock.
	Now time.Time
	// State is the session's state, for faults that count. If it is nil, nothing is
	// counted, and a rate limit is never reached.
	State *State
	// Documented returns what is documented about the value at a JSON pointer of the
	// body, and whether anything is. Faults that draw a field draw one for which they
	// can violate it. If it is nil, they go by the form of values: any text that looks
	// like an id is taken for one.
	Documented func(pointer string) (Documented, bool)
}

// Documented is what an API description documents about one value of a body.
type Documented struct {
	// Required reports whether the member is required.
	Required bool
	// Nullable reports whether the value may be null.
	Nullable bool
	// Format is the JSON Schema format: "uuid", "date-time" or any other.
	Format string
	// Enum is the allowed texts; empty when all are allowed.
	Enum []string
}

// Outcome is the result of applying a fault to a response.
type Outcome struct {
	// Applied reports whether the response was changed.
	Applied bool
	// Skipped reports whether the fault left the response unchanged on purpose: because
	// of its probability, its count or its limit. If it is false as well, the response
	// had nothing to which the fault could be applied.
	Skipped bool
	// Note is one line for people: what was changed, or why nothing was.
	Note string
}

func applied(note string) Outcome { return Outcome{Applied: true, Note: note} }
func spared(note string) Outcome  { return Outcome{Skipped: true, Note: note} }
func skipped(note string) Outcome { return Outcome{Note: note} }

// Most is the maximum number of faults of a session, and of those that one request prefers.
const Most = 50
