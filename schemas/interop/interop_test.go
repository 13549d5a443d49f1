// Package interop_test shows that tools independent of this project can read its
// descriptions: the files as they are, the bundle, and the description of the control
// interface. It is a package of its own so that the tests of schemas, above all the fuzz
// tests, are built without those tools.
package interop_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/santhosh-tekuri/jsonschema/v5"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/schemas"
)

func TestJSONSchemaToolsReadTheFiles(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../*.schema.json")
	require.NoError(t, err)
	c := jsonschema.NewCompiler()
	const base = "https://github.com/ringer-api/ringer/schemas/"
	for _, file := range files {
		f, err := os.Open(file)
		require.NoError(t, err)
		require.NoError(t, c.AddResource(base+filepath.Base(file), f))
		require.NoError(t, f.Close())
	}
	for _, file := range files {
		_, err := c.Compile(base + filepath.Base(file))
		assert.NoError(t, err, file)
	}
}

func TestOpenAPIToolsReadTheBundle(t *testing.T) {
	t.Parallel()
	document, err := openapi3.NewLoader().LoadFromData(schemas.Default().OpenAPI())
	require.NoError(t, err)
	checkModel(t, document)
}

func TestOpenAPIToolsReadTheFiles(t *testing.T) {
	t.Parallel()
	loader := openapi3.NewLoader()
	loader.IsExternalRefsAllowed = true
	document, err := loader.LoadFromFile("../openapi.json")
	require.NoError(t, err)
	checkModel(t, document)
}

func TestOpenAPIToolsReadTheControlInterface(t *testing.T) {
	t.Parallel()
	m, err := mock.New(mock.Config{})
	require.NoError(t, err)
	defer m.Close()
	document, err := openapi3.NewLoader().LoadFromData(m.ControlDescription())
	require.NoError(t, err)
	require.NoError(t, document.Validate(t.Context()))
	assert.Greater(t, document.Paths.Len(), 20)
}

// checkModel requires that the references of the list's response resolve.
func checkModel(t *testing.T, document *openapi3.T) {
	t.Helper()
	assert.Equal(t, 3, document.Paths.Len())
	for _, item := range document.Paths.Map() {
		if item.Get == nil || item.Get.OperationID != schemas.List {
			continue
		}
		list := item.Get.Responses.Status(200).Value.Content["application/json"].Schema.Value
		record := list.Items.Value
		assert.Len(t, record.Properties, 17)
		for name, property := range record.Properties {
			assert.NotNil(t, property.Value, name)
		}
		return
	}
	t.Fatal("the document has no operation that lists executions")
}
