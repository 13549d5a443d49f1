// Package yaml reads YAML documents of strangers: as a tree of JSON's values
// that know their lines and columns, within bounds, with anchors, aliases and
// merge keys. Everything in ringer that reads YAML reads it here.
package yaml

import (
	"context"
	"errors"
	"io"

	library "go.yaml.in/yaml/v4"

	"github.com/ringer-api/ringer/schemas/charset"
)

// Parse reads one document. It is nil when nothing but comments stands there;
// a second document is an error. It may be UTF-8, UTF-16 or UTF-32.
//
// The error is an *Error, or the context's when that was done first: the work
// has ended then. Parse keeps nothing and may be called at once from several
// places; who lets strangers call it lets one in at a time.
func Parse(ctx context.Context, document []byte, bounds Bounds) (*Node, error) {
	if len(document) > bounds.Bytes {
		return nil, bounds.tooLarge()
	}
	text, err := charset.Decode(document)
	if err != nil {
		return nil, notText(document, err)
	}
	if text, err = withoutVersion(text); err != nil {
		return nil, err
	}
	limited, cancel := context.WithTimeout(ctx, bounds.Time)
	defer cancel()
	r := &reader{ctx: limited, bounds: bounds, text: text, seen: map[*library.Node]*Node{}}
	root, err := r.read()
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case limited.Err() != nil:
		return nil, bounds.tooLong()
	case err != nil:
		return nil, err
	}
	return root, nil
}

func notText(document []byte, err error) *Error {
	e := &Error{Problem: err.Error()}
	if errors.Is(err, charset.ErrNotUTF8) {
		e.Line, e.Column = charset.Invalid(document)
	}
	return e
}

// reader reads the library's tree while it grows, and makes ours from it.
type reader struct {
	ctx         context.Context
	bounds      Bounds
	text        []byte
	offset      int                     // how far the library has read
	collections int                     // that the library has begun
	values      int                     // that have become nodes
	copied      int                     // bytes that aliases have added
	seen        map[*library.Node]*Node // what aliases may name; nil while it is read
}

// Read hands the text over in small pieces: where the time is over, the library
// is told that its input broke, and gives up.
func (r *reader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	if r.offset == len(r.text) {
		return 0, io.EOF
	}
	n := copy(p, r.text[r.offset:])
	r.offset += n
	return n, nil
}

var (
	errTooDeep = errors.New("too deep")
	errTooMany = errors.New("too many")
)

// CheckDepth is called by the library when a list or a mapping begins.
func (r *reader) CheckDepth(depth int, _ *library.DepthContext) error {
	if depth > r.bounds.Depth {
		return errTooDeep
	}
	if r.collections++; r.collections > r.bounds.Values {
		return errTooMany
	}
	return nil
}

// CheckAlias is never called for a tree, in which an alias is a pointer.
func (r *reader) CheckAlias(int, int) error { return nil }

func (r *reader) read() (root *Node, err error) {
	defer func() {
		// The library is large, and its input is anybody's.
		if recover() != nil {
			root, err = nil, &Error{Problem: "this is not YAML"}
		}
	}()
	loader, err := library.NewLoader(r, library.WithPlugin(r))
	if err != nil {
		return nil, err
	}
	for {
		var document library.Node
		err := loader.Load(&document)
		if errors.Is(err, io.EOF) {
			return root, nil
		}
		if err != nil {
			return nil, r.syntax(err)
		}
		body := document.Content[0]
		if isNothing(body) {
			continue
		}
		if root != nil {
			return nil, fail(body, "a second document begins here", "one file holds one document: take the --- away")
		}
		if root, err = r.value(body, 0); err != nil {
			return nil, err
		}
	}
}

// isNothing tells a document without a value from one that says null.
func isNothing(n *library.Node) bool {
	return n.Kind == library.ScalarNode && n.Value == "" && isPlain(n) && n.Style&library.TaggedStyle == 0
}

func fail(n *library.Node, problem, hint string) error {
	return &Error{Line: n.Line, Column: n.Column, Problem: problem, Hint: hint}
}
