// Package exchange holds what is asked and what comes back, as data: probes, requests,
// answers and what went wrong on the way. Secrets are replaced here, too, in whatever is
// shown of an exchange. It judges nothing.
package exchange

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Exchange is one request with its answer, as sent and as received. Requests
// show secrets as "$VARIABLE"; answers are kept as they came.
type Exchange struct {
	// Number counts the exchanges of a run from 1, in the order of the plan.
	Number int   `json:"number"`
	Probe  Probe `json:"probe"`
	// Request is what went out.
	Request Request `json:"request"`
	// Response is what came back; nil when nothing came that HTTP would call one.
	Response *Response `json:"answer,omitempty"`
	// Fault is what went wrong on the way; nil when the answer is whole.
	Fault *Fault `json:"fault,omitempty"`
	// Began is when the request was sent, Took how long its answer took.
	Began time.Time     `json:"began"`
	Took  time.Duration `json:"tookNs"`
	// Throttled is how often the service answered 429 before this answer.
	Throttled int `json:"throttled,omitempty"`

	// From is where an exchange that was kept in a file stands there, such as
	// "polls.har, entry 12"; empty for one that was made just now.
	From string `json:"from,omitempty"`

	Origin Origin    `json:"-"`
	clean  *Exchange // without secrets, once somebody wanted it so
	// Start and End are the beginning and the end in an order of events: our own
	// where we saw them, so that what overlapped is known even when the clock
	// stands; a file's times in microseconds. They are 0 where nobody knows.
	Start, End int64 `json:"-"`
}

// Before tells whether x was over when y began. What two answers say can only
// be compared when one of them was: of two that overlapped, nobody knows which
// the service gave first.
func (x *Exchange) Before(y *Exchange) bool {
	if x.End == 0 || y.Start == 0 {
		return x.Number < y.Number
	}
	return x.End <= y.Start
}

// Request is a request as it goes onto the wire.
type Request struct {
	Method string `json:"method"`
	// URL is what a person would type.
	URL string `json:"url"`
	// Path is the request target as sent: path and query, escaped.
	Path   string  `json:"path"`
	Header []Field `json:"header,omitempty"`
	// Body is what was sent; of a kept request with a long body, nothing.
	Body []byte `json:"body,omitempty"`

	// unkept tells that there was a body which is not kept.
	unkept bool
}

// Field is one header line, name and value as they stood there.
type Field struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Response is a response as it came off the wire.
type Response struct {
	Proto  string `json:"proto"`
	Status int    `json:"status"`
	// Header holds the lines in their order; HTTP/2 has no order, theirs is by name.
	Header []Field `json:"header,omitempty"`
	// Body is the body without transfer coding, as it was sent. The JSON form
	// of a report leaves it out: it may be large, and a finding has an excerpt.
	Body []byte `json:"-"`
	// Content is Body with its content coding (gzip, deflate) undone.
	Content []byte `json:"-"`
	// Announced is the content-length, -1 when none was announced.
	Announced int64 `json:"announced"`
	// Extra counts bytes that followed the end of the answer.
	Extra int `json:"extra,omitempty"`
}

// Get gives the first value of a header field, whatever its case.
func (a *Response) Get(name string) string {
	for _, f := range a.Header {
		if strings.EqualFold(f.Name, name) {
			return f.Value
		}
	}
	return ""
}

// Fault is what kept an answer from arriving whole.
type Fault struct {
	Kind   FaultKind `json:"kind"`
	Detail string    `json:"detail"`

	Cause error `json:"-"`
}

// Error says kind and detail, so that a Fault can be an error's cause.
func (f *Fault) Error() string { return f.Detail }

// Unwrap gives what the network said; nil when it is ours.
func (f *Fault) Unwrap() error { return f.Cause }

// FaultKind tells faults of the other side from bounds of our own.
type FaultKind string

const (
	// Unreachable: no connection, so nothing was asked.
	Unreachable FaultKind = "unreachable"
	// NoResponse: the connection ended, or RequestTimeout passed, before a
	// whole response head had come.
	NoResponse FaultKind = "unanswered"
	// Malformed: what came is no HTTP.
	Malformed FaultKind = "malformed"
	// Cut: the body ended before its announced end.
	Cut FaultKind = "cut"
	// Overlong: more bytes came than were announced.
	Overlong FaultKind = "overlong"
	// Endless: the body passed MaxBody, or was still coming at RequestTimeout.
	Endless FaultKind = "endless"
	// Undecodable: the content coding could not be undone.
	Undecodable FaultKind = "undecodable"
	// Stopped: the run ended while the answer was awaited; nobody's fault.
	Stopped FaultKind = "stopped"
)

// Slim is a copy for those who keep many exchanges: what was asked and with
// which status it was answered, and a body only when it is small.
func (x *Exchange) Slim() *Exchange {
	c := *x
	c.clean = nil
	if x.Response != nil && len(x.Response.Content) > 4096 {
		a := *x.Response
		a.Body, a.Content = nil, slices.Clone(a.Content[:4096]) // the rest is let go
		c.Response = &a
	}
	return &c
}

// Faultf words a fault.
func Faultf(kind FaultKind, format string, args ...any) *Fault {
	return &Fault{Kind: kind, Detail: fmt.Sprintf(format, args...)}
}

// Status is that of the answer, 0 when there is none.
func (x *Exchange) Status() int {
	if x.Response == nil {
		return 0
	}
	return x.Response.Status
}

// StatusText words what came: the status, or why there is none.
func (x *Exchange) StatusText() string {
	if x.Response == nil {
		return "no response"
	}
	text := "status " + strconv.Itoa(x.Status())
	if name := http.StatusText(x.Status()); name != "" {
		text += " " + name
	}
	if to := x.Response.Get("location"); to != "" {
		text += ", location " + to
	}
	return text
}

// Success tells the statuses of what went well.
func Success(status int) bool { return status >= 200 && status < 300 }

// Shown is what of an answer can be read: the body as it came, where its coding
// could not be undone.
func (a *Response) Shown() []byte {
	if a.Content == nil {
		return a.Body
	}
	return a.Content
}
