package schemas

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"github.com/ringer-api/ringer/schemas/accept"
	"github.com/ringer-api/ringer/schemas/document"
)

// engines validates values against the schemas of a description. The library sees each
// target of a reference as a separate file, which it opens on first use: so only schemas
// in use are compiled, and nothing outside the description can be opened.
type engines struct {
	d       *Description
	lock    sync.Mutex // guards the fields below
	idle    []*bench
	numbers map[*document.Value]int
	roots   []*document.Value // by number

	accepting sync.Mutex // guards acceptors
	acceptors map[*document.Value]*accept.Schema
}

func newEngines(d *Description) *engines {
	return &engines{d: d, numbers: map[*document.Value]int{}, acceptors: map[*document.Value]*accept.Schema{}}
}

var (
	errTooLaborious = errors.New("it takes too many steps")
	errNotCompiled  = errors.New("it cannot be compiled")
)

// Limits on a validation: schemas written by a person stay far below.
const (
	stepsAtLeast  = 5_000
	stepsPerValue = 100
	maxBenches    = 4 // kept while no validation is running
	// maxInPlace is the maximum number of inline schemas in one schema.
	maxInPlace = 20_000
)

// check returns nil if the value matches that part of the schema. The error is
// errNotCompiled or errTooLaborious if the schema cannot be used for validation.
func (e *engines) check(root *document.Value, by part, v any) (*failure, error) {
	b := e.take()
	s, err := b.compile(root, e.address(root))
	if err != nil { // the bench is not reused, because it may be half compiled
		return nil, fmt.Errorf("%w: %w", errNotCompiled, err)
	}
	defer e.give(b)
	t, err := b.check(by.of(s), v, stepsAtLeast+stepsPerValue*countValues(v))
	if t != nil {
		e.asWritten(root, t)
	}
	return t, err
}

// parts calls parts for the schema at a place; all results are false if it cannot be
// compiled.
func (e *engines) parts(root *document.Value) (possible, rest, compares bool) {
	b := e.take()
	s, err := b.compile(root, e.address(root))
	if err != nil {
		return false, false, false
	}
	defer e.give(b)
	return parts(s)
}

// compile returns an error if a schema cannot be compiled.
func (e *engines) compile(root *document.Value) error {
	b := e.take()
	_, err := b.compile(root, e.address(root))
	if err == nil {
		e.give(b)
	}
	return err
}

// take returns a bench that is not in use.
func (e *engines) take() *bench {
	e.lock.Lock()
	defer e.lock.Unlock()
	if last := len(e.idle) - 1; last >= 0 {
		b := e.idle[last]
		e.idle = e.idle[:last]
		return b
	}
	return newBench(e.open)
}

func (e *engines) give(b *bench) {
	e.lock.Lock()
	defer e.lock.Unlock()
	if len(e.idle) < maxBenches {
		e.idle = append(e.idle, b)
	}
}

func countValues(v any) int {
	n := 1
	switch v := v.(type) {
	case map[string]any:
		for _, inner := range v {
			n += countValues(inner)
		}
	case []any:
		for _, inner := range v {
			n += countValues(inner)
		}
	}
	return n
}

const addressPrefix = "mem:///"

// address returns the library's name for a place.
func (e *engines) address(v *document.Value) string {
	e.lock.Lock()
	defer e.lock.Unlock()
	n, known := e.numbers[v]
	if !known {
		n = len(e.roots)
		e.numbers[v] = n
		e.roots = append(e.roots, v)
	}
	return addressPrefix + strconv.Itoa(n)
}

func (e *engines) root(address string) *document.Value {
	e.lock.Lock()
	defer e.lock.Unlock()
	n, err := strconv.Atoi(strings.TrimPrefix(address, addressPrefix))
	if err != nil || n < 0 || n >= len(e.roots) {
		return nil
	}
	return e.roots[n]
}

func (e *engines) open(address string) ([]byte, error) {
	root := e.root(address)
	if root == nil {
		return nil, fmt.Errorf("%s is outside the description", address)
	}
	left := maxInPlace
	w := schemaWriter{d: e.d, refer: e.address, left: &left}
	text := w.schema(nil, root)
	if left < 0 {
		e.d.noteUnchecked(Note{Severity: document.LeftOut, Kind: "schema", Place: root.Place(), Text: fmt.Sprintf(
			"more than %d schemas are nested here: the rest is not checked", maxInPlace)})
	}
	return text, nil
}

// placeOf returns the keyword at an absolute location of a failure.
func (e *engines) placeOf(absolute string) *document.Value {
	address, pointer, _ := strings.Cut(absolute, "#")
	return e.root(address).At(pointer)
}

// asWritten replaces keywords in locations that were renamed for the library, oneOf and
// prefixItems, with the original ones.
func (e *engines) asWritten(root *document.Value, t *failure) {
	if strings.Contains(t.path, "/anyOf") || strings.Contains(t.path, "tems") {
		t.path = e.pathAsWritten(root, t.path)
		address, pointer, _ := strings.Cut(t.absolute, "#")
		t.absolute = address + "#" + e.pathAsWritten(e.root(address), pointer)
	}
	for i := range t.causes {
		e.asWritten(root, &t.causes[i])
	}
}

func (e *engines) pathAsWritten(v *document.Value, path string) string {
	out := ""
	for _, token := range document.SplitPointer(path) {
		switch target := e.d.target(v); {
		case token == "$ref" && target != nil:
			v = target
		case token == "anyOf" && v.Get("anyOf") == nil && v.Get("oneOf") != nil:
			token = "oneOf"
			v = v.Get(token)
		case token == "items" && v.Get("prefixItems") != nil:
			token = "prefixItems"
			v = v.Get(token)
		case token == "additionalItems" && v.Get("prefixItems") != nil:
			token = "items"
			v = v.Get(token)
		default:
			v = v.At("/" + document.EscapeToken(token))
		}
		out += "/" + document.EscapeToken(token)
	}
	return out
}
