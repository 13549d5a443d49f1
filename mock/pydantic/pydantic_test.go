package pydantic_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock/pydantic"
	"github.com/ringer-api/ringer/mock/pydantic/v1"
	"github.com/ringer-api/ringer/mock/pydantic/v2"
	"github.com/ringer-api/ringer/mock/python"
	"github.com/ringer-api/ringer/schemas"
)

// typeOf compiles the type T of a document's components.
func typeOf(t testing.TB, version pydantic.Version, untold bool, components string) *pydantic.Type {
	t.Helper()
	d, err := schemas.Load(fstest.MapFS{"openapi.yaml": {Data: []byte(
		"openapi: 3.1.0\ninfo: {title: types, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n" + components)}}, "openapi.yaml")
	require.NoError(t, err)
	s, err := d.Schema("T")
	require.NoError(t, err)
	return pydantic.NewCompiler(version, untold).Type(s.Definition())
}

func field(t *testing.T, model *pydantic.Type, name string) (*pydantic.Type, bool) {
	t.Helper()
	for _, f := range model.Fields {
		if f.Name == name {
			return f.Resolve()
		}
	}
	require.Fail(t, "no field "+name)
	return nil, false
}

func TestCompiler(t *testing.T) {
	t.Parallel()
	const model = `
    T:
      type: object
      required: [self]
      properties:
        self: {$ref: "#/components/schemas/T"}
        next: {anyOf: [{$ref: "#/components/schemas/T"}, {type: "null"}]}
        amount: {anyOf: [{type: number, minimum: 1.5}, {type: string}]}
        either: {anyOf: [{type: string, format: date}, {type: number}, {type: string}, {type: "null"}]}
        word: {enum: [a, 2]}
        colour: {$ref: "#/components/schemas/Colour"}
        free: {type: object}
        pair: {type: array, prefixItems: [{type: integer}, {type: string}]}
        plain: {type: string}
        given: {type: string, default: x}
    Colour: {type: string, enum: [red]}
`
	second := typeOf(t, pydantic.Version2, false, model)
	self, nullable := field(t, second, "self")
	assert.True(t, self == second && !nullable, "a model contains itself")
	next, nullable := field(t, second, "next")
	assert.True(t, next == second && nullable)
	amount, _ := field(t, second, "amount")
	assert.Equal(t, pydantic.Decimal, amount.Kind)
	assert.Equal(t, "1.5", amount.Bounds.Least.String())
	either, nullable := field(t, second, "either")
	assert.True(t, nullable)
	require.Len(t, either.Parts, 2, "a date or a Decimal")
	assert.Equal(t, pydantic.Decimal, either.Parts[1].Kind)
	for name, kind := range map[string]pydantic.Kind{"word": pydantic.Literal, "colour": pydantic.Enum, "free": pydantic.Dict,
		"pair": pydantic.Tuple, "plain": pydantic.String} {
		got, _ := field(t, second, name)
		assert.Equal(t, kind, got.Kind, name)
	}

	first := typeOf(t, pydantic.Version1, true, model)
	_, nullable = field(t, first, "plain")
	assert.True(t, nullable, "its default is None")
	_, nullable = field(t, first, "given")
	assert.False(t, nullable)
	amount, _ = field(t, first, "amount")
	assert.Equal(t, pydantic.Union, amount.Kind)
}

func TestPattern(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		pattern, text string
		first, second bool
	}{
		{"b+", "abb", false, true}, // Python's match begins at the start
		{"^a$", "a\n", true, false},
		{`^\d+$`, "٣", true, true},
		{`^[\w-]+\s$`, "é-1 ", true, true},
		{`\D`, "٣", false, false},
		{`(?=a)a`, "x", true, true}, // Go has no lookahead, so it matches everything
	} {
		for version, want := range map[pydantic.Version]bool{pydantic.Version1: c.first, pydantic.Version2: c.second} {
			p := pydantic.NewPattern(c.pattern, version)
			assert.Equal(t, want, p.Regexp == nil || p.MatchString(c.text), "%s, version %d", c.pattern, version)
		}
	}
}

