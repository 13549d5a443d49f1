package operation

import (
	"encoding/json"
	"strings"

	"github.com/ringer-api/ringer/schemas"
)

// generated responds with a generated value.
func (r *Request) generated() (*Response, error) {
	a := r.success()
	r.setGenerated(a, r.Options.Seed)
	return a, nil
}

// setGenerated makes a generated value the body. Of a media type that is not JSON, it is a
// text in that type.
func (r *Request) setGenerated(a *Response, seed uint64) {
	media, ok := r.media()
	if !ok || a.Status == 204 || a.Status == 304 {
		return
	}
	body := r.value(seed)
	if schemas.IsJSON(media.Type) || strings.Contains(media.Type, "*") {
		r.setJSON(a, body)
		return
	}
	var text string
	if json.Unmarshal(body, &text) == nil {
		body = []byte(text)
	}
	a.Body = body
	a.Header.Set("Content-Type", media.Type)
}
