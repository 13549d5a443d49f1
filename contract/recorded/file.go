// Package recorded reads the answers that somebody kept: archives, JSON lines, bodies. It
// shows them to a listener as exchanges, and judges nothing.
package recorded

import (
	"bytes"
	"cmp"
	"context"
	"io"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/schemas"
)

// File is answers that somebody kept: an HTTP Archive (HAR), JSON lines with an
// answer or an exchange each, or one answer's body. It may be packed with gzip, and
// be written in UTF-8, UTF-16 or UTF-32.
type File struct {
	// Name is what reports call it.
	Name string
	// From is read once, to its end or to a bound.
	From io.Reader
	// Type is what it is, one of FileTypes; empty finds out.
	Type string
	// MaxBytes bounds the file, also unpacked (0: DefaultMaxFile), MaxEntries the answers in
	// it (0: DefaultMaxEntries), those of other services included.
	MaxBytes   int64
	MaxEntries int
}

// The bounds of a file that does not set its own.
const (
	DefaultMaxFile    = 1 << 30
	DefaultMaxEntries = 100_000
)

// Options are what the answers in a file are taken by.
type Options struct {
	// Description tells which requests are about the API, and what bodies are.
	Description *schemas.Description
	// MaxBody is how many bytes of one answer are held.
	MaxBody int64
}

// Listener is shown what a file holds, one exchange after the other.
type Listener interface {
	See(*exchange.Exchange)
	// InParts begins a list that is too long to be held, each element of which
	// the description tells so.
	InParts(list *exchange.Exchange, element schemas.Response) LongList
}

// LongList is shown a list element by element, and then what breaks the schema of
// the list itself.
type LongList interface {
	See(index int, text []byte, found []schemas.Violation)
	Whole(found []schemas.Violation)
}

// Reader reads one file.
type Reader struct {
	ctx     context.Context
	file    File
	options Options
	from    *metered
	to      Listener
	Summary Summary
}

// NewReader reads a file and shows a listener what it holds.
func NewReader(ctx context.Context, f File, o Options, to Listener) *Reader {
	f.MaxBytes = cmp.Or(f.MaxBytes, DefaultMaxFile)
	f.MaxEntries = cmp.Or(f.MaxEntries, DefaultMaxEntries)
	return &Reader{ctx: ctx, file: f, options: o, to: to, from: &metered{ctx: ctx, from: f.From, left: f.MaxBytes}}
}

// Read finds out what the file is and has what is in it judged.
func (r *Reader) Read() error {
	from, err := r.unpack()
	if err != nil {
		return err
	}
	head, err := io.ReadAll(io.LimitReader(from, r.options.MaxBody+1))
	if err == nil {
		err = checkText(head, r.file.Type)
	}
	if err != nil {
		return err
	}
	whole := int64(len(head)) <= r.options.MaxBody
	rest := io.MultiReader(bytes.NewReader(head), from)
	switch formOf(head, whole, r.file.Type) {
	case formArchive:
		return r.readArchive(rest)
	case formLines:
		return r.readLines(rest)
	}
	if whole {
		return r.readDocument(head)
	}
	return r.readLongList(head, rest)
}

// see shows the listener an exchange.
func (r *Reader) see(x *exchange.Exchange) {
	r.Summary.Judged++
	x.Number = r.Summary.Judged
	r.to.See(x)
}
