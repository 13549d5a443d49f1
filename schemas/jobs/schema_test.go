package jobs_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v5"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/schemas/jobs"
)

func TestModelsKeepTheirSchema(t *testing.T) {
	t.Parallel()
	compiler := jsonschema.NewCompiler()
	require.NoError(t, compiler.AddResource("jobs", bytes.NewReader(jobs.Schema())))
	schema, err := compiler.Compile("jobs")
	require.NoError(t, err)
	files, err := filepath.Glob("testdata/habits/*.json")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		var model any
		require.NoError(t, json.Unmarshal(text, &model))
		assert.NoError(t, schema.Validate(model), file)
	}
	assert.Error(t, schema.Validate(map[string]any{"jobs": []any{map[string]any{"name": 7}}}))
}
