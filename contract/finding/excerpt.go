package finding

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/display"
)

// lead is how many bytes around an excerpt are searched for secrets that reach into it.
const lead = 64 << 10

// Excerpt returns the part of a response around a JSON pointer, without secrets. syntax is
// why the body is not JSON; empty when it is. The result is empty without a response.
func Excerpt(x *exchange.Exchange, pointer string, hide exchange.Redactor, syntax []schemas.Violation) string {
	if x.Response == nil {
		return ""
	}
	if len(syntax) == 0 {
		text, name := enclosing(x.Redacted(hide).Response.Shown(), pointer)
		return window(text, max(0, bytes.Index(text, []byte(strconv.Quote(name)+":"))))
	}
	if at := syntax[0].At; at != nil {
		return around(hide, x.Response.Shown(), int(at.Offset))
	}
	return around(hide, x.Response.Shown(), 0)
}

// around returns the text around an offset, without secrets. They are replaced before the
// excerpt is cut out, because a part of a secret could not be recognized.
func around(hide exchange.Redactor, text []byte, at int) string {
	at = min(at, len(text))
	from := max(0, at-lead)
	if begun := openString(text[:from]); begun >= 0 {
		from = begun // starting in the middle of a string would confuse inside and outside
	}
	hidden := hide.Body("", text[from:min(len(text), at+lead)])
	return window(hidden, min(len(hide.Body("", text[from:at])), len(hidden)))
}

// openString returns where the string begins in which a JSON text ends; -1 for none.
func openString(text []byte) int {
	begun := -1
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '\\':
			i++
		case text[i] == '"' && begun < 0:
			begun = i
		case text[i] == '"':
			begun = -1
		}
	}
	return begun
}

// window returns the text around an offset.
func window(text []byte, at int) string {
	start := min(at, len(text)) - exchange.ExcerptLength/2
	if start <= 0 {
		return display.Excerpt(string(text[:min(len(text), 8*exchange.ExcerptLength)]), exchange.ExcerptLength)
	}
	for start < len(text) && !utf8.RuneStart(text[start]) {
		start++
	}
	return "..." + display.Excerpt(string(text[start:min(len(text), start+8*exchange.ExcerptLength)]), exchange.ExcerptLength)
}

// enclosing returns the innermost object or array around the value at a pointer, as it is
// in the text, and the value's name in it: a value alone is not very informative.
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

// member returns the value of a name, or at an index. It reads no further than that.
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
