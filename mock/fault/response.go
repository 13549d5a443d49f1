package fault

import (
	"net/http"
	"strconv"
	"time"
)

// Response is a good answer on its way out, for faults to spoil. A fault may
// change any field, the header and the body in place or not; [Write] then puts
// on the wire what the fields say.
type Response struct {
	// Status is the HTTP status; 0 means 200.
	Status int
	// Header is sent as it is. Without a Content-Type there is none on the
	// wire either. Content-Length is not taken from here, see Delivery.
	Header http.Header
	Body   []byte
	// Delivery is how the bytes go out; its zero value sends them at once and whole.
	Delivery Delivery
}

// Delivery is how an answer goes onto the wire. It speaks of the body that
// [Write] finds, so an answer may be compressed after it was spoiled.
type Delivery struct {
	// Delay is waited before anything is sent.
	Delay time.Duration
	// FirstByte is waited between the header and the body.
	FirstByte time.Duration
	// BytesPerSecond slows the body; 0 does not.
	BytesPerSecond int
	// Cut is where the body ends early; nil sends all of it.
	Cut *Point
	// Ending is what happens after the last byte.
	Ending Ending
	// Announce is what the content-length header counts.
	Announce Announce
	// AnnounceBy is added to that count.
	AnnounceBy int64
	// ContentLength, when not nil, is announced whatever the body's length.
	ContentLength *int64
	// Trailing is sent after the body, not counted by content-length.
	Trailing []byte
}

// Ending is how an answer's delivery ends.
type Ending int

// The endings of a delivery, from mild to hard; of several faults the hardest counts.
const (
	EndWhole   Ending = iota // the connection lives on
	EndClosed                // the connection is closed in good order
	EndReset                 // the connection is reset (RST)
	EndNothing               // the connection is closed before the header
)

// Announce is what a content-length header counts.
type Announce int

// What can be announced.
const (
	AnnounceBody Announce = iota // the body, cut or not
	AnnounceSent                 // what is sent of it
	AnnounceNone                 // nothing: the body is chunked
)

// Point is a place in a body: a share of it plus a number of bytes. The zero
// Point is its start.
type Point struct {
	Percent float64
	Bytes   int
}

// In is the place as an offset into a body of n bytes, from 0 to n.
func (p Point) In(n int) int {
	at := int(float64(n)*p.Percent/100) + p.Bytes
	return min(max(at, 0), n)
}

// String is the point as a person writes it: "50%" or "120".
func (p Point) String() string {
	if p.Percent != 0 {
		return strconv.FormatFloat(p.Percent, 'f', -1, 64) + "%"
	}
	return strconv.Itoa(p.Bytes)
}
