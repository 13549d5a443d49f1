package exchange

import (
	"strings"

	"github.com/ringer-api/ringer/fixtures/recording"
)

// MaxKeptBody is how many bytes of a request's body are kept, of requests that the check
// has not sent itself. A longer body is not kept at all: a part of it is of no use.
const MaxKeptBody = 64 << 10

// Keep keeps a body, unless it is too long or incomplete.
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

// HideBody replaces the secrets in a kept body, the request's other secrets included, and
// returns those that it has found, so that they can be replaced in the response as well.
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