func TestErrorsAreBounded(t *testing.T) {
	t.Parallel()
	e := pydantic.NewErrors(pydantic.Version2)
	at := pydantic.At("body")
	text := python.TextOf(strings.Repeat("x", 1<<20))
	for range 10 {
		trial := e.Trial()
		trial.Add(pydantic.Error{Type: "a", At: at, Input: text})
		e.Take(trial)
	}
	assert.Equal(t, 10, e.Count())
	assert.Equal(t, 6, e.Omitted)
	assert.Less(t, len(e.Written()), 6<<20)
	for range 20 {
		e.Add(pydantic.Error{Type: "a", At: at.Named("b").Item(1)})
	}
	first, more := e.Refused()
	assert.Equal(t, pydantic.Refused{Loc: []string{"body"}, Type: "a"}, first[0])
	assert.Equal(t, 30, len(first)+more)
}

// A type whose members contain it again would be tried exponentially often.
func TestUnionsThatExplodeAreBounded(t *testing.T) {
	t.Parallel()
	const model = `
    T: {anyOf: [{$ref: "#/components/schemas/A"}, {$ref: "#/components/schemas/B"}]}
    A: {type: object, title: A, required: [x], properties: {t: {$ref: "#/components/schemas/T"}}}
    B: {type: object, title: B, required: [x], properties: {t: {$ref: "#/components/schemas/T"}}}
`
	const depth = 60
	body, err := python.ReadJSON([]byte(strings.Repeat(`{"t":`, depth) + "1" + strings.Repeat("}", depth)))
	require.NoError(t, err)
	for version, validate := range map[pydantic.Version]func(*pydantic.Type, python.Value, *pydantic.Place, *pydantic.Errors) python.Value{
		pydantic.Version1: v1.Validate, pydantic.Version2: v2.Validate,
	} {
		e := pydantic.NewErrors(version)
		validate(typeOf(t, version, false, model), body, pydantic.At("body"), e)
		assert.True(t, e.Crashed)
	}
}

// Pydantic 1 catches errors of a value, not an overflow: the members behind it are never tried.
func TestAMemberThatCrashesEndsItsUnion(t *testing.T) {
	t.Parallel()
	const model = `
    T: {anyOf: [{type: string, format: uuid}, {type: string, format: time}, {type: integer}]}
`
	for text, crashed := range map[string]bool{"-2": true, "2": false, "90000": false} {
		v, err := python.ReadJSON([]byte(text))
		require.NoError(t, err)
		e := pydantic.NewErrors(pydantic.Version1)
		v1.Validate(typeOf(t, pydantic.Version1, false, model), v, pydantic.At("body"), e)
		assert.Equal(t, crashed, e.Crashed, text)
		assert.Equal(t, crashed, e.Any(), text)
	}
}

// Names of a union's members, as pydantic 2 writes them.
func TestMembersOfUnionsAreNamed(t *testing.T) {
	t.Parallel()
	for schema, want := range map[string]string{
		`{type: integer}`:                                                  "int",
		`{type: integer, minimum: 1}`:                                      "constrained-int",
		`{type: string, maxLength: 1}`:                                     "constrained-str",
		`{type: array, items: {type: integer}}`:                            "list[int]",
		`{type: array, uniqueItems: true}`:                                 "set[any]",
		`{type: object, additionalProperties: {type: boolean}}`:            "dict[str,bool]",
		`{enum: [a, b]}`:                                                   "literal['a','b']",
		`{$ref: "#/components/schemas/Colour"}`:                            "str-enum[Colour]",
		`{type: array, items: {anyOf: [{type: integer}, {type: "null"}]}}`: "list[nullable[int]]",
	} {
		e := pydantic.NewErrors(pydantic.Version2)
		u := typeOf(t, pydantic.Version2, false, fmt.Sprintf("    T: {anyOf: [%s, {type: string, format: uuid}]}\n    Colour: {type: string, enum: [red]}\n", schema))
		v2.Validate(u, python.TextOf("no!"), pydantic.At("body"), e)
		assert.Contains(t, string(e.Written()), `"loc":["body",`+string(python.AppendJSON(nil, python.TextOf(want)))+`]`, schema)
	}
}
