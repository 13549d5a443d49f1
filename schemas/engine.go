package schemas

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strconv"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/ringer-api/ringer/schemas/document"
)

// This file is the only one that knows the JSON Schema library. What comes out
// of it is a tree of troubles; judge.go makes violations of them.

// engine validates values against one schema.
type engine struct {
	compiled *jsonschema.Schema
}

// trouble is one node of the library's error tree. The locations are plain
// JSON pointers: instance from the document's root, path from the schema's
// root through every reference; absolute is an address for engines.placeOf.
type trouble struct {
	instance, path, absolute string
	message                  string
	causes                   []trouble
}

// engines makes an engine of each schema that is asked for. The library sees
// every place that a reference leads to as a file of its own, which it opens
// when it first needs it: so nothing is compiled that nobody asked for, and what
// is not part of the description cannot be opened.
type engines struct {
	place    *Description
	lock     sync.Mutex
	compiler *jsonschema.Compiler
	numbers  map[*document.Value]int
	roots    []*document.Value // by number
	made     map[*document.Value]*engine
}

const addressPrefix = "mem:///"

func (e *engines) of(v *document.Value) (*engine, error) {
	e.lock.Lock()
	defer e.lock.Unlock()
	if e.compiler == nil {
		e.numbers, e.made = map[*document.Value]int{}, map[*document.Value]*engine{}
		e.compiler = e.newCompiler()
	}
	if made := e.made[v]; made != nil {
		return made, nil
	}
	s, err := e.compiler.Compile(e.address(v))
	if err != nil {
		return nil, errors.New(strings.TrimPrefix(err.Error(), "jsonschema: "))
	}
	e.made[v] = &engine{s}
	return e.made[v], nil
}

func (e *engines) newCompiler() *jsonschema.Compiler {
	c := jsonschema.NewCompiler()
	c.Draft = jsonschema.Draft2020
	c.AssertFormat = true
	c.LoadURL = func(u string) (io.ReadCloser, error) {
		root := e.root(u)
		if root == nil {
			return nil, fmt.Errorf("%s is outside the description", u)
		}
		return io.NopCloser(bytes.NewReader(e.text(nil, root))), nil
	}
	for name, check := range formats {
		c.Formats[name] = func(v any) bool {
			text, ok := v.(string)
			return !ok || check(text)
		}
	}
	return c
}

// address is what the library knows a place by.
func (e *engines) address(v *document.Value) string {
	n, known := e.numbers[v]
	if !known {
		n = len(e.roots)
		e.numbers[v] = n
		e.roots = append(e.roots, v)
	}
	return addressPrefix + strconv.Itoa(n)
}

func (e *engines) root(address string) *document.Value {
	n, err := strconv.Atoi(strings.TrimPrefix(address, addressPrefix))
	if err != nil || n < 0 || n >= len(e.roots) {
		return nil
	}
	return e.roots[n]
}

// placeOf gives the keyword that an absolute location of a trouble names.
func (e *engines) placeOf(absolute string) *document.Value {
	e.lock.Lock()
	defer e.lock.Unlock()
	address, pointer, _ := strings.Cut(absolute, "#")
	return e.root(address).At(pointer)
}

// text writes a schema as the library takes it.
func (e *engines) text(dst []byte, v *document.Value) []byte {
	switch {
	case v.IsObject():
		dst = append(dst, '{')
		for _, m := range v.Members() {
			dst = e.keyword(dst, v, m)
		}
		return append(bytes.TrimSuffix(dst, []byte(",")), '}')
	case v.IsArray():
		dst = append(dst, '[')
		for _, item := range v.Items() {
			dst = append(e.text(dst, item), ',')
		}
		return append(bytes.TrimSuffix(dst, []byte(",")), ']')
	}
	return v.AppendJSON(dst, nil)
}

func (e *engines) keyword(dst []byte, v *document.Value, m document.Member) []byte {
	if m.Name == "$id" || m.Name == "$schema" {
		return dst // the place of a schema is its address
	}
	dst = append(document.AppendString(dst, m.Name), ':')
	switch target := e.place.target(v); {
	case document.IsData(m.Name):
		dst = m.AppendJSON(dst, nil)
	case m.Name == "$ref" && target != nil:
		dst = document.AppendString(dst, e.address(target))
	default:
		dst = e.text(dst, m.Value)
	}
	return append(dst, ',')
}

// check gives nil when the value keeps the schema. The library panics on some
// numbers; readers refuse those first, and what slips through becomes an error.
func (e *engine) check(v any) (t *trouble, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("validating: %v", r)
		}
	}()
	err = e.compiled.Validate(v)
	var broken *jsonschema.ValidationError
	if errors.As(err, &broken) {
		tree := newTrouble(broken)
		return &tree, nil
	}
	return nil, err
}

func newTrouble(e *jsonschema.ValidationError) trouble {
	t := trouble{
		instance: unescapeURL(e.InstanceLocation),
		path:     unescapeURL(e.KeywordLocation),
		absolute: unescapeURL(e.AbsoluteKeywordLocation),
		message:  e.Message,
	}
	for _, c := range e.Causes {
		t.causes = append(t.causes, newTrouble(c))
	}
	return t
}

// unescapeURL undoes the percent-encoding that the library puts over pointers.
func unescapeURL(pointer string) string {
	plain, err := url.PathUnescape(pointer)
	if err != nil {
		return pointer
	}
	return plain
}
