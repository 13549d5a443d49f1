package schemas_test

import (
	"encoding/json"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/schemas"
)

// folder makes a file system of alternating names and texts.
func folder(parts ...string) fstest.MapFS {
	out := fstest.MapFS{}
	for i := 0; i < len(parts); i += 2 {
		out[parts[i]] = &fstest.MapFile{Data: []byte(parts[i+1])}
	}
	return out
}

func components(schemas string) string {
	return `{"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{},` + "\n" +
		`"components":{"schemas":` + schemas + `}}`
}

func TestLoadErrors(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name  string
		files fstest.MapFS
		want  string
	}{
		{"no file", folder(), "reading the description: open api.json: file does not exist"},
		{"no JSON", folder("api.json", "{\n \"openapi\": 3.1.0}"), `api.json:2:16: a comma or "}" is missing before ".0}"`},
		{"no OpenAPI", folder("api.json", `[]`), `api.json: this is not an OpenAPI document: it has no "openapi" version`},
		{"version", folder("api.json", "{\n\"openapi\":\"4.0.0\"}"),
			`api.json:2: openapi is "4.0.0", but only 3.0, 3.1 and 3.2 can be read`},
		{"Swagger", folder("api.yaml", "info: {}\nswagger: '2.0'\n"), "api.yaml:2: this is Swagger 2.0, but ringer reads OpenAPI 3.0 to 3.2; " +
			"convert it to 3.0, for example with npx swagger2openapi"},
		{"YAML", folder("api.yaml", "openapi: 3.1.0\npaths: {\n"), "api.yaml:3:1: this is not YAML: did not find expected node content"},
		{"not even YAML", folder("api.yaml", "just words"), `api.yaml: this is not an OpenAPI document: it has no "openapi" version`},
		{"HTML", folder("api.json", "<html>"), `api.json:1:1: the text starts with "<": it looks like HTML or XML, not JSON`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			name := "api.json"
			if c.files["api.yaml"] != nil {
				name = "api.yaml"
			}
			_, err := schemas.Load(c.files, name)
			require.EqualError(t, err, c.want)
		})
	}
}

// A problem of the document affects nothing but its own part.
func TestWhatIsAmissIsLeftOut(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, schema, want string }{
		{"file away", `{"$ref":"B.schema.json"}`,
			`the reference to "B.schema.json" is left out: there is no file B.schema.json`},
		{"place away", `{"$ref":"#/components/schemas/B"}`,
			`the reference to "#/components/schemas/B" is left out: api.json contains no such value`},
		{"web", `{"$ref":"https://example.com/a.json"}`, `the reference to "https://example.com/a.json" is left out: ` +
			`nothing is fetched, only files in the folder of the document are read`},
		{"outside", `{"$ref":"../secret.json"}`,
			`the reference to "../secret.json" is left out: it leaves the folder of the document`},
		{"broken file", `{"$ref":"broken.json"}`,
			`the reference to "broken.json" is left out: broken.json:2:1: the text is cut off in the middle of a value`},
		{"type", `{"type":"strong"}`, `type is "strong", but should be array, boolean, integer, null, number, object or ` +
			`string, or a list of these without duplicates: it is left out`},
		{"pattern", `{"pattern":"(?=a)"}`,
			`the pattern "(?=a)" is not checked: Go's regular expressions do not support it`},
		{"bound", `{"minimum":"low"}`, `minimum is "low", but should be a number: it is left out`},
		{"no schema", `7`, `a schema is an object or a boolean, this is 7: any value is allowed there`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d, err := schemas.Load(folder("api.json", components(`{"A":`+c.schema+`,"B1":{"type":"string"}}`), "broken.json", "{\n"), "api.json")
			require.NoError(t, err)
			notes := d.Lint()
			require.Len(t, notes, 1)
			assert.Equal(t, c.want, notes[0].Text)
			assert.Equal(t, 2, notes[0].Place.Line)
			s, err := d.Schema("A")
			require.NoError(t, err)
			assert.Empty(t, s.Validate([]byte(`"x"`)))
			other, err := d.Schema("B1")
			require.NoError(t, err)
			assert.NotEmpty(t, other.Validate([]byte(`1`)), "the rest is in force")
		})
	}
}

// Two types of one name are distinguished by their places.
func TestTwoTypesOfOneName(t *testing.T) {
	t.Parallel()
	d, err := schemas.Load(folder("api.json",
		components(`{"A":{"type":"string"},"B":{"$ref":"x/A.json"},"C":{"$ref":"A.json"}}`),
		"A.json", `{"type":"integer"}`, "x/A.json", `{"type":"null"}`), "api.json")
	require.NoError(t, err)
	assert.Equal(t, []string{"A", "B", "C", "x/A.json#", "A.json#"}, d.Types())
}

