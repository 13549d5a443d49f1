package accept

import (
	"encoding/json"

	"github.com/go-json-experiment/json/jsontext"
)

// Decode returns the value of a text that Accepts accepted, for any schema, with numbers as
// json.Number. Its texts are parts of that text where they have no escapes.
func (r *Reader) Decode(text string) any {
	r.text = text
	defer func() { r.text = "" }()
	v, _ := r.decode(r.space(0), 0)
	return v
}

func (r *Reader) decode(at, depth int) (any, int) {
	switch r.text[at] {
	case '{':
		return r.decodeObject(at, depth)
	case '[':
		return r.decodeArray(at, depth)
	case '"':
		end, escaped := r.quoted(at)
		if !escaped {
			return r.text[at+1 : end-1], end
		}
		plain, _ := jsontext.AppendUnquote(nil, r.text[at:end])
		return string(plain), end
	case 't':
		return true, at + len("true")
	case 'f':
		return false, at + len("false")
	case 'n':
		return nil, at + len("null")
	}
	end, _ := r.number(at)
	return json.Number(r.text[at:end]), end
}

// mostExpected limits how many members an object is expected to have because another one had
// as many.
const mostExpected = 64

func (r *Reader) decodeObject(at, depth int) (any, int) {
	for len(r.sizes) <= depth {
		r.sizes = append(r.sizes, 0)
	}
	out := make(map[string]any, r.sizes[depth])
	for at = r.space(at + 1); r.text[at] != '}'; {
		end, _ := r.quoted(at)
		name := r.text[at+1 : end-1]
		at = r.space(r.space(end) + 1) // the colon
		out[name], at = r.decode(at, depth+1)
		if at = r.space(at); r.text[at] == ',' {
			at = r.space(at + 1)
		}
	}
	r.sizes[depth] = min(len(out), mostExpected)
	return out, at + 1
}

func (r *Reader) decodeArray(at, depth int) (any, int) {
	out := []any{}
	for at = r.space(at + 1); r.text[at] != ']'; {
		var v any
		v, at = r.decode(at, depth+1)
		out = append(out, v)
		if at = r.space(at); r.text[at] == ',' {
			at = r.space(at + 1)
		}
	}
	return out, at + 1
}
