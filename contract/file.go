package contract

import (
	"bytes"
	"cmp"
	"context"
	"io"

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

// fileOptions are what the answers in a file are taken by.
type fileOptions struct {
	// Description tells which requests are about the API, and what bodies are.
	Description *schemas.Description
	// MaxBody is how many bytes of one answer are held.
	MaxBody int64
}

// fileListener is shown what a file holds, one exchange after the other.
type fileListener interface {
	see(*Exchange)
	// inParts begins a list that is too long to be held, each element of which
	// the description tells so.
	inParts(list *Exchange, element schemas.Response) longList
}

// longList is shown a list element by element, and then what breaks the schema of
// the list itself.
type longList interface {
	see(index int, text []byte, found []schemas.Violation)
	whole(found []schemas.Violation)
}

// fileReader reads one file.
type fileReader struct {
	ctx     context.Context
	file    File
	options fileOptions
	from    *metered
	to      fileListener
	taken   taken
}

// newFileReader reads a file and shows a listener what it holds.
func newFileReader(ctx context.Context, f File, o fileOptions, to fileListener) *fileReader {
	f.MaxBytes = cmp.Or(f.MaxBytes, DefaultMaxFile)
	f.MaxEntries = cmp.Or(f.MaxEntries, DefaultMaxEntries)
	return &fileReader{ctx: ctx, file: f, options: o, to: to, from: &metered{ctx: ctx, from: f.From, left: f.MaxBytes}}
}

// read finds out what the file is and has what is in it judged.
func (r *fileReader) read() error {
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
func (r *fileReader) see(x *Exchange) {
	r.taken.judged++
	x.Number = r.taken.judged
	r.to.see(x)
}
