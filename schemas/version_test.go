package schemas_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/schemas"
)

// otherVersion is our own description after some replacements.
func otherVersion(t *testing.T, replace ...string) *schemas.Description {
	t.Helper()
	text := strings.NewReplacer(replace...).Replace(string(schemas.Default().OpenAPI()))
	d, err := schemas.Load(fstest.MapFS{"new.json": {Data: []byte(text)}}, "new.json")
	require.NoError(t, err)
	return d
}

// A service has operations with other ids, among many more.
func TestVersionIsReadUnderTheKnownIDs(t *testing.T) {
	t.Parallel()
	d := otherVersion(t,
		`"operationId":"list"`, `"operationId":"get_executions_api_v1"`,
		`"operationId":"get"`, `"operationId":"list"`,
		`"paths":{`, `"paths":{"/health":{"get":{"operationId":"health","responses":{}}},`)
	require.NotNil(t, d.Operation("health"))

	version, err := d.Version(schemas.Default())
	require.NoError(t, err)
	require.Len(t, version.Operations(), len(schemas.Default().Operations()))
	for i, known := range schemas.Default().Operations() {
		o := version.Operations()[i]
		assert.Equal(t, []string{known.ID, known.Method, known.Path}, []string{o.ID, o.Method, o.Path})
		assert.Contains(t, o.Source, "new.json")
	}
	assert.NotNil(t, d.Operation("health"), "the description itself stays as it was")
}

func TestVersionNamesWhatIsMissing(t *testing.T) {
	t.Parallel()
	_, err := otherVersion(t, "/execute/result", "/execute/results").Version(schemas.Default())
	require.EqualError(t, err, "it has no operation "+
		"GET /api/v1/pipelines/{pipeline_id}/eval-datasets/{eval_dataset_id}/execute/result; the nearest is "+
		"GET /api/v1/pipelines/{pipeline_id}/eval-datasets/{eval_dataset_id}/execute/results")

	const other = `{"openapi":"3.1.0","info":{"title":"x","version":"1"},"paths":{"/a":{"get":{"responses":{}}}}}`
	d, err := schemas.Load(folder("o.json", other), "o.json")
	require.NoError(t, err)
	_, err = d.Version(schemas.Default())
	require.ErrorContains(t, err, "/execute; none of its 1 operations is similar")
}
