package generate_test

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/fixtures/scenariofile"
	"github.com/ringer-api/ringer/mock/llamacloud/generate"
	"github.com/ringer-api/ringer/mock/random"
	"github.com/ringer-api/ringer/schemas"
)

func TestGeneratorsAreThoseThatScenariosMayName(t *testing.T) {
	t.Parallel()
	assert.Equal(t, slices.Sorted(slices.Values(scenariofile.Generators)), generate.Generators())
}

func TestEachGeneratorDrawsJSONFromItsChanceAlone(t *testing.T) {
	t.Parallel()
	for _, name := range generate.Generators() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			different := map[string]bool{}
			for seed := range uint64(200) {
				value, err := generate.Value(name, random.Chance(seed, "value"))
				require.NoError(t, err)
				require.Empty(t, schemas.CheckJSON(value), "%s", value)
				again, err := generate.Value(name, random.Chance(seed, "value"))
				require.NoError(t, err)
				assert.Equal(t, value, again)
				different[string(value)] = true
				if name == "long-text" && seed > 5 {
					break
				}
			}
			assert.Greater(t, len(different), 1)
		})
	}
}

func TestValuesAreOfTheirKind(t *testing.T) {
	t.Parallel()
	draw := func(name string, into any) {
		value, err := generate.Value(name, random.Chance(1, name))
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(value, into), "%s: %s", name, value)
	}
	var truth bool
	var whole int64
	var number float64
	var at time.Time
	var long, email string
	draw("boolean", &truth)
	draw("integer", &whole)
	draw("number", &number)
	draw("date-time", &at)
	draw("long-text", &long)
	draw("email", &email)
	assert.Equal(t, 2024, at.Year())
	assert.Greater(t, len(long), 64<<10)
	assert.Contains(t, email, "@example.com")
}

func TestUnknownGeneratorIsNamedWithTheKnown(t *testing.T) {
	t.Parallel()
	_, err := generate.Value("uuids", random.Chance(1))
	require.Error(t, err)
	assert.Contains(t, err.Error(), `unknown generator "uuids"`)
	assert.Contains(t, err.Error(), "unicode, user-id, uuid, word")
}
