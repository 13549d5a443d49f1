package schemas

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v5"
)

// This file is the only one that knows the JSON Schema library. What comes out
// of it is a tree of troubles; judge.go makes violations of them.

const bundleURL = "mem:///description.json"

// engine validates values against one schema.
type engine struct {
	compiled *jsonschema.Schema
}

// trouble is one node of the library's error tree. The locations are plain
// JSON pointers: instance from the document's root, path from the schema's
// root through every reference, absolute from the bundle's root.
type trouble struct {
	instance, path, absolute string
	message                  string
	causes                   []trouble
}

// compiler makes engines of the places of one bundle.
type compiler struct {
	c *jsonschema.Compiler
}

// newCompiler gives a compiler that holds the bundle and reads nothing else:
// the library would open files and, with a loader, web pages.
func newCompiler(bundle []byte) (*compiler, error) {
	c := jsonschema.NewCompiler()
	c.Draft = jsonschema.Draft2020
	c.AssertFormat = true
	c.LoadURL = func(u string) (io.ReadCloser, error) {
		return nil, fmt.Errorf("%s is outside the description", u)
	}
	for name, check := range formats {
		c.Formats[name] = func(v any) bool {
			text, ok := v.(string)
			return !ok || check(text)
		}
	}
	return &compiler{c}, c.AddResource(bundleURL, bytes.NewReader(bundle))
}

func (c *compiler) compile(pointer string) (*engine, error) {
	fragment := (&url.URL{Fragment: pointer}).EscapedFragment()
	s, err := c.c.Compile(bundleURL + "#" + fragment)
	if err != nil {
		return nil, errors.New(strings.TrimPrefix(err.Error(), "jsonschema: "))
	}
	return &engine{s}, nil
}

// maxUnique is how many records of a list are compared with one another: each is
// held against every other.
const maxUnique = 2000

// split gives an engine that judges lists of one record and, when the schema says
// more of a list than of its records, one that judges the rest. Both are nil when
// the schema cannot be told apart so.
func (e *engine) split() (records, whole *engine) {
	s := *e.compiled
	if s.Items2020 == nil || s.Ref != nil || s.RecursiveRef != nil || s.DynamicRef != nil || s.Not != nil || s.If != nil ||
		s.Always != nil || s.Constant != nil || s.Enum != nil || s.PrefixItems != nil || s.UnevaluatedItems != nil ||
		len(s.AllOf)+len(s.AnyOf)+len(s.OneOf) > 0 {
		return nil, nil
	}
	rest := s
	rest.Items2020 = nil
	if s.MinItems >= 0 || s.MaxItems >= 0 || s.UniqueItems || s.Contains != nil {
		whole = &engine{&rest}
	}
	s.MinItems, s.MaxItems, s.UniqueItems, s.Contains = -1, -1, false, nil
	return &engine{&s}, whole
}

// compares tells that the engine holds each record of a list against every other.
func (e *engine) compares() bool { return e.compiled.UniqueItems }

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
	_, absolute, _ := strings.Cut(e.AbsoluteKeywordLocation, "#")
	t := trouble{
		instance: unescapeURL(e.InstanceLocation),
		path:     unescapeURL(e.KeywordLocation),
		absolute: unescapeURL(absolute),
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
