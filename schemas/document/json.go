package document

import (
	"bytes"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// ParseJSON reads a file that holds JSON, strictly: a name twice, bytes that
// are no UTF-8 and anything behind the value are errors of the jsontext package.
func ParseJSON(file string, data []byte) (*Value, error) {
	p := parser{file: &file, data: data, line: 1, column: 1}
	p.dec = jsontext.NewDecoder(bytes.NewBuffer(data))
	return p.value(nil)
}

type parser struct {
	file         *string
	data         []byte
	dec          *jsontext.Decoder
	seen         int // bytes that line and column are counted to
	line, column int32
}

// count moves line and column to the start of the next token.
func (p *parser) count() {
	at := int(p.dec.InputOffset())
	for at < len(p.data) && bytes.IndexByte([]byte(" \t\r\n,:"), p.data[at]) >= 0 {
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

func (p *parser) value(parent *Value) (*Value, error) {
	p.count()
	line, column := p.line, p.column
	t, err := p.dec.ReadToken()
	if err != nil {
		return nil, err
	}
	v := &Value{Kind: t.Kind(), parent: parent, file: p.file, line: line, column: column}
	switch v.Kind {
	case '{':
		return v, p.object(v)
	case '[':
		return v, p.array(v)
	}
	v.Text = t.String()
	return v, nil
}

func (p *parser) object(v *Value) error {
	for p.dec.PeekKind() != '}' {
		p.count()
		line, column := p.line, p.column
		name, err := p.dec.ReadToken()
		if err != nil {
			return err
		}
		key := name.String()
		child, err := p.value(v)
		if err != nil {
			return err
		}
		child.line, child.column, child.index = line, column, int32(len(v.members))
		v.members = append(v.members, Member{key, child})
	}
	_, err := p.dec.ReadToken()
	return err
}

func (p *parser) array(v *Value) error {
	for p.dec.PeekKind() != ']' {
		child, err := p.value(v)
		if err != nil {
			return err
		}
		child.index = int32(len(v.items))
		v.items = append(v.items, child)
	}
	_, err := p.dec.ReadToken()
	return err
}
