// Package recorded reads recorded responses: HTTP archives, JSON lines, single bodies. It
// passes them to a listener as exchanges, and checks nothing.
package recorded

import (
	"bytes"
	"cmp"
	"context"
	"io"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/schemas"
)

// File is a file of recorded responses: an HTTP Archive (HAR), JSON lines with a response
// body or an exchange each, or the body of one response. It may be compressed with gzip,
// and be encoded in UTF-8, UTF-16 or UTF-32.
type File struct {
	// Name is the name that reports show.
	Name string
	// From is read once, to its end or to a limit.
	From io.Reader
	// Type is what the file contains, one of Types; empty to detect it.
	Type string
	// MaxBytes limits the size of the file, also decompressed (0: DefaultMaxFile);
	// MaxEntries the number of responses in it (0: DefaultMaxEntries), those of other
	// services included.
	MaxBytes   int64
	MaxEntries int
}

// The limits of a file that does not set its own.
const (
	DefaultMaxFile    = 1 << 30
	DefaultMaxEntries = 100_000
)

// Options configure a Reader.
type Options struct {
	// Description is the API description: which requests are for the API, and what their
	// responses are.
	Description *schemas.Description
	// Resources are the jobs of the API.
	Resources *observation.Resources
	// MaxBody is how many bytes of one response are kept in memory.
	MaxBody int64
}

// Listener receives the exchanges of a file, one after the other.
type Listener interface {
	See(*exchange.Exchange)
	// InParts starts a list that is too long to be kept in memory. element is what the
	// description documents for each element.
	InParts(list *exchange.Exchange, element schemas.Response) LongList
}

// LongList receives a list element by element, and then the schema violations of the list
// itself.
type LongList interface {
	See(schemas.StreamRecord)
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

// NewReader returns a reader that passes the exchanges of a file to a listener.
func NewReader(ctx context.Context, f File, o Options, to Listener) *Reader {
	f.MaxBytes = cmp.Or(f.MaxBytes, DefaultMaxFile)
	f.MaxEntries = cmp.Or(f.MaxEntries, DefaultMaxEntries)
	return &Reader{ctx: ctx, file: f, options: o, to: to, from: &metered{ctx: ctx, from: f.From, left: f.MaxBytes}}
}

// Read detects what the file is and passes its exchanges to the listener.
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

// see passes an exchange to the listener.
func (r *Reader) see(x *exchange.Exchange) {
	r.Summary.Judged++
	x.Number = r.Summary.Judged
	r.to.See(x)
}
