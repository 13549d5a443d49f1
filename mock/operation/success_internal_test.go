package operation

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestSetAt(t *testing.T) {
	t.Parallel()
	for at, want := range map[string]string{
		"/job":         `{"job":{"id":1},"list":[{"job":0,"n":2},{"job":0}]}`,
		"/list/-":      `{"job":0,"list":[{"id":1}]}`,
		"/list/-/job":  `{"job":0,"list":[{"job":{"id":1},"n":2}]}`,
		"/-":           `[{"id":1}]`,
		"/other/-/job": `{"job":0,"list":[{"job":0,"n":2},{"job":0}],"other":[{"job":{"id":1}}]}`,
	} {
		got, err := setAt([]byte(`{"job":0,"list":[{"job":0,"n":2},{"job":0}]}`), at, []byte(`{"id":1}`))
		require.NoError(t, err, at)
		assert.JSONEq(t, want, string(got), at)
	}
}
