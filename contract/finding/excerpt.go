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

// Mark is a part of an excerpt: where it starts and how long it is, in characters.
type Mark struct {
	Start  int `json:"start"`
	Length int `json:"length"`
}

// Excerpt returns the part of a response around a JSON pointer, without secrets, and where
// in it the value is; nil when it is not shown. syntax is why the body is not JSON; empty
// when it is. The result is empty without a response.
func Excerpt(x *exchange.Exchange, pointer string, hide exchange.Redactor, syntax []schemas.Violation) (string, *Mark) {
	if x.Response == nil {
		return "", nil
	}
	if len(syntax) == 0 {
		p := enclosing(x.Redacted(hide).Response.Shown(), pointer)
		at := bytes.Index(p.text, []byte(strconv.Quote(p.name)+":"))
		if at < 0 {
			at = p.from
		}
		shown, from := window(p.text, at)
		return shown, p.mark(shown, from)
	}
	at := 0
	if syntax[0].At != nil {
		at = int(syntax[0].At.Offset)
	}
	return around(hide, x.Response.Shown(), at)
}

// part is a value inside the innermost object or array around it.
type part struct {
	text     json.RawMessage // of that object or array
	name     string          // of the value in it
	from, to int             // where the value is in the text; 0, 0 when it is not there
}

// mark returns where the value is in an excerpt that begins at an offset of the text.
func (p part) mark(shown string, begin int) *Mark {
	if p.to == 0 || p.from < begin {
		return nil
	}
	before := oneLine(string(p.text[begin:p.from]))
	if begin > 0 {
		before = "..." + before
	}
	m := Mark{Start: utf8.RuneCountInString(before)}
	m.Length = min(utf8.RuneCountInString(oneLine(string(p.text[p.from:p.to]))), utf8.RuneCountInString(shown)-m.Start)
	if m.Length <= 0 {
		return nil
	}
	return &m
}

// oneLine is a part of a text as display.Excerpt shows it.
func oneLine(text string) string {
	line := display.Line(strings.Join(strings.Fields(text), " "))
	if rest := strings.TrimRight(text, " \t\r\n"); rest != "" && rest != text {
		line += " "
	}
	return line
}

// around returns the text around an offset, without secrets. They are replaced before the
// excerpt is cut out, because a part of a secret could not be recognized. The mark is what
// stands there, up to the next space or punctuation of JSON.
func around(hide exchange.Redactor, text []byte, at int) (string, *Mark) {
	at = min(at, len(text))
	from := max(0, at-lead)
	if begun := openString(text[:from]); begun >= 0 {
		from = begun // starting in the middle of a string would confuse inside and outside
	}
	hidden := hide.Body("", text[from:min(len(text), at+lead)])
	there := min(len(hide.Body("", text[from:at])), len(hidden))
	shown, begin := window(hidden, there)
	end := bytes.IndexAny(hidden[there:], ",]}[{ \t\r\n")
	if end < 0 {
		end = len(hidden) - there
	}
	return shown, part{text: hidden, from: there, to: there + max(end, min(1, len(hidden)-there))}.mark(shown, begin)
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

// window returns the text around an offset, and where in the text it begins.
func window(text []byte, at int) (string, int) {
	start := min(at, len(text)) - exchange.ExcerptLength/2
	if start <= 0 {
		return display.Excerpt(string(text[:min(len(text), 8*exchange.ExcerptLength)]), exchange.ExcerptLength), 0
	}
	for start < len(text) && !utf8.RuneStart(text[start]) {
		start++
	}
	return "..." + display.Excerpt(string(text[start:min(len(text), start+8*exchange.ExcerptLength)]), exchange.ExcerptLength), start
}

// enclosing returns the value at a pointer in the innermost object or array around it, as
// that is in the text: a value alone is not very informative.
func enclosing(text json.RawMessage, pointer string) (p part) {
	p.text = text
	for _, step := range strings.Split(pointer, "/")[1:] {
		p.name = strings.NewReplacer("~1", "/", "~0", "~").Replace(step)
		next, end := member(p.text, p.name)
		if len(next) == 0 || next[0] != '{' && next[0] != '[' {
			p.from, p.to = end-len(next), end
			return p
		}
		p.text = next
	}
	p.name = ""
	return p
}

// ValueAt returns the value at a JSON pointer, as it is in the text; nil when there is none.
func ValueAt(text json.RawMessage, pointer string) json.RawMessage {
	if pointer == "" {
		return text
	}
	p := enclosing(text, pointer)
	if p.name == "" { // it is an object or an array itself
		return p.text
	}
	if p.to == 0 {
		return nil
	}
	return p.text[p.from:p.to]
}

// member returns the value of a name, or at an index, and where it ends. It reads no
// further than that.
func member(text json.RawMessage, name string) (json.RawMessage, int) {
	in := jsontext.NewDecoder(bytes.NewBuffer(text), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	opened, err := in.ReadToken()
	if err != nil || opened.Kind() != '{' && opened.Kind() != '[' {
		return nil, 0
	}
	named := opened.Kind() == '{'
	for i := 0; in.PeekKind() == '"' || !named && in.PeekKind() != ']'; i++ {
		at := strconv.Itoa(i)
		if named {
			token, err := in.ReadToken()
			if err != nil {
				return nil, 0
			}
			at = token.String()
		}
		if at == name {
			value, _ := in.ReadValue()
			return json.RawMessage(value), int(in.InputOffset())
		}
		if in.SkipValue() != nil {
			return nil, 0
		}
	}
	return nil, 0
}
