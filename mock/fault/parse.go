package fault

import (
	"encoding/json"
	"fmt"

	"github.com/go-json-experiment/json/jsontext"
)

// most is the maximum length of the text of a fault, in bytes.
const most = 64 << 10

// Parse reads a fault from JSON: an object with its kind and parameters, such
// as {"kind":"latency","fixed":"2s","every":5}, or a string in the short form
// of [ParseShort]. It is strict: an unknown kind or parameter, and a value of
// another type or out of its range, is an [*Error].
func Parse(raw json.RawMessage) (Fault, error) {
	if len(raw) > most {
		return nil, &Error{Found: fmt.Sprintf("%d bytes long", len(raw)), Want: "at most 64 KiB"}
	}
	value := jsontext.Value(raw)
	if !value.IsValid() {
		return nil, &Error{Found: "not JSON", Want: `an object such as {"kind":"reset"}`}
	}
	switch value.Kind() {
	case '"':
		text, err := jsontext.AppendUnquote(nil, trimmed(value))
		if err != nil {
			return nil, &Error{Found: "not a text", Want: "a text such as latency:2s"}
		}
		return ParseShort(string(text))
	case '{':
		return parseObject(value)
	}
	return nil, &Error{Found: clip(string(trimmed(value))),
		Want: `an object such as {"kind":"reset"} or a text such as "latency:2s"`}
}

func parseObject(value jsontext.Value) (Fault, error) {
	p, err := readParams(value)
	if err != nil {
		return nil, err
	}
	name, ok := p.take("kind")
	if !ok {
		return nil, &Error{Found: "without a kind", Want: oneOf(kindNames())}
	}
	if name.Kind() == 'n' {
		name = jsontext.Value(`"null"`) // what YAML makes of {kind: null}
	}
	if name.Kind() != '"' {
		return nil, &Error{Field: "kind", Found: clip(string(name)), Want: oneOf(kindNames())}
	}
	text, err := jsontext.AppendUnquote(nil, name)
	if err != nil {
		return nil, &Error{Field: "kind", Found: clip(string(name)), Want: oneOf(kindNames())}
	}
	k, err := findKind(string(text))
	if err != nil {
		return nil, err
	}
	p.kind = k.Name
	return k.fault(p)
}

func trimmed(value jsontext.Value) jsontext.Value {
	from, to := 0, len(value)
	for from < to && isSpace(value[from]) {
		from++
	}
	for to > from && isSpace(value[to-1]) {
		to--
	}
	return value[from:to]
}

func isSpace(b byte) bool { return b == ' ' || b == '\t' || b == '\n' || b == '\r' }
