package journal

import (
	"encoding/json"
	"net/http"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/ringer-api/ringer/fixtures/recording"
)

// maxBody limits how much of a body the journal keeps.
const maxBody = 64 << 10

// Entry is one exchange in the journal. Secrets, recognised by their names and by their
// form, are replaced in its URL, its headers and its bodies; see package recording.
type Entry struct {
	Trace Trace     `json:"trace"`
	At    time.Time `json:"at"`    // by the session's clock
	Began time.Time `json:"began"` // in real time
	// Took is how long the response took in real time, in nanoseconds.
	Took time.Duration `json:"took"`

	Method string `json:"method"`
	// Scheme and Host are the client's view of where it sent the request, and URL is
	// the path and query it sent.
	Scheme string `json:"scheme"`
	Host   string `json:"host"`
	URL    string `json:"url"`
	Proto  string `json:"proto"`
	// Path is the requested path, decoded, without the query and a session's prefix.
	Path string `json:"-"`
	// Base is the path of the documented server, under which the operation is served as well
	// as without it; "" for none.
	Base string `json:"-"`
	// Params are the path's ids by name: in canonical form when the service accepted
	// them, otherwise as they were sent.
	Params map[string]string `json:"params,omitempty"`
	Header http.Header       `json:"header"`
	Body   Payload           `json:"body,omitempty"`
	// BodySize is how many bytes of the request's body were read; Body may hold
	// fewer, see Clipped.
	BodySize int `json:"bodySize"`

	// Status is 0 when the connection was closed before any response.
	Status         int         `json:"status"`
	ResponseHeader http.Header `json:"responseHeader"`
	ResponseBody   Payload     `json:"responseBody,omitempty"`
	// ResponseSize is the size in bytes of the whole response body; ResponseBody may
	// hold fewer, see Clipped.
	ResponseSize int `json:"responseSize"`
	// WireSize is the size in bytes of the response body on the wire, compressed if
	// the client accepts that; Sent is how many of them were sent.
	WireSize int `json:"wireSize"`
	Sent     int `json:"sent"`
	// Pending reports that the response is still being sent: Took, Sent and Problem
	// are not known yet.
	Pending bool `json:"pending,omitempty"`
	// Problem is why the response was not sent completely; "" when it was.
	Problem string `json:"problem,omitempty"`
	// Clipped reports that a body is longer than the part that the journal keeps.
	Clipped bool `json:"clipped,omitempty"`

	// bodyKept and responseKept are how many bytes of the bodies were kept, counted
	// before their secrets were replaced.
	bodyKept, responseKept int
}

// KeepBodies stores the beginning of a request's body and of a response's body, with
// their secrets replaced; the headers contain their content types. If what would be kept
// exceeds maxBytes, the size of the journal, none of it is kept or even scanned, and the
// entry is Clipped.
func (e *Entry) KeepBodies(asked http.Header, body []byte, answered http.Header, answer []byte, maxBytes int64) {
	e.BodySize, e.ResponseSize = len(body), len(answer)
	body, outOfBody := withoutFiles(asked, body)
	answer, outOfAnswer := withoutFiles(answered, answer)
	body, answer = body[:min(len(body), maxBody)], answer[:min(len(answer), maxBody)]
	if int64(len(body)+len(answer)) > maxBytes {
		e.Clipped = true
		return
	}
	e.Body, e.bodyKept = redacted(asked, body), kept(len(body), e.BodySize, outOfBody)
	e.ResponseBody, e.responseKept = redacted(answered, answer), kept(len(answer), e.ResponseSize, outOfAnswer)
	e.Clipped = e.bodyKept < e.BodySize || e.responseKept < e.ResponseSize
}

// kept is how many bytes of a body are in the part that is stored; those of files are not.
func kept(stored, size, files int) int {
	if files == 0 {
		return stored
	}
	return min(stored, size-files)
}

func redacted(h http.Header, body []byte) Payload {
	return slices.Clone(recording.Redaction{}.Body(h.Get("Content-Type"), body))
}

// NoResponse turns the entry into one of a connection that was closed before any
// response.
func (e *Entry) NoResponse() {
	e.Status, e.ResponseHeader, e.ResponseBody, e.ResponseSize, e.responseKept, e.WireSize = 0, http.Header{}, nil, 0, 0, 0
}

// Complete adds what is known once the response was sent.
func (e *Entry) Complete(took time.Duration, sent int, trouble error) {
	e.Took, e.Sent, e.Pending = took, sent, false
	if trouble != nil {
		e.Problem = trouble.Error()
	}
}

// size is roughly how much memory an entry uses, in bytes.
func (e *Entry) size() int64 {
	const fixed = 2 << 10 // as measured: the entry itself and its maps
	n := fixed + len(e.Host) + len(e.URL) + len(e.Problem) + len(e.Body) + len(e.ResponseBody) + e.Trace.size()
	for name, value := range e.Params {
		n += len(name) + len(value)
	}
	for _, h := range []http.Header{e.Header, e.ResponseHeader} {
		for name, values := range h {
			for _, v := range values {
				n += len(name) + len(v)
			}
		}
	}
	return int64(n)
}

// Payload is a body. As JSON it is a string when it is text in UTF-8, else an
// object with its bytes: {"base64": "..."}.
type Payload []byte

// MarshalJSON writes the body as a string when it is text.
func (p Payload) MarshalJSON() ([]byte, error) {
	if utf8.Valid(p) {
		return json.Marshal(string(p))
	}
	return json.Marshal(octets{p})
}

// UnmarshalJSON reads what MarshalJSON writes.
func (p *Payload) UnmarshalJSON(text []byte) error {
	if len(text) > 0 && text[0] == '"' {
		var s string
		if err := json.Unmarshal(text, &s); err != nil {
			return err
		}
		*p = Payload(s)
		return nil
	}
	var b octets
	if err := json.Unmarshal(text, &b); err != nil {
		return err
	}
	*p = b.Base64
	return nil
}

type octets struct {
	Base64 []byte `json:"base64"`
}
