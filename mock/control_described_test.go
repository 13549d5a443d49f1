package mock_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v5"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock"
)

// schemasOfControl are the compiled schemas of the control interface's own description, which all
// mocks share, by their places in it.
var schemasOfControl sync.Map

// schemaOf compiles the schema at a place of a description, once.
func schemaOf(t *testing.T, description []byte, tokens ...string) *jsonschema.Schema {
	t.Helper()
	escape := strings.NewReplacer("~", "~0", "/", "~1", "{", "%7B", "}", "%7D", " ", "%20")
	place := ""
	for _, token := range tokens {
		place += "/" + escape.Replace(token)
	}
	if schema, done := schemasOfControl.Load(place); done {
		return schema.(*jsonschema.Schema)
	}
	compiler := jsonschema.NewCompiler()
	compiler.Draft = jsonschema.Draft2020
	compiler.AssertFormat = true
	require.NoError(t, compiler.AddResource("mem://control.json", bytes.NewReader(description)))
	schema, err := compiler.Compile("mem://control.json#" + place)
	require.NoError(t, err)
	schemasOfControl.Store(place, schema)
	return schema
}

// asDescribed requires that a response of the control interface conforms to its own description:
// status code, content type and body. Every test that uses the control interface calls this.
func asDescribed(t *testing.T, s *mock.Server, method, path string, a answer) {
	t.Helper()
	path, _, _ = strings.Cut(path, "?")
	if !strings.HasPrefix(path, "/_ringer/") || strings.HasPrefix(path, "/_ringer/s/") || method == http.MethodHead {
		return
	}
	if strings.HasPrefix(a.Header.Get("Content-Type"), "application/") {
		camelCased(t, path, a.Text)
	}
	text := s.Mock.ControlDescription()
	d := decode[described](t, string(text))
	template := d.templateOf(path)
	operation, known := d.Paths[template][strings.ToLower(method)]
	if !known {
		require.GreaterOrEqual(t, a.StatusCode, 400, "%s %s is served and not described", method, path)
		fits(t, schemaOf(t, text, "components", "schemas", "Problem"), a.Text)
		return
	}
	status := strconv.Itoa(a.StatusCode)
	if _, named := operation.Responses[status]; !named {
		require.GreaterOrEqual(t, a.StatusCode, 400, "%s %s: a status that is not described", method, path)
		require.Equal(t, a.Header.Get("Ringer-Problem"), decode[mock.Problem](t, a.Text).Type)
		status = "default"
	}
	if a.StatusCode == http.StatusNoContent {
		require.Empty(t, operation.Responses[status].Content)
		require.Empty(t, a.Text)
		return
	}
	media := a.Header.Get("Content-Type")
	require.Contains(t, operation.Responses[status].Content, media, "%s %s", method, path)
	if media == "image/svg+xml" {
		return // a drawing, which has tests of its own
	}
	fits(t, schemaOf(t, text, "paths", template, strings.ToLower(method),
		"responses", status, "content", media, "schema"), a.Text)
	if operation.Responses[status].Headers["Location"] != nil {
		assert.True(t, strings.HasPrefix(a.Header.Get("Location"), path+"/"), "%s %s: Location", method, path)
	}
}

// templateOf returns the described path that matches a path, or "".
func (d *described) templateOf(path string) string {
	best := ""
	for template := range d.Paths {
		if matches(template, path) && (best == "" || strings.Count(template, "{") < strings.Count(best, "{")) {
			best = template
		}
	}
	return best
}

func matches(template, path string) bool {
	want, got := strings.Split(template, "/"), strings.Split(path, "/")
	if len(want) != len(got) {
		return false
	}
	for i := range want {
		if want[i] != got[i] && (!strings.HasPrefix(want[i], "{") || got[i] == "") {
			return false
		}
	}
	return true
}

func fits(t *testing.T, schema *jsonschema.Schema, text string) {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	var v any
	require.NoError(t, d.Decode(&v), text)
	assert.NoError(t, schema.Validate(v), text)
}
