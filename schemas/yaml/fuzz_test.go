package yaml_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/schemas/yaml"
)

// FuzzParse looks for a document that panics, takes disproportionate time, has a node
// without a position, or cannot be written as JSON.
func FuzzParse(f *testing.F) {
	for _, o := range odd {
		f.Add(o.start + o.again + o.again + o.end)
	}
	f.Fuzz(func(t *testing.T, text string) {
		begun := time.Now()
		root, err := yaml.Parse(t.Context(), []byte(text), ample)
		assert.Less(t, time.Since(begun), 2*time.Second, "%d bytes", len(text))
		if err != nil {
			var wrong *yaml.Error
			require.ErrorAs(t, err, &wrong)
			return
		}
		if root == nil {
			return
		}
		assert.True(t, json.Valid(root.AppendJSON(nil)))
		checkPlaces(t, root)
	})
}

func checkPlaces(t *testing.T, n *yaml.Node) {
	require.Positive(t, n.Line)
	require.Positive(t, n.Column)
	for _, item := range n.Items {
		checkPlaces(t, item)
	}
	for _, m := range n.Members {
		require.Positive(t, m.Line)
		checkPlaces(t, m.Value)
	}
}
