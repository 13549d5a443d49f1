package operation

import (
	"bytes"
	"strings"

	"github.com/ringer-api/ringer/mock/value"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/document"
)

const (
	// several is how many lines or events a body of many has.
	several = 3
	// maxEvents is how many it has of a union, whose branches come once each.
	maxEvents = 12
	// looks limits the schemas that one look at a schema visits.
	looks = 200
)

const eventStream = "text/event-stream"

// isStream reports whether a body of a type is a sequence of values.
func isStream(kind string) bool {
	base := schemas.Essence(kind)
	return base == eventStream || schemas.IsLines(base) || base == sequence
}

// sequence is the type of JSON texts that each follow a record separator (RFC 7464).
const sequence = "application/json-seq"

// stream returns a body of several values as lines, or as events of which the last one is the
// documented end. An example in the type is the body.
func (r *Request) stream(kind string, of schemas.Media, seed uint64) []byte {
	if text := r.exampleText(of); text != "" && (kind != eventStream || isEvents(text)) {
		return []byte(strings.TrimRight(text, "\r\n") + map[bool]string{true: "\n\n", false: "\n"}[kind == eventStream])
	}
	var out bytes.Buffer
	for i, v := range r.items(of, seed) {
		switch {
		case kind == sequence:
			out.WriteString("\x1e" + oneLine(v) + "\n")
		case kind != eventStream:
			out.WriteString(oneLine(v) + "\n")
		case isEnvelope(v, of):
			writeEnvelope(&out, v, i)
		default:
			writeField(&out, "data", plainOr(v, oneLine(v)))
			out.WriteByte('\n')
		}
	}
	if kind == eventStream && !bytes.Contains(out.Bytes(), []byte(doneMark)) && r.endsWithDone(of) {
		out.WriteString("data: " + doneMark + "\n\n")
	}
	return out.Bytes()
}

// exampleText is an example of the body that is a text; "" if there is none.
func (r *Request) exampleText(of schemas.Media) string {
	if r.Options.Dynamic {
		return ""
	}
	examples := of.Examples
	if named := of.Example(r.Options.Example); named != nil {
		examples = []*document.Value{named}
	}
	for _, e := range examples {
		if e.IsString() {
			return e.Text
		}
	}
	return ""
}

// optionsOf are the options of a generated value with a seed.
func (r *Request) optionsOf(seed uint64) value.Options {
	o := r.Options
	o.Seed = seed
	return o
}
