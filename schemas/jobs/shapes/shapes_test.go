package shapes_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs/shapes"
)

// shape returns the shape of a type in a document with other types.
func shape(t *testing.T, types, name string) *shapes.Shape {
	t.Helper()
	d, err := schemas.Load(fstest.MapFS{"a.yaml": {Data: []byte(`{openapi: 3.1.0, info: {title: t, version: "1"}, paths: {/a: {get: {responses: {"200":
  {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/` + name + `"}}}}}}}},
  components: {schemas: {` + types + `}}}`)}}, "a.yaml")
	require.NoError(t, err)
	return shapes.NewReader(shapes.Budget).Shape(d.Operations()[0].HasResponse[0].Schema.Definition())
}

func TestClosed(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		schema, words string
		where         shapes.Found
	}{
		"enum":             {`{enum: [a, b]}`, "a b", shapes.InEnum},
		"without null":     {`{enum: [a, b, null]}`, "a b", shapes.InEnum},
		"reference":        {`{$ref: "#/components/schemas/W"}`, "x y", shapes.InEnum},
		"beside reference": {`{allOf: [{$ref: "#/components/schemas/W"}], description: one of p, q}`, "x y", shapes.InEnum},
		"nullable":         {`{anyOf: [{$ref: "#/components/schemas/W"}, {type: "null"}]}`, "x y", shapes.InEnum},
		"consts":           {`{oneOf: [{const: a}, {const: b}]}`, "a b", shapes.InEnum},
		"titles":           {`{oneOf: [{const: 0, title: a}, {const: 1, title: b}]}`, "a b", shapes.InEnum},
		"names of numbers": {`{type: integer, enum: [0, 1], x-enum-varnames: [a, b]}`, "a b", shapes.InEnum},
		"tags":             {`{oneOf: [{const: a}, {type: object, required: [b], properties: {b: {type: object, properties: {c: {}}}}}]}`, "a b", shapes.InEnum},
		"backticks":        {"{type: string, description: \"Either `a` or `b`.\"}", "a b", shapes.InDescription},
		"a plain list":     {`{type: string, description: "The state: queued, running or done."}`, "queued running done", shapes.InDescription},
		"at the end":       {`{type: string, description: "Kind of condition, Complete or Failed."}`, "Complete Failed", shapes.InDescription},
		"a sentence":       {`{type: string, description: "Where it is: the place where somebody put it"}`, "", shapes.InExamples},
		"examples":         {`{type: string, examples: [a, b]}`, "a b", shapes.InExamples},
		"a time":           {`{type: string, format: date-time, examples: ["2024-01-01T00:00:00Z"]}`, "", shapes.InEnum},
		"anything":         {`{}`, "", shapes.InEnum},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			words, where := shape(t, "T: "+c.schema+", W: {enum: [x, y]}", "T").Closed()
			var texts []string
			for _, w := range words {
				texts = append(texts, w.Text)
			}
			assert.Equal(t, c.words, strings.Join(texts, " "))
			assert.Equal(t, c.where, where)
		})
	}
}

func TestPropertiesOfAllPartsAndBranches(t *testing.T) {
	t.Parallel()
	s := shape(t, `T: {allOf: [{$ref: "#/components/schemas/B"}, {properties: {c: {type: string}}}], oneOf: [{properties: {d: {}}}, {properties: {e: {}, a: {}}}]},
	  B: {required: [a], properties: {a: {type: integer}}}`, "T")
	var names []string
	for _, p := range s.Properties() {
		names = append(names, p.Name)
	}
	assert.Equal(t, []string{"a", "c", "d", "e"}, names)
	assert.Len(t, s.Common().Properties(), 2)
	assert.True(t, s.At("/a").Is("integer") || len(s.At("/a").Branches) == 2)
	assert.Nil(t, s.At("/nowhere"))
}

func TestATypeIsKnownThroughItsWrappings(t *testing.T) {
	t.Parallel()
	types := `T: {properties: {a: {$ref: "#/components/schemas/B"}, b: {allOf: [{$ref: "#/components/schemas/B"}]}, c: {anyOf: [{$ref: "#/components/schemas/B"}, {type: "null"}]}}}, B: {type: object}`
	s := shape(t, types, "T")
	assert.Equal(t, s.At("/a").ID, s.At("/b").ID)
	assert.Equal(t, s.At("/a").ID, s.At("/c").ID)
	assert.Equal(t, "B", s.At("/a").Name())
	assert.True(t, s.At("/c").Nullable())
}

// A page often has an array of anything, which an allOf refines.
func TestPropertyInTwoPartsOfAnAllOf(t *testing.T) {
	t.Parallel()
	s := shape(t, `T: {allOf: [{$ref: "#/components/schemas/Page"}, {properties: {data: {type: array, items: {$ref: "#/components/schemas/X"}}, mode: {enum: [a, b]}}}]},
		Page: {type: object, required: [data], properties: {data: {type: array}, mode: {type: string}, more: {type: boolean}}},
		X: {type: object, properties: {id: {type: string}}}`, "T")
	require.NotNil(t, s.At("/data/0"))
	assert.Equal(t, "X", s.At("/data/0").Name())
	assert.NotNil(t, s.At("/data/0/id"))
	words, _ := s.Prop("mode").Closed()
	assert.Len(t, words, 2)
	for _, p := range s.Properties() {
		assert.Equal(t, p.Name == "data", p.Required, p.Name)
	}
}

func TestItemsOfASpecializedWrapper(t *testing.T) {
	t.Parallel()
	s := shape(t, `W: {type: object, properties: {data: {type: array, items: {type: object}}}},
	  T: {allOf: [{$ref: "#/components/schemas/W"}, {properties: {data: {type: array, items: {type: object, properties: {id: {}}}}}}]}`, "T")
	items := s.At("/data").Items()
	require.Len(t, items.Properties(), 1)
	assert.Equal(t, "id", items.Properties()[0].Name)
}
