package schemas_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/schemas"
)

// FuzzRead reads any text as a description. A description that is read can be used: its
// schemas validate, its notes have positions, and it can be written again.
func FuzzRead(f *testing.F) {
	files, err := filepath.Glob("testdata/habits/*.yaml")
	require.NoError(f, err)
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(f, err)
		f.Add(string(text))
	}
	f.Add(tree)
	f.Add(asBody + twice(5, samePropertyTwice) + "}}")
	f.Add(asBody + `{"A0":{"$ref":"#/components/schemas/A0"}}}}`)
	f.Fuzz(func(t *testing.T, text string) {
		start := time.Now()
		d, err := schemas.Load(folder("a.yaml", text), "a.yaml")
		if err != nil {
			return
		}
		for _, name := range d.Types() {
			s, err := d.Schema(name)
			require.NoError(t, err)
			s.Validate([]byte(`{"a":[null,1,"x",{}]}`))
			s.Node().Walk(func(string, *schemas.Node) bool { return true })
			x := s.Definition()
			x.Fields(schemas.DefaultBudget)
			x.Words(schemas.DefaultBudget)
		}
		for _, n := range d.Lint() {
			require.NotZero(t, n.Place.Line, n.Text)
			require.NotEmpty(t, n.Text)
		}
		_, err = d.Plain(d)
		require.NoError(t, err)
		again, err := schemas.Load(folder("b.json", string(d.OpenAPI())), "b.json")
		require.NoError(t, err, "%s", d.OpenAPI())
		require.Len(t, again.Operations(), len(d.Operations()))
		require.Less(t, time.Since(start), 10*time.Second)
	})
}
