package document

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// parseJSON reads JSON. Of members with the same name in one object the last one counts,
// as in most parsers; the others are noted.
func parseJSON(file string, data []byte, values *int) (*Value, []Note, error) {
	p := parser{file: &file, data: data, line: 1, column: 1, left: values}
	p.dec = jsontext.NewDecoder(bytes.NewBuffer(data),
		jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	v, err := p.value(nil, 0)
	if err != nil {
		return nil, nil, err
	}
	if _, err := p.dec.ReadToken(); !errors.Is(err, io.EOF) {
		return nil, nil, errors.New("there is more text after the value")
	}
	return v, p.notes, nil
}

type parser struct {
	file         *string
	data         []byte
	dec          *jsontext.Decoder
	seen         int // number of bytes for which lines and columns are counted
	line, column int32
	notes        []Note
	left         *int // values that are still allowed
}

// beyondError reports that a text exceeds a limit on descriptions.
type beyondError struct {
	place   Place
	problem string
}

func (e *beyondError) Error() string { return e.place.String() + ": " + e.problem }

func (p *parser) beyond(format string, args ...any) error {
	at := Place{File: *p.file, Line: int(p.line), Column: int(p.column)}
	return &beyondError{at, fmt.Sprintf(format, args...)}
}

// count advances line and column to the start of the next token.
func (p *parser) count() {
	at := int(p.dec.InputOffset())
	for at < len(p.data) && strings.IndexByte(" \t\r\n,:", p.data[at]) >= 0 {
		at++
	}
	gone := p.data[p.seen:at]
	if n := bytes.Count(gone, []byte("\n")); n > 0 {
		p.line += int32(n)
		p.column = 1
		gone = gone[bytes.LastIndexByte(gone, '\n')+1:]
	}
	p.column += int32(utf8.RuneCount(gone))
	p.seen = at
}

func (p *parser) value(parent *Value, depth int) (*Value, error) {
	p.count()
	line, column := p.line, p.column
	t, err := p.dec.ReadToken()
	if err != nil {
		return nil, err
	}
	v := &Value{Kind: t.Kind(), parent: parent, file: p.file, line: line, column: column}
	switch *p.left--; {
	case depth > MaxDepth:
		return nil, p.beyond("more than %d levels of nesting", MaxDepth)
	case *p.left < 0:
		return nil, p.beyond("more than %d values", maxValues)
	}
	switch v.Kind {
	case '{':
		return v, p.object(v, depth)
	case '[':
		return v, p.array(v, depth)
	}
	v.Text = t.String()
	if v.Kind == '0' && !computable(v.Text) {
		return nil, p.beyond("a number is too large to compute with")
	}
	return v, nil
}

// computable rejects numbers that are short to write and expensive to compute with.
func computable(number string) bool {
	const most = 1000
	_, exponent, _ := strings.Cut(strings.ToLower(number), "e")
	n, err := strconv.Atoi("0" + strings.TrimLeft(exponent, "+-"))
	return len(number) <= most && err == nil && n <= most
}

func (p *parser) object(v *Value, depth int) error {
	for p.dec.PeekKind() != '}' {
		p.count()
		line, column := p.line, p.column
		name, err := p.dec.ReadToken()
		if err != nil {
			return err
		}
		key := name.String()
		child, err := p.value(v, depth+1)
		if err != nil {
			return err
		}
		child.line, child.column, child.key = line, column, key
		v.members = append(v.members, Member{key, child})
	}
	p.dropDuplicates(v)
	_, err := p.dec.ReadToken()
	return err
}

// dropDuplicates keeps the last of members with the same name.
func (p *parser) dropDuplicates(v *Value) {
	last := make(map[string]int, len(v.members))
	for i, m := range v.members {
		last[m.Name] = i
	}
	if len(last) == len(v.members) {
		return
	}
	kept := v.members[:0:0]
	for i, m := range v.members {
		if last[m.Name] == i {
			kept = append(kept, m)
			continue
		}
		p.notes = append(p.notes, Note{LeftOut, "twice", fmt.Sprintf(
			"the name %q appears again in the same object, on line %d: the value here is left out",
			m.Name, v.members[last[m.Name]].Line()), m.Place()})
	}
	v.members = kept
}

func (p *parser) array(v *Value, depth int) error {
	for p.dec.PeekKind() != ']' {
		child, err := p.value(v, depth+1)
		if err != nil {
			return err
		}
		child.index = int32(len(v.items))
		v.items = append(v.items, child)
	}
	_, err := p.dec.ReadToken()
	return err
}
