package schemas

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The strict reader rejects such numbers; if one ever got through, the library's panic
// would become a violation.
func TestAPanicOfTheLibraryIsAViolation(t *testing.T) {
	t.Parallel()
	s, err := Default().Schema("EvalDatasetJobRecord")
	require.NoError(t, err)
	found := s.judge(map[string]any{
		"job_name": "eval_dataset_job", "partitions": map[string]any{}, "status": "PENDING",
		"attempts": json.Number("1e10000000"),
	})
	require.Len(t, found, 1)
	assert.Equal(t, Syntax, found[0].Keyword)
	assert.Contains(t, found[0].Sentence, "could not be validated")
}

// The library reads nothing but the description.
func TestTheEngineOpensNothing(t *testing.T) {
	t.Parallel()
	for _, ref := range []string{"file:///etc/hostname", "http://127.0.0.1/x.json", "mem:///7"} {
		b := newBench(newEngines(nil).open)
		require.NoError(t, b.compiler.AddResource("mem:///0", strings.NewReader(`{"$ref":"`+ref+`"}`)))
		_, err := b.compile(nil, "mem:///0")
		require.Error(t, err)
		assert.Contains(t, err.Error(), "is outside the description")
	}
}
