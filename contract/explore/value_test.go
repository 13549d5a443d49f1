package explore

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/schemas"
)

// TestWrongValuesBreakTheirSchema makes the wrong values of parameters of every kind.
func TestWrongValuesBreakTheirSchema(t *testing.T) {
	t.Parallel()
	for schema, want := range map[string][]string{
		`{type: integer}`:                            {"abc", "1.5"},
		`{type: integer, minimum: 1, maximum: 9}`:    {"abc", "1.5", "0", "10"},
		`{type: boolean}`:                            {"perhaps"},
		`{type: string}`:                             nil,
		`{type: string, enum: [a, b]}`:               {"ringer-no-such-value"},
		`{type: string, maxLength: 3}`:               {"aaaa"},
		`{type: string, format: uuid}`:               {"not-a-uuid", "3fa85f64-5717-4562-b3fc-2c963f66afa"},
		`{type: string, format: date-time}`:          {"not-a-date"},
		`{anyOf: [{type: integer}, {type: string}]}`: nil,
		`{type: array, items: {type: integer}}`:      nil,
	} {
		p := parameterOf(t, schema)
		var got []string
		for _, w := range wrongValues(p) {
			got = append(got, w.text)
			assert.NotEmpty(t, whyWrong(p, w))
		}
		assert.Equal(t, want, got, schema)
	}
}

// TestInventedValuesKeepTheirSchema makes values where the service has shown none.
func TestInventedValuesKeepTheirSchema(t *testing.T) {
	t.Parallel()
	for _, schema := range []string{
		`{type: integer}`, `{type: integer, minimum: 7}`, `{type: boolean}`, `{type: string}`, `{type: string, minLength: 40}`,
		`{type: string, maxLength: 4}`, `{type: string, enum: [x, y]}`, `{type: string, example: like-this}`, `{type: string, format: uuid}`,
	} {
		p := parameterOf(t, schema)
		assert.True(t, valid(p, invented(p)), "%s: %s", schema, invented(p))
	}
}

func parameterOf(t *testing.T, schema string) schemas.Parameter {
	t.Helper()
	text := "openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths:\n  /a:\n    get:\n      parameters: [{name: p, in: query, schema: " + schema + "}]\n" +
		"      responses: {'200': {description: ok}}\n"
	d, err := schemas.Load(fstest.MapFS{"a.yaml": {Data: []byte(text)}}, "a.yaml")
	require.NoError(t, err)
	return d.Operations()[0].Parameters[0]
}
