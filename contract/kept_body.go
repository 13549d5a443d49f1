package contract

import (
	"strings"

	"github.com/ringer-api/ringer/fixtures/recording"
)

// maxKeptBody is how many bytes of a request's body are kept, of requests that
// are not ours. One that is longer is not kept at all: half of it asks for nothing.
const maxKeptBody = 64 << 10

// keep keeps a body, unless it is too long, or not whole.
func (r *Request) keep(body []byte, whole bool) {
	announced := false
	for _, f := range r.Header {
		length := strings.EqualFold(f.Name, "Content-Length") && strings.TrimSpace(f.Value) != "0"
		announced = announced || length || strings.EqualFold(f.Name, "Transfer-Encoding")
	}
	if !whole || len(body) > maxKeptBody || len(body) == 0 && announced {
		r.unkept = true
		return
	}
	r.Body = body
}

// hideBody replaces what is secret in a kept body, the request's other secrets
// too, and gives those that it found, so that they are found in the answer as well.
func (r *Request) hideBody(others []Secret) (found []Secret) {
	if len(r.Body) == 0 {
		return nil
	}
	media := ""
	for _, f := range r.Header {
		if strings.EqualFold(f.Name, "Content-Type") {
			media = f.Value
		}
	}
	hidden := recording.Redaction{Mark: Secret{}.String(), Found: func(secret string) { found = append(found, inText(secret)...) }}
	r.Body = newRedactor(others).body(media, hidden.Body(media, r.Body))
	return found
}
