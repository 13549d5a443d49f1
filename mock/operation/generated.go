package operation

import (
	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/document"
)

// generated responds with a generated value.
func (r *Request) generated() (*Response, error) {
	a := r.success()
	r.setGenerated(a, r.Options.Seed)
	if media, ok := r.media(); ok && r.isJSON(media.Type) {
		a.Body = r.withInput(a.Body, media.Schema)
	}
	return a, nil
}

// withInput gives properties that are named like one of the request its value, where the schema
// allows that: the model of a completion is the one that was asked for.
func (r *Request) withInput(body []byte, schema *schemas.Schema) []byte {
	if schema == nil || len(r.Wish.Input) == 0 || r.Wish.Input[0] != '{' {
		return body
	}
	for _, name := range properties(body) {
		at := "/" + document.EscapeToken(name)
		asked, err := edit.Get(r.Wish.Input, at)
		if err != nil || !isScalar(asked) {
			continue
		}
		if changed, err := edit.Set(body, at, asked); err == nil && len(schema.Validate(changed)) == 0 {
			body = changed
		}
	}
	return body
}

// isScalar reports whether a JSON value is a text, a number or a boolean.
func isScalar(raw []byte) bool { return raw[0] != '{' && raw[0] != '[' && raw[0] != 'n' }

// setGenerated makes a generated value the body. Of a media type that is not JSON, it is a
// text in that type.
func (r *Request) setGenerated(a *Response, seed uint64) {
	media, ok := r.media()
	if !ok || a.Status == 204 || a.Status == 304 {
		return
	}
	if r.isJSON(media.Type) {
		r.setJSON(a, r.withParams(r.value(seed), media.Schema))
		return
	}
	kind := r.concrete(media.Type)
	a.Body = r.written(kind, media, seed)
	a.Header.Set("Content-Type", kind)
}

// withParams gives properties that are named like a parameter of the path its value: the
// result at /operations/{operation_id}/result is that of this operation.
func (r *Request) withParams(body []byte, schema *schemas.Schema) []byte {
	if len(body) == 0 || body[0] != '{' {
		return body
	}
	for name, value := range r.Params {
		at := "/" + document.EscapeToken(name)
		old, err := edit.Get(body, at)
		if err != nil {
			continue
		}
		quoted := edit.Quote(value)
		if old[0] != '"' && edit.Check([]byte(value)) == nil {
			quoted = []byte(value) // a number
		}
		changed, err := edit.Set(body, at, quoted)
		if err == nil && (schema == nil || len(schema.Validate(changed)) == 0) {
			body = changed
		}
	}
	return body
}
