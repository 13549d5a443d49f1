package recorded

import (
	"context"
	"fmt"
	"io"
)

// Error says why a file is not read, or not to its end, and what to do.
type Error struct{ text, Hint string }

// Error says which bound or form, in one line.
func (e *Error) Error() string { return e.text }

// metered reads a file as far as it may be read, and so long as it is wanted.
type metered struct {
	ctx  context.Context
	from io.Reader
	left int64
}

// Read reads, or tells which bound is passed.
func (m *metered) Read(p []byte) (int, error) {
	if err := m.ctx.Err(); err != nil {
		return 0, err
	}
	if int64(len(p)) > m.left+1 {
		p = p[:m.left+1]
	}
	n, err := m.from.Read(p)
	m.left -= int64(n)
	if m.left < 0 {
		return 0, &Error{"it is longer than a file may be", "split it, or check a part of it"}
	}
	return n, err
}

// portions hands a reader on, and fails when one portion of what it reads, such
// as an entry, is longer than most. The reader's owner says when one begins.
type portions struct {
	from io.Reader
	most int64
	read int64 // in this portion
	what string
}

// begin begins a portion.
func (p *portions) begin(what string) { p.read, p.what = 0, what }

// Read reads, or tells that the portion is too long.
func (p *portions) Read(b []byte) (int, error) {
	if p.read > p.most {
		return 0, &Error{fmt.Sprintf("%s is longer than %d bytes", p.what, p.most),
			"allow more with MaxBody (--max-body)"}
	}
	n, err := p.from.Read(b)
	p.read += int64(n)
	return n, err
}
