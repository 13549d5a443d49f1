package contract

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"net/url"
	"strings"
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

// hideBody replaces what is secret in a kept body: the request's other secrets,
// and what stands under a name that says so, in JSON and in forms.
func (r *Request) hideBody(others []Secret) {
	if len(r.Body) == 0 {
		return
	}
	decoder := json.NewDecoder(bytes.NewReader(r.Body))
	decoder.UseNumber()
	var document any
	if decoder.Decode(&document) == nil {
		if hideIn(document) {
			r.Body, _ = json.Marshal(document) // what was read from JSON is JSON
		}
	} else if _, hidden := inQuery(string(r.Body)); !strings.ContainsAny(hidden, "\r\n{") {
		r.Body = []byte(hidden)
	}
	r.Body = newRedactor(others).bytes(r.Body)
}

// hideIn replaces texts under names that are sensitive, and tells whether it did.
func hideIn(v any) (hidden bool) {
	switch v := v.(type) {
	case []any:
		for _, element := range v {
			hidden = hideIn(element) || hidden
		}
	case map[string]any:
		for name, value := range v {
			if _, text := value.(string); text && sensitive(name) {
				v[name], hidden = Secret{}.String(), true
				continue
			}
			hidden = hideIn(value) || hidden
		}
	}
	return hidden
}
