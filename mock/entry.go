package mock

import (
	"encoding/json"
	"net/http"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/ringer-api/ringer/mock/fastapi"
	"github.com/ringer-api/ringer/mock/fault"
)

// maxJournalBody bounds how much of a body the journal keeps.
const maxJournalBody = 64 << 10

// Entry is one exchange in the journal. Credentials and cookies are replaced
// in its URL and headers; what a body holds is kept as it is.
type Entry struct {
	Trace Trace     `json:"trace"`
	At    time.Time `json:"at"`    // by the session's clock
	Began time.Time `json:"began"` // in real time
	// Took is how long the answer took in real time, in nanoseconds.
	Took time.Duration `json:"took"`

	Method string `json:"method"`
	// Scheme and Host are where the client believed to send the request, and
	// URL is the path and query it sent.
	Scheme string `json:"scheme"`
	Host   string `json:"host"`
	URL    string `json:"url"`
	Proto  string `json:"proto"`
	// Params are the path's ids by name: as the service gives them back when
	// it accepted them, else as they came.
	Params map[string]string `json:"params,omitempty"`
	Header http.Header       `json:"header"`
	Body   Payload           `json:"body,omitempty"`
	// BodySize is the size in bytes of what was read of the request's body;
	// Body may hold less.
	BodySize int `json:"body_size"`

	// Status is 0 when the connection was closed before any answer.
	Status   int         `json:"status"`
	Answered http.Header `json:"answered"`
	Answer   Payload     `json:"answer,omitempty"`
	// AnswerSize is the whole answer's size in bytes; Answer may hold less.
	AnswerSize int `json:"answer_size"`
	// WireSize is the size in bytes of the answer's body as it goes out,
	// compressed where that was agreed, and Sent counts those that went out.
	WireSize int `json:"wire_size"`
	Sent     int `json:"sent"`
	// Pending tells that the answer is still on its way: Took, Sent and
	// Trouble are not known yet.
	Pending bool `json:"pending,omitempty"`
	// Trouble says why the answer did not go out whole; "" when it did.
	Trouble string `json:"trouble,omitempty"`
	// Clipped tells that a body is longer than what the journal keeps of it.
	Clipped bool `json:"clipped,omitempty"`
}

// asEntry is the call as the journal keeps it, with the answer on its way.
func (c *call) asEntry() Entry {
	e := Entry{Trace: c.trace, At: c.now, Began: c.began, Pending: true, Method: c.request.Method,
		Scheme: "http", Host: redactHost(c.request.Host), Proto: c.request.Proto,
		URL:    redactTarget(c.prefix + c.request.URL.RequestURI()),
		Header: redact(c.request.Header), Body: clip(c.body), BodySize: len(c.body),
		Status: c.answer.Status, Answered: redact(c.wire.Header),
		Answer: clip(c.answer.Body), AnswerSize: len(c.answer.Body), WireSize: len(c.wire.Body)}
	e.Clipped = len(e.Body) < e.BodySize || len(e.Answer) < e.AnswerSize
	if fastapi.OverTLS(c.request) {
		e.Scheme = "https"
	}
	if c.answer.Delivery.Ending == fault.EndNothing {
		e.Status, e.Answered, e.Answer, e.AnswerSize, e.WireSize = 0, http.Header{}, nil, 0, 0
	}
	if len(c.params) > 0 {
		e.Params = map[string]string{}
		for _, p := range c.params {
			e.Params[p.Name] = p.Value
		}
	}
	return e
}

// complete adds what is known once the answer is out.
func (e *Entry) complete(took time.Duration, sent int, trouble error) {
	e.Took, e.Sent, e.Pending = took, sent, false
	if trouble != nil {
		e.Trouble = trouble.Error()
	}
}

// size is what an entry weighs in bytes, roughly.
func (e *Entry) size() int64 {
	const fixed = 2 << 10 // as measured: the entry itself and its maps
	n := fixed + len(e.Host) + len(e.URL) + len(e.Trouble) + len(e.Body) + len(e.Answer) + e.Trace.size()
	for name, value := range e.Params {
		n += len(name) + len(value)
	}
	for _, h := range []http.Header{e.Header, e.Answered} {
		for name, values := range h {
			for _, v := range values {
				n += len(name) + len(v)
			}
		}
	}
	return int64(n)
}

func clip(b []byte) Payload {
	return slices.Clone(b[:min(len(b), maxJournalBody)])
}

// Payload is a body. As JSON it is a string when it is text in UTF-8, else an
// object with its bytes: {"base64": "..."}.
type Payload []byte

// MarshalJSON writes the body as text where it is text.
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
