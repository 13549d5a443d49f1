// Package interop_test shows that tools which know nothing of this project read
// its description: the files as they are, and the bundle. It stands apart so
// that the tests of schemas, fuzzing above all, are built without those tools.
package interop_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/pb33f/libopenapi"
	"github.com/pb33f/libopenapi/datamodel"
	"github.com/santhosh-tekuri/jsonschema/v5"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

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
	document, err := libopenapi.NewDocument(schemas.Default().OpenAPI())
	require.NoError(t, err)
	checkModel(t, document)

	loader := openapi3.NewLoader()
	_, err = loader.LoadFromData(schemas.Default().OpenAPI())
	require.NoError(t, err)
}

func TestOpenAPIToolsReadTheFiles(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("../openapi.json")
	require.NoError(t, err)
	here, err := filepath.Abs("..")
	require.NoError(t, err)
	document, err := libopenapi.NewDocumentWithConfiguration(data, &datamodel.DocumentConfiguration{
		BasePath: here, AllowFileReferences: true,
	})
	require.NoError(t, err)
	checkModel(t, document)

	loader := openapi3.NewLoader()
	loader.IsExternalRefsAllowed = true
	_, err = loader.LoadFromFile("../openapi.json")
	require.NoError(t, err)
}

func checkModel(t *testing.T, document libopenapi.Document) {
	t.Helper()
	model, err := document.BuildV3Model()
	require.NoError(t, err)
	assert.Equal(t, 3, model.Model.Paths.PathItems.Len())
	record := model.Model.Components.Schemas.GetOrZero("EvalDatasetJobRecord").Schema()
	require.NotNil(t, record)
	assert.Equal(t, 17, record.Properties.Len())
	for pair := record.Properties.First(); pair != nil; pair = pair.Next() {
		assert.NotNil(t, pair.Value().Schema(), pair.Key())
	}
}
