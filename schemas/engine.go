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

// This file is the only one that knows the JSON Schema library. What comes out
// of it is a tree of troubles; judge.go makes violations of them.

// bench is where one validation at a time is done: a compiler with what it has
// compiled, and the steps that the validation may still take. Small schemas can
// ask for a million million steps (forty that each hold the next one twice), and
// the library counts none; so every schema has an extension that does.
type bench struct {
	compiler *jsonschema.Compiler
	compiled map[*document.Value]*jsonschema.Schema
	left     int
}

func newBench(open func(address string) ([]byte, error)) *bench {
	b := &bench{compiler: jsonschema.NewCompiler(), compiled: map[*document.Value]*jsonschema.Schema{}}
	c := b.compiler
	// For 2020-12 the library looks for dynamic anchors, of which there are none
	// left, in time with the square of a schema. What the two drafts write
	// differently, schemaWriter writes as 2019-09 has it.
	c.Draft = jsonschema.Draft2019
	c.AssertFormat = true
	// The library would open files and, with a loader, web pages.
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

// Compile gives every schema that holds others the extension that counts.
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

// failure is one node of the library's error tree. The locations are plain
// JSON pointers: instance from the document's root, path from the schema's
// root through every reference; absolute is an address for engines.placeOf.
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

// part is what of a list's schema a value is held against.
type part int

const (
	entire part = iota
	// records is what the schema says of the records alone.
	records
	// apart is what it says of a list apart from its records.
	apart
)

// parts tells whether a list's schema can be told apart into what it says of its
// records and the rest, whether there is any rest, and whether that holds each
// record against every other.
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

// of is that part of a schema that can be told apart.
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

// check gives nil when the value keeps the schema. The library panics on some
// numbers; readers refuse those first, and what slips through becomes an error.
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

// unescapeURL undoes the percent-encoding that the library puts over pointers.
func unescapeURL(pointer string) string {
	plain, err := url.PathUnescape(pointer)
	if err != nil {
		return pointer
	}
	return plain
}
