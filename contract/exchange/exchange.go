// Package exchange has what is sent and received, as data: probes, requests, responses and
// faults. It also replaces the secrets in whatever is shown of an exchange. It checks
// nothing.
package exchange

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Exchange is one request with its response, as sent and as received. Secrets in the
// request are shown as "$VARIABLE"; the response is kept unchanged.
type Exchange struct {
	// Number counts the exchanges of a run from 1, in the order of the plan.
	Number int   `json:"number"`
	Probe  Probe `json:"probe"`
	// Request is what was sent.
	Request Request `json:"request"`
	// Response is what was received; nil when that is not an HTTP response, or nothing.
	Response *Response `json:"answer,omitempty"`
	// Fault is why there is no complete response; nil when it is complete.
	Fault *Fault `json:"fault,omitempty"`
	// Began is when the request was sent, Took how long the response took.
	Began time.Time     `json:"began"`
	Took  time.Duration `json:"tookNs"`
	// Throttled is how often the service returned 429 before this response.
	Throttled int `json:"throttled,omitempty"`

	// From is the position of a recorded exchange in its file, such as
	// "polls.har, entry 12"; empty for one of the current run.
	From string `json:"from,omitempty"`

	Origin Origin    `json:"-"`
	clean  *Exchange // without secrets; nil until it is needed
	// Start and End order the beginning and the end of exchanges. In a run they are
	// numbers of events, so that overlaps are known even if the clock stands still; in a
	// file, times in microseconds. They are 0 when unknown.
	Start, End int64 `json:"-"`
}

// Before reports whether x ended before y began. Only then can their responses be
// compared: if they overlapped, it is unknown which response the service made first.
func (x *Exchange) Before(y *Exchange) bool {
	if x.End == 0 || y.Start == 0 {
		return x.Number < y.Number
	}
	return x.End <= y.Start
}

// When returns the time of the response by the service's own clock, its Date, or else when
// the request was sent.
func (x *Exchange) When() time.Time {
	if x.Response != nil {
		if date, err := http.ParseTime(x.Response.Get("date")); err == nil {
			return date
		}
	}
	return x.Began
}

// Request is a request as it is sent.
type Request struct {
	Method string `json:"method"`
	// URL is the absolute URL, as a person would type it.
	URL string `json:"url"`
	// Path is the request target as sent: path and query, escaped.
	Path   string  `json:"path"`
	Header []Field `json:"header,omitempty"`
	// Body is what was sent; nil for a recorded request with a long body.
	Body []byte `json:"body,omitempty"`

	// unkept reports whether there was a body that is not kept.
	unkept bool
}

// Field is one header line, name and value as sent.
type Field struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Response is a response as it was received.
type Response struct {
	Proto  string `json:"proto"`
	Status int    `json:"status"`
	// Header has the lines in their order; for HTTP/2, which has no order, sorted by name.
	Header []Field `json:"header,omitempty"`
	// Body is the body without transfer coding. The JSON form of a report leaves it out:
	// it may be large, and a finding has an excerpt.
	Body []byte `json:"-"`
	// Content is Body after its Content-Encoding (gzip, deflate) is decoded.
	Content []byte `json:"-"`
	// Announced is the Content-Length, -1 when there is none.
	Announced int64 `json:"announced"`
	// Extra is the number of bytes received after the end of the response.
	Extra int `json:"extra,omitempty"`
}

// Get returns the first value of a header field, whatever the case of its name; empty when
// there is none.
func (a *Response) Get(name string) string {
	for _, f := range a.Header {
		if strings.EqualFold(f.Name, name) {
			return f.Value
		}
	}
	return ""
}

// Fault is why a request got no complete response.
type Fault struct {
	Kind   FaultKind `json:"kind"`
	Detail string    `json:"detail"`

	Cause error `json:"-"`
}

// Error returns the detail, so that a Fault can be an error's cause.
func (f *Fault) Error() string { return f.Detail }

// Unwrap returns the error of the network; nil when there is none.
func (f *Fault) Unwrap() error { return f.Cause }

// FaultKind is what kind of fault it is: of the service, or a limit of the check.
type FaultKind string

const (
	// Unreachable: no connection, so no request was sent.
	Unreachable FaultKind = "unreachable"
	// NoResponse: the connection ended, or RequestTimeout passed, before a complete
	// response head was received.
	NoResponse FaultKind = "unanswered"
	// Malformed: what was received is not HTTP.
	Malformed FaultKind = "malformed"
	// Cut: the body ended before its announced end.
	Cut FaultKind = "cut"
	// Overlong: more bytes were received than announced.
	Overlong FaultKind = "overlong"
	// Endless: the body is longer than MaxBody, or was incomplete at RequestTimeout.
	Endless FaultKind = "endless"
	// Undecodable: the Content-Encoding could not be decoded.
	Undecodable FaultKind = "undecodable"
	// Stopped: the run ended before the response was complete; not a fault of the service.
	Stopped FaultKind = "stopped"
)

// Slim returns a copy for those who keep many exchanges: the request, the header of the
// response, and of a body longer than 4096 bytes only the beginning.
func (x *Exchange) Slim() *Exchange {
	c := *x
	c.clean = nil
	if x.Response != nil && len(x.Response.Content) > 4096 {
		a := *x.Response
		a.Body, a.Content = nil, slices.Clone(a.Content[:4096]) // so that the rest is freed
		c.Response = &a
	}
	return &c
}

// Faultf returns a fault with a formatted detail.
func Faultf(kind FaultKind, format string, args ...any) *Fault {
	return &Fault{Kind: kind, Detail: fmt.Sprintf(format, args...)}
}

// Status returns the status code of the response, 0 when there is none.
func (x *Exchange) Status() int {
	if x.Response == nil {
		return 0
	}
	return x.Response.Status
}

// StatusText returns the status code with its name and a redirect's location, or that
// there is no response.
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

// Success reports whether a status code is in the 2xx range.
func Success(status int) bool { return status >= 200 && status < 300 }

// Shown returns the decoded body, or the body as it was received when it could not be
// decoded.
func (a *Response) Shown() []byte {
	if a.Content == nil {
		return a.Body
	}
	return a.Content
}
