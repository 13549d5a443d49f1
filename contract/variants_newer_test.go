package contract_test

import (
	"bytes"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
	"github.com/ringer-api/ringer/schemas"
)

// newer is a later version of the description, which documents CANCELLED.
func newer(t *testing.T) *schemas.Description {
	t.Helper()
	old := []byte(`"PARTIAL_SUCCESS"`)
	document := schemas.Default().OpenAPI()
	require.True(t, bytes.Contains(document, old))
	document = bytes.ReplaceAll(document, old, []byte(`"PARTIAL_SUCCESS","CANCELLED"`))
	d, err := schemas.Load(fstest.MapFS{"openapi.json": {Data: document}}, "openapi.json")
	require.NoError(t, err)
	return d
}

// A service that has moved on keeps its promises by the description that says
// so, and breaks one by the older.
func TestServiceIsJudgedByTheDescriptionOfItsVersion(t *testing.T) {
	t.Parallel()
	h := newHonest()
	withRecord(0, "status", "CANCELLED")(h)
	target := h.target(t)
	report, err := contract.Check(t.Context(), target)
	require.NoError(t, err)
	assert.Equal(t, []string{"schema.body"}, rulesOf(report))

	target.Description = newer(t)
	report, err = contract.Check(t.Context(), target)
	require.NoError(t, err)
	assert.Empty(t, rulesOf(report))
	assert.Equal(t, contract.Passed, report.Verdict)
}

func TestDescriptionOfAnotherAPIIsRefused(t *testing.T) {
	t.Parallel()
	const other = `{"openapi":"3.1.0","info":{"title":"x","version":"1"},"paths":{}}`
	d, err := schemas.Load(fstest.MapFS{"o.json": {Data: []byte(other)}}, "o.json")
	require.NoError(t, err)
	target := newHonest().target(t)
	target.Description = d
	_, err = contract.Check(t.Context(), target)
	var usage *contract.UsageError
	require.ErrorAs(t, err, &usage)
	assert.Equal(t, "Description", usage.Field)
}
