package operation

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/schemas"
)

// isEnvelope reports whether a value has the fields of an event: by an item schema, as OpenAPI
// 3.2 describes events, or because it has the name of the event beside its data.
func isEnvelope(v []byte, of schemas.Media) bool {
	fields := properties(v)
	if !slices.Contains(fields, "data") || of.Item == nil && !slices.Contains(fields, "event") {
		return false
	}
	return !slices.ContainsFunc(fields, func(name string) bool {
		return !slices.Contains([]string{"data", "event", "id", "retry", "comment", "enabled"}, name)
	})
}

// writeEnvelope writes the fields of an event; the data is a text, or JSON.
func writeEnvelope(out *bytes.Buffer, v []byte, number int) {
	for _, name := range []string{"comment", "event", "id", "retry", "data"} {
		raw, err := edit.Get(v, "/"+name)
		if err != nil {
			continue
		}
		text := plainOr(raw, oneLine(raw))
		switch name {
		case "comment":
			name = ""
		case "id":
			text = strconv.Itoa(number + 1)
		}
		writeField(out, name, text)
	}
	out.WriteByte('\n')
}

// writeField writes a field of an event, line by line.
func writeField(out *bytes.Buffer, name, text string) {
	for line := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		out.WriteString(name + ": " + strings.ReplaceAll(line, "\r", " ") + "\n")
	}
}

// plainOr returns a text as it is, and of any other value the other text.
func plainOr(raw []byte, other string) string {
	var text string
	if json.Unmarshal(raw, &text) == nil && len(raw) > 0 && raw[0] == '"' {
		return text
	}
	return other
}

func oneLine(v []byte) string {
	var compact bytes.Buffer
	if json.Compact(&compact, v) != nil {
		return string(v)
	}
	return compact.String()
}

// doneMark is the data of the event that ends many streams.
const doneMark = "[DONE]"

// endsWithDone reports whether the description shows that the stream ends with that event: in
// an example or a description of the operation, its response or the input stream.
func (r *Request) endsWithDone(of schemas.Media) bool {
	texts := []string{r.Operation.Description, r.documented().Description}
	for _, e := range of.Examples {
		texts = append(texts, string(e.AppendJSON(nil, nil)))
	}
	for _, p := range r.Operation.Parameters {
		texts = append(texts, p.Description)
	}
	if request := r.Operation.Request; request != nil {
		texts = append(texts, request.Description)
		for _, m := range request.Content {
			texts = append(texts, said(m, "stream")...)
		}
	}
	return slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(text, doneMark) })
}

// said is what a type says of a property: its descriptions.
func said(of schemas.Media, property string) (texts []string) {
	if of.Schema == nil {
		return nil
	}
	for _, f := range of.Schema.Definition().Fields(looks) {
		if f.Name != property {
			continue
		}
		for _, said := range f.Said {
			for _, part := range said.Parts(looks) {
				texts = append(texts, part.Description())
			}
		}
	}
	return texts
}

// isEvents reports whether a text is an event stream: its first line is a field or a comment.
func isEvents(text string) bool {
	name, _, ok := strings.Cut(text, ":")
	return ok && slices.Contains([]string{"", "data", "event", "id", "retry"}, name)
}
