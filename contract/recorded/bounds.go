package recorded

import (
	"context"
	"fmt"
	"io"
)

// Error is why a file could not be read, or not to its end, and what to do.
type Error struct{ text, Hint string }

// Error returns the reason in one line.
func (e *Error) Error() string { return e.text }

// metered reads a file up to its size limit, and until ctx ends.
type metered struct {
	ctx  context.Context
	from io.Reader
	left int64
}

// Read reads, or returns which limit is exceeded.
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
		return 0, &Error{"it exceeds the size limit of a file", "split it, or check a part of it"}
	}
	return n, err
}

// portions is a reader that fails when one portion, such as an entry, is longer than
// most. Its owner calls begin at the start of each.
type portions struct {
	from io.Reader
	most int64
	read int64 // in this portion
	what string
}

// begin starts a portion.
func (p *portions) begin(what string) { p.read, p.what = 0, what }

// Read reads, or returns that the portion is too long.
func (p *portions) Read(b []byte) (int, error) {
	if p.read > p.most {
		return 0, &Error{fmt.Sprintf("%s is longer than %d bytes", p.what, p.most),
			"allow more with MaxBody (--max-body)"}
	}
	n, err := p.from.Read(b)
	p.read += int64(n)
	return n, err
}
