// Package yaml reads untrusted YAML documents, within limits, as trees of JSON's values
// with line and column. It supports anchors, aliases and merge keys. All YAML that
// ringer reads is read here.
package yaml

import (
	"context"
	"errors"
	"io"

	library "go.yaml.in/yaml/v4"

	"github.com/ringer-api/ringer/schemas/charset"
)

// Parse reads one document in UTF-8, UTF-16 or UTF-32. The node is nil when the document
// contains nothing but comments; a second document is an error.
//
// The error is an *Error, or the context's error if the context ended first; no work
// continues after that. Parse keeps no state and is safe for concurrent use. A caller
// that reads requests from a network should let one of them in at a time.
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

// reader reads the library's tree while it grows, and builds ours from it.
type reader struct {
	ctx         context.Context
	bounds      Bounds
	text        []byte
	offset      int                     // bytes that the library has read
	collections int                     // lists and mappings that the library has begun
	values      int                     // nodes made so far
	copied      int                     // bytes that aliases have added
	seen        map[*library.Node]*Node // targets of aliases; nil while they are being read
}

// Read passes the text on in small pieces. Once the context has ended it returns the
// context's error, so that the library gives up.
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

// CheckAlias is never called when a tree is loaded, because an alias is a pointer there.
func (r *reader) CheckAlias(int, int) error { return nil }

func (r *reader) read() (root *Node, err error) {
	defer func() {
		// The library is large, and its input is untrusted: it may panic.
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
			return nil, fail(body, "a second document begins here", "a file may contain one document only: remove the ---")
		}
		if root, err = r.value(body, 0); err != nil {
			return nil, err
		}
	}
}

// isNothing reports whether a document has no value, not even an explicit null.
func isNothing(n *library.Node) bool {
	return n.Kind == library.ScalarNode && n.Value == "" && isPlain(n) && n.Style&library.TaggedStyle == 0
}

func fail(n *library.Node, problem, hint string) error {
	return &Error{Line: n.Line, Column: n.Column, Problem: problem, Hint: hint}
}
