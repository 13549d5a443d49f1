package contract

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// excerptLength is how many characters of an answer a finding shows.
const excerptLength = 240

// lead is how much before an excerpt is looked at for secrets that reach into it.
const lead = 64 << 10

// excerpt is the part of the answer that matters to a break, without secrets.
func (b Break) excerpt(hide redactor) string {
	x := b.Exchange
	if x.Answer == nil {
		return ""
	}
	content := x.Answer.Content
	if content == nil {
		content = x.Answer.Body
	}
	if x.reading == nil || len(x.reading.syntax) == 0 {
		text, name := enclosing(content, b.Pointer)
		return window(text, max(0, bytes.Index(text, []byte(strconv.Quote(name)+":"))), hide)
	}
	if at := x.reading.syntax[0].At; at != nil {
		return window(content, int(at.Offset), hide)
	}
	return window(content, 0, hide)
}

// window is what stands around a place in a text. Secrets are replaced before
// it is cut out: half a secret could not be recognised.
func window(text []byte, at int, hide redactor) string {
	at = min(at, len(text))
	from := max(0, at-lead)
	around := text[from:min(len(text), at+lead)]
	hidden := hide.bytes(around)
	start := min(len(hide.bytes(around[:at-from])), len(hidden)) - excerptLength/2
	if start <= 0 {
		return excerpt(string(hidden[:min(len(hidden), 8*excerptLength)]), excerptLength)
	}
	for start < len(hidden) && !utf8.RuneStart(hidden[start]) {
		start++
	}
	return "..." + excerpt(string(hidden[start:min(len(hidden), start+8*excerptLength)]), excerptLength)
}

// enclosing is the innermost object or array around the place that a pointer
// names, as it stands in the text, and the name of the place in it: a value
// alone says little.
func enclosing(text json.RawMessage, pointer string) (around json.RawMessage, name string) {
	for _, step := range strings.Split(pointer, "/")[1:] {
		name = strings.NewReplacer("~1", "/", "~0", "~").Replace(step)
		next := member(text, name)
		if len(next) == 0 || next[0] != '{' && next[0] != '[' {
			return text, name
		}
		text = next
	}
	return text, ""
}

// member is the value of a name, or at an index. It reads no further than that.
func member(text json.RawMessage, name string) json.RawMessage {
	in := jsontext.NewDecoder(bytes.NewBuffer(text), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	opened, err := in.ReadToken()
	if err != nil || opened.Kind() != '{' && opened.Kind() != '[' {
		return nil
	}
	named := opened.Kind() == '{'
	for i := 0; in.PeekKind() == '"' || !named && in.PeekKind() != ']'; i++ {
		at := strconv.Itoa(i)
		if named {
			token, err := in.ReadToken()
			if err != nil {
				return nil
			}
			at = token.String()
		}
		if at == name {
			value, _ := in.ReadValue()
			return json.RawMessage(value)
		}
		if in.SkipValue() != nil {
			return nil
		}
	}
	return nil
}
