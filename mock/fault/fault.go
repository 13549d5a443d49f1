package fault

import (
	"math/rand/v2"
	"net/http"
	"time"
)

// Answer is a good answer on its way out, for faults to spoil. A fault may
// change any field; Write then puts on the wire what the fields say.
type Answer struct {
	Status int
	Header http.Header
	Body   []byte
	// Delivery is how the bytes go out; its zero value sends them at once and whole.
	Delivery Delivery
}

// Delivery is how an answer goes onto the wire.
type Delivery struct {
	// Delay is waited before anything is sent.
	Delay time.Duration
	// FirstByte is waited between the header and the body.
	FirstByte time.Duration
	// BytesPerSecond slows the body; 0 does not.
	BytesPerSecond int
	// Cut ends the body after so many bytes, when Ending is not Whole.
	Cut int
	// Ending is what happens at Cut.
	Ending Ending
	// ContentLength, when not nil, is announced whatever the body's length.
	ContentLength *int64
}

// Ending is how an answer's delivery ends.
type Ending int

const (
	Whole   Ending = iota // all of the body is sent
	Close                 // the connection is closed in good order
	Reset                 // the connection is reset (RST)
	Nothing               // the connection is closed before the header
)

// Fault is one way to spoil an answer. It must draw chance from r alone, so
// that the same seed spoils the same way.
type Fault interface {
	// Spoil changes the answer.
	Spoil(a *Answer, r *rand.Rand)
	// String is how the fault is written in one line, such as "latency 2s".
	String() string
}
