package fault

import (
	"math/rand/v2"
	"time"
)

// Fault is one way to spoil an answer. It is a value: safe for concurrent use,
// with chance, time and memory coming from the draw alone.
type Fault interface {
	// Apply changes the answer, or leaves it alone when the draw says so or
	// when there is nothing in it that fits; the outcome tells which and why.
	Apply(a *Response, d Draw) Outcome
	// String is the fault in the short form that [ParseShort] reads, in one
	// line, such as "latency:2s".
	String() string
}

// Draw is what chance, time and memory a fault may use for one answer.
type Draw struct {
	// Rand is this answer's chance. The caller seeds it from whatever decides
	// the answer, so that the same request is spoiled the same way again.
	Rand *rand.Rand
	// Call is the number of the request in its session, counted from 1.
	Call int
	// Now is the reading of the session's clock.
	Now time.Time
	// State is the session's memory, for faults that count. Without one
	// nothing is counted, and a rate limit is never reached.
	State *State
	// Documented tells what the contract promises of the value at a JSON pointer
	// of the body, and whether it promises anything. Faults that draw a field
	// draw one whose promise they can break. When nil they go by looks: any
	// text that looks like an id is taken for one.
	Documented func(pointer string) (Documented, bool)
}

// Documented is what a contract promises of one value of a body.
type Documented struct {
	// Required tells that the member has to be there.
	Required bool
	// Nullable tells that null may stand there.
	Nullable bool
	// Format is the JSON Schema format: "uuid", "date-time" or any other.
	Format string
	// Enum lists the allowed texts; empty when any will do.
	Enum []string
}

// Outcome is what became of an attempt to spoil an answer.
type Outcome struct {
	// Applied tells whether the answer was changed.
	Applied bool
	// Skipped tells that the answer was left alone because the fault wants it so:
	// by chance, by count, or below a limit. When it is false as well, the
	// answer had nothing that the fault could have spoiled.
	Skipped bool
	// Note is a line for people: what was done, or why nothing was.
	Note string
}

func applied(note string) Outcome { return Outcome{Applied: true, Note: note} }
func spared(note string) Outcome  { return Outcome{Skipped: true, Note: note} }
func skipped(note string) Outcome { return Outcome{Note: note} }

// Most bounds the faults of a session, and those that one request asks for.
const Most = 50
