package schemas

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/ringer-api/ringer/schemas/document"
)

// Only this file uses the JSON Schema library. It returns a tree of failures, which
// judge.go converts to violations.

// bench runs one validation at a time: it has a compiler, the schemas compiled so far,
// and the number of steps that the validation may still take. Small schemas can require
// 10^12 steps (forty that each refer to the next one twice), and the library does not
// count them; so every schema gets an extension that does.
type bench struct {
	compiler *jsonschema.Compiler
	compiled map[*document.Value]*jsonschema.Schema
	left     int
}

func newBench(open func(address string) ([]byte, error)) *bench {
	b := &bench{compiler: jsonschema.NewCompiler(), compiled: map[*document.Value]*jsonschema.Schema{}}
	c := b.compiler
	// For 2020-12 the library searches for dynamic anchors, of which none are left, in
	// time quadratic in the size of a schema. Keywords that the two drafts write
	// differently are converted to 2019-09 by schemaWriter.
	c.Draft = jsonschema.Draft2019
	c.AssertFormat = true
	// Without this, the library would open files and, with a loader, web pages.
	c.LoadURL = func(address string) (io.ReadCloser, error) {
		text, err := open(address)
		return io.NopCloser(bytes.NewReader(text)), err
	}
	for name, check := range formats {
		c.Formats[name] = func(v any) bool {
			text, ok := v.(string)
			return !ok || check(text)
		}
	}
	c.RegisterExtension("steps", nil, b)
	return b
}

// formatCheck returns the check of a format by the library or by our own rules; nil for one
// that allows any text.
func formatCheck(name string) func(text string) bool {
	if own := formats[name]; own != nil {
		return own
	}
	if check := jsonschema.Formats[name]; check != nil {
		return func(text string) bool { return check(text) }
	}
	return nil
}

// Compile adds the counting extension to every schema that contains others.
func (b *bench) Compile(_ jsonschema.CompilerContext, keywords map[string]any) (jsonschema.ExtSchema, error) {
	for _, keyword := range []string{"$ref", "allOf", "anyOf", "oneOf", "not", "if", "dependentSchemas",
		"properties", "patternProperties", "additionalProperties", "items", "prefixItems", "contains"} {
		if _, ok := keywords[keyword]; ok {
			return b, nil
		}
	}
	return nil, nil
}

// Validate counts a step.
func (b *bench) Validate(jsonschema.ValidationContext, any) error {
	if b.left--; b.left < 0 {
		panic(errTooLaborious)
	}
	return nil
}

// failure is one node of the library's error tree. The locations are plain JSON
// pointers: instance from the document's root, path from the schema's root through every
// reference; absolute is an address for engines.placeOf.
type failure struct {
	instance, path, absolute string
	message                  string
	causes                   []failure
}

func (b *bench) compile(v *document.Value, address string) (*jsonschema.Schema, error) {
	if s := b.compiled[v]; s != nil {
		return s, nil
	}
	s, err := b.compiler.Compile(address)
	if err != nil {
		return nil, errors.New(strings.TrimPrefix(err.Error(), "jsonschema: "))
	}
	b.compiled[v] = s
	return s, nil
}

// part selects a part of a list's schema.
type part int

const (
	entire part = iota
	// records is the part about single records.
	records
	// apart is the part about the list itself, such as its length.
	apart
)

// parts reports whether a list's schema can be split into a part about its records and a
// rest, whether that rest has any keywords, and whether it compares the records with each
// other.
func parts(s *jsonschema.Schema) (possible, rest, compares bool) {
	if s.Items == nil || s.Ref != nil || s.RecursiveRef != nil || s.DynamicRef != nil || s.Not != nil || s.If != nil ||
		s.Always != nil || s.Constant != nil || s.Enum != nil || s.AdditionalItems != nil || s.UnevaluatedItems != nil ||
		len(s.AllOf)+len(s.AnyOf)+len(s.OneOf) > 0 {
		return false, false, false
	}
	if _, single := s.Items.(*jsonschema.Schema); !single {
		return false, false, false
	}
	return true, s.MinItems >= 0 || s.MaxItems >= 0 || s.UniqueItems || s.Contains != nil, s.UniqueItems
}

// of returns this part of a schema.
func (p part) of(s *jsonschema.Schema) *jsonschema.Schema {
	some := *s
	switch p {
	case records:
		some.MinItems, some.MaxItems, some.UniqueItems, some.Contains = -1, -1, false, nil
	case apart:
		some.Items = nil
	default:
		return s
	}
	return &some
}

// check returns nil if the value matches the schema. The library panics on some numbers;
// readers reject those before, and any other panic becomes an error.
func (b *bench) check(s *jsonschema.Schema, v any, steps int) (t *failure, err error) {
	defer func() {
		r := recover()
		if r == nil {
			return
		}
		t, err = nil, fmt.Errorf("validating: %v", r)
		if why, ok := r.(error); ok && errors.Is(why, errTooLaborious) {
			err = errTooLaborious
		}
	}()
	b.left = steps
	err = s.Validate(v)
	var broken *jsonschema.ValidationError
	if errors.As(err, &broken) {
		tree := newFailure(broken)
		return &tree, nil
	}
	return nil, err
}

func newFailure(e *jsonschema.ValidationError) failure {
	t := failure{
		instance: unescapeURL(e.InstanceLocation),
		path:     unescapeURL(e.KeywordLocation),
		absolute: unescapeURL(e.AbsoluteKeywordLocation),
		message:  e.Message,
	}
	for _, c := range e.Causes {
		t.causes = append(t.causes, newFailure(c))
	}
	return t
}

// unescapeURL removes the percent-encoding of the library's pointers.
func unescapeURL(pointer string) string {
	plain, err := url.PathUnescape(pointer)
	if err != nil {
		return pointer
	}
	return plain
}
