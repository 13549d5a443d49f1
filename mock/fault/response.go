package fault

import (
	"net/http"
	"strconv"
	"time"
)

// Response is a response to which faults are applied. A fault may change any field, the
// header and the body in place or not; [Write] then sends it as its fields require.
type Response struct {
	// Status is the status code; 0 means 200.
	Status int
	// Header is sent unchanged. Without a Content-Type none is sent. A Content-Length in
	// it is ignored, see Delivery.
	Header http.Header
	Body   []byte
	// Delivery is how the bytes are sent; its zero value sends all of them immediately.
	Delivery Delivery
}

// Delivery is how a response is sent. It refers to the body that is given to [Write], so
// a response may be compressed after faults were applied.
type Delivery struct {
	// Delay is the delay before anything is sent.
	Delay time.Duration
	// FirstByte is the delay between the header and the body.
	FirstByte time.Duration
	// BytesPerSecond limits the speed of the body; 0 means no limit.
	BytesPerSecond int
	// Cut is where the body ends early; nil sends all of it.
	Cut *Point
	// Ending is what happens after the last byte.
	Ending Ending
	// Announce is what the content-length header counts.
	Announce Announce
	// AnnounceBy is added to that count.
	AnnounceBy int64
	// ContentLength, if not nil, is sent whatever the body's length.
	ContentLength *int64
	// Trailing is sent after the body, and content-length does not count it.
	Trailing []byte
}

// Ending is how the delivery of a response ends.
type Ending int

// The endings of a delivery in ascending severity; of several faults the last of these counts.
const (
	EndWhole   Ending = iota // the connection stays open
	EndClosed                // the connection is closed normally
	EndReset                 // the connection is reset (RST)
	EndNothing               // the connection is closed before the header
)

// Announce is what a content-length header counts.
type Announce int

// The values of Announce.
const (
	AnnounceBody Announce = iota // the body, cut or not
	AnnounceSent                 // the part of it that is sent
	AnnounceNone                 // nothing: the body is chunked
)

// Point is a position in a body: a share of it plus a number of bytes. The zero
// Point is its start.
type Point struct {
	Percent float64
	Bytes   int
}

// In returns the position as an offset in a body of n bytes, from 0 to n.
func (p Point) In(n int) int {
	at := int(float64(n)*p.Percent/100) + p.Bytes
	return min(max(at, 0), n)
}

// String returns the point as in a fault's parameter: "50%" or "120".
func (p Point) String() string {
	if p.Percent != 0 {
		return strconv.FormatFloat(p.Percent, 'f', -1, 64) + "%"
	}
	return strconv.Itoa(p.Bytes)
}
