package fault_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock/fault"
	"github.com/ringer-api/ringer/schemas/yaml"
)

func TestEveryKindDescribesItself(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, k := range fault.Kinds() {
		t.Run(k.Name, func(t *testing.T) {
			assert.False(t, seen[k.Name], "listed twice")
			seen[k.Name] = true
			assert.NotEmpty(t, k.Sentence)
			for _, p := range k.Parameters {
				assert.NotEmpty(t, p.Sentence, p.Name)
				assert.NotEmpty(t, p.Type, p.Name)
			}

			example, err := yaml.Parse(t.Context(), []byte(k.Example),
				yaml.Bounds{Bytes: 1 << 10, Depth: 5, Values: 100, Time: time.Minute})
			require.NoError(t, err)
			f, err := fault.Parse(example.AppendJSON(nil))
			require.NoError(t, err)
			again, err := fault.ParseShort(f.String())
			require.NoError(t, err)
			assert.Equal(t, f, again, "its text %q means the same", f)

			f, err = fault.ParseShort(k.Short)
			require.NoError(t, err)
			assert.Equal(t, k.Short, f.String(), "the short example is in its shortest form")
		})
	}
}

func TestDefaultsAreTheDocumentedOnes(t *testing.T) {
	t.Parallel()
	for _, k := range fault.Kinds() {
		t.Run(k.Name, func(t *testing.T) {
			t.Parallel()
			bare, err := fault.ParseShort(k.Name)
			require.NoError(t, err)
			written := map[string]any{"kind": k.Name}
			for _, p := range k.Parameters {
				switch p.Type {
				case "pointer":
				case "number", "502, 503 or 504":
					if p.Default != "" && p.Name != "size" {
						written[p.Name] = json.Number(p.Default)
					}
				default:
					if p.Default != "" {
						written[p.Name] = p.Default
					}
				}
			}
			raw, err := json.Marshal(written)
			require.NoError(t, err)
			full, err := fault.Parse(raw)
			require.NoError(t, err)
			assert.Equal(t, bare, full)
		})
	}
}

func TestEveryKindTakesTheModifiers(t *testing.T) {
	t.Parallel()
	for _, k := range fault.Kinds() {
		for _, m := range fault.Modifiers() {
			f, err := fault.ParseShort(k.Name + ":" + m.Name + "=" + m.Default)
			require.NoError(t, err)
			assert.Equal(t, parse(t, k.Name), f, "the default of %s changes nothing", m.Name)
		}
	}
}
