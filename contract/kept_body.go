package contract

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"net/url"
	"strings"

	"github.com/ringer-api/ringer/fixtures/recording"
)

// maxKeptBody is how many bytes of a request's body are kept, of requests that
// are not ours. One that is longer is not kept at all: half of it asks for nothing.
const maxKeptBody = 64 << 10

// keptBody is a request's body as an archive has it, or a line in its shorter form.
type keptBody struct {
	PostData *struct {
		Text     string      `json:"text"`
		Encoding string      `json:"encoding"`
		Params   []formField `json:"params"`
	} `json:"postData"`
	BodySize float64         `json:"bodySize"`
	Body     json.RawMessage `json:"body"`
}

type formField struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// body is the body, and whether all of it was kept.
func (k *keptBody) body() (body []byte, whole bool) {
	var text string
	switch {
	case len(k.Body) > 0 && json.Unmarshal(k.Body, &text) == nil && text != "":
		return []byte(text), true
	case len(k.Body) > 0 && !bytes.Equal(k.Body, []byte("null")) && k.Body[0] != '"':
		return bytes.Clone(k.Body), true
	case k.PostData == nil:
		return nil, k.BodySize <= 0
	case strings.EqualFold(k.PostData.Encoding, "base64"):
		plain, err := base64.StdEncoding.DecodeString(k.PostData.Text)
		return plain, err == nil && float64(len(plain)) >= k.BodySize
	case k.PostData.Text == "" && len(k.PostData.Params) > 0:
		form := url.Values{}
		for _, p := range k.PostData.Params {
			form.Add(p.Name, p.Value)
		}
		return []byte(form.Encode()), true
	}
	return []byte(k.PostData.Text), float64(len(k.PostData.Text)) >= k.BodySize
}

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
