package exchange

import (
	"strings"

	"github.com/ringer-api/ringer/fixtures/recording"
)

// MaxKeptBody is how many bytes of a request's body are kept, of requests that
// are not ours. One that is longer is not kept at all: half of it asks for nothing.
const MaxKeptBody = 64 << 10

// Keep keeps a body, unless it is too long, or not whole.
func (r *Request) Keep(body []byte, whole bool) {
	announced := false
	for _, f := range r.Header {
		length := strings.EqualFold(f.Name, "Content-Length") && strings.TrimSpace(f.Value) != "0"
		announced = announced || length || strings.EqualFold(f.Name, "Transfer-Encoding")
	}
	if !whole || len(body) > MaxKeptBody || len(body) == 0 && announced {
		r.unkept = true
		return
	}
	r.Body = body
}

// HideBody replaces what is secret in a kept body, the request's other secrets
// too, and gives those that it found, so that they are found in the answer as well.
func (r *Request) HideBody(others []Secret) (found []Secret) {
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
	r.Body = NewRedactor(others).Body(media, hidden.Body(media, r.Body))
	return found
}