// A description of another style: everything in one document, with features that ours
// does not use.
const tree = `{
  "openapi": "3.1.1", "info": {"title": "t", "version": "1"},
  "paths": {"/trees/{id}": {
    "parameters": [{"$ref": "#/components/parameters/id"}],
    "put": {
      "requestBody": {"$ref": "#/components/requestBodies/tree"},
      "responses": {
        "204": {"description": "done"},
        "404": {"$ref": "#/components/responses/problem"},
        "default": {"description": "other"}
      }
    }
  }},
  "components": {
    "parameters": {"id": {"name": "id", "in": "path", "required": true,
      "schema": {"type": "integer", "minimum": 1}}},
    "requestBodies": {"tree": {"content": {"text/plain": {},
      "application/vnd.tree+json": {"schema": {"$ref": "#/components/schemas/Tree"}}}}},
    "responses": {"problem": {"description": "p", "content": {
      "application/problem+json": {"schema": {"type": "array", "maxItems": 2,
        "items": {"$ref": "#/components/schemas/Alias"}}}}}},
    "schemas": {
      "Tree": {"type": ["object", "null"], "description": "a tree", "properties": {
        "children": {"type": "array", "items": {"$ref": "#/components/schemas/Tree"}},
        "parent": {"description": "above", "$ref": "#/components/schemas/Tree"},
        "size": {"type": ["string", "integer"]},
        "leaf": {"allOf": [{"$ref": "#/components/schemas/Leaf"}, {"properties": {"b": {"type": "string"}}}]},
        "one": {"allOf": [{"$ref": "#/components/schemas/Leaf"}]}
      }, "additionalProperties": false},
      "Leaf": {"type": "object", "required": ["a"], "properties": {"a": {"const": "x"}}},
      "Alias": {"$ref": "#/components/schemas/Leaf"}
    }
  }
}`

func loadTree(t *testing.T) *schemas.Description {
	t.Helper()
	d, err := schemas.Load(folder("tree.json", tree), "tree.json")
	require.NoError(t, err)
	return d
}

func TestLoadAnotherDescription(t *testing.T) {
	t.Parallel()
	d := loadTree(t)
	require.Len(t, d.Operations(), 1)
	o := d.Operations()[0]
	assert.Equal(t, "PUT /trees/{id}", o.ID)
	assert.Equal(t, "Tree", o.Body.Name())
	require.Len(t, o.Responses, 2)
	assert.Nil(t, o.Responses[204].Schema)
	assert.Equal(t, "application/problem+json", o.Responses[404].ContentType)
	assert.Equal(t, "Alias[]", o.Responses[404].Schema.Name())
	require.Len(t, o.Parameters, 1)
	assert.Equal(t, []string{"must be >= 1 but found 0"},
		lines(o.Parameters[0].Schema.Validate([]byte("0"))))
	found := o.Body.Validate([]byte(`{"children":[{"more":1}],"size":true,"leaf":{"a":"y"}}`))
	require.Len(t, found, 3)
	for i, want := range []string{"/children/0", "/leaf/a", "/size"} {
		assert.Equal(t, want, found[i].Pointer)
	}
	assert.Empty(t, d.Decisions())
	assert.Empty(t, d.Sources()[0].Origin.Kind)
}

func TestNodesOfCircles(t *testing.T) {
	t.Parallel()
	d := loadTree(t)
	s, err := d.Schema("Tree")
	require.NoError(t, err)
	n := s.Node()
	assert.True(t, n.Nullable)
	children, _ := n.Property("children")
	assert.Same(t, n, children.Node.Items)
	parent, _ := n.Property("parent")
	assert.Equal(t, []string{"Tree", "above"}, []string{parent.Node.Name, parent.Node.Description})
	assert.Equal(t, n.Properties, parent.Node.Properties)
	size, _ := n.Property("size")
	assert.Equal(t, []string{"string", "integer"},
		[]string{size.Node.AnyOf[0].Type, size.Node.AnyOf[1].Type})
	leaf, _ := n.Property("leaf")
	assert.Len(t, leaf.Node.Properties, 2)
	one, _ := n.Property("one")
	assert.Equal(t, "Leaf", one.Node.Name)
	places := 0
	n.Walk(func(string, *schemas.Node) bool { places++; return places < 1000 })
	assert.Less(t, places, 100)
	assert.NotEmpty(t, s.Keywords())
}

// Whatever the form of a reference in the files, it is internal in the bundle.
func TestTheBundleStandsAlone(t *testing.T) {
	t.Parallel()
	var bundle map[string]any
	require.NoError(t, json.Unmarshal(schemas.Default().OpenAPI(), &bundle))
	refs := 0
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			for key, inner := range v {
				assert.NotContains(t, []string{"$id", "$schema", "x-origin"}, key)
				if key == "$ref" {
					refs++
					assert.Regexp(t, `^#/components/schemas/[A-Za-z]+$`, inner)
				}
				walk(inner)
			}
		case []any:
			for _, inner := range v {
				walk(inner)
			}
		}
	}
	walk(bundle)
	assert.Greater(t, refs, 20)
	again, err := schemas.Load(folder("bundle.json", string(schemas.Default().OpenAPI())), "bundle.json")
	require.NoError(t, err)
	assert.Equal(t, string(schemas.Default().OpenAPI()), string(again.OpenAPI()))
}
