package fault_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock/fault"
)

// TestBreachChangesThisAndNothingElse lists the one part of the body that each fault may
// replace, and its replacement.
func TestBreachChangesThisAndNothingElse(t *testing.T) {
	t.Parallel()
	const odd = "[ {\"a\" : \"x\\u00e9\" ,\n \"n\":1.50, \"id\":\"3fa85f64-5717-4562-b3fc-2c963f66afa6\" , " +
		"\"at\":\"2024-10-01T12:00:00.5Z\",\"s\":\"PENDING\",\"o\":{\"k/~\":[1, {\"z\":true}]},\"e\":null } ]\n"
	for text, c := range map[string]struct{ old, by string }{
		"drop-field:/0/a":                  {"\"a\" : \"x\\u00e9\" ,\n ", ""},
		"drop-field:/0/n":                  {`"n":1.50, `, ""},
		"drop-field:/0/e":                  {`,"e":null`, ""},
		"drop-field:/0/o":                  {`"o":{"k/~":[1, {"z":true}]},`, ""},
		"drop-field:/0/o/k~1~0":            {`"k/~":[1, {"z":true}]`, ""},
		"drop-field:/0/o/k~1~0/1/z":        {`"z":true`, ""},
		"null:/0/s":                        {`"PENDING"`, "null"},
		"null:/last/o":                     {`{"k/~":[1, {"z":true}]}`, "null"},
		"wrong-type:/0/s":                  {`"PENDING"`, "42"},
		"wrong-type:/0/n":                  {`1.50`, `"1.50"`},
		"wrong-type:/random/o":             {`{"k/~":[1, {"z":true}]}`, "[]"},
		"wrong-type:/0/o/k~1~0":            {`[1, {"z":true}]`, "{}"},
		"wrong-type:/0/o/k~1~0/1/z":        {`true`, `"true"`},
		"wrong-type:/0/e":                  {`null`, `[]`},
		"bad-enum:/0/s":                    {"PENDING", "NOT_A_MEMBER"},
		"bad-enum:/0/s:value=CANC%22ELLED": {"PENDING", `CANC\"ELLED`},
		"bad-enum:/0/*":                    {"PENDING", "NOT_A_MEMBER"},
		"bad-uuid:/0/id":                   {"afa6", "afag"},
		"bad-uuid":                         {"afa6", "afag"},
		"bad-uuid:/0/s":                    {`"PENDING"`, `"no-uuid"`},
		"bad-date-time:/0/at":              {"2024-10-01", "2024-13-01"},
		"bad-date-time":                    {"2024-10-01", "2024-13-01"},
		"bad-date-time:/0/n":               {`1.50`, `"no-date-time"`},
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			require.Equal(t, 1, strings.Count(odd, c.old), "the case is unambiguous")
			a := good(odd)
			outcome := parse(t, text).Apply(a, draw(1))
			require.True(t, outcome.Applied, outcome.Note)
			assert.Equal(t, strings.Replace(odd, c.old, c.by, 1), string(a.Body))
			assert.True(t, json.Valid(a.Body), "it is JSON still")
		})
	}
}

func TestBreachThatDoesNotFitSaysWhy(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, body, why string }{
		"no-such-field":     {"drop-field:/0/nope", body, "the body has no /0/nope"},
		"no-such-record":    {"null:/7/id", body, "the body has no /7/id"},
		"index-is-a-name":   {"null:/first/id", body, "the body has no /first/id"},
		"nothing-fits":      {"bad-date-time", `[{"a":1}]`, "no field that fits"},
		"empty-list":        {"drop-field", `[]`, "no field that fits"},
		"empty-list-random": {"null:/random/id", `[]`, "the body has no /random/id"},
		"empty-list-last":   {"null:/last/id", `[]`, "the body has no /last/id"},
		"below-a-scalar":    {"null:/0/status/x", body, "the body has no"},
		"an-element":        {"drop-field:/0", body, "does not fit /0"},
		"no-json":           {"null", `oops`, "the body is not JSON"},
		"two-values":        {"null", `{"a":1} {"a":1}`, "the body is not JSON"},
		"no-body":           {"null", ``, "the body is not JSON"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := good(c.body)
			outcome := parse(t, c.text).Apply(a, draw(1))
			assert.False(t, outcome.Applied)
			assert.Contains(t, outcome.Note, c.why)
			assert.Equal(t, c.body, string(a.Body))
		})
	}
}

func TestDrawnFieldIsDrawn(t *testing.T) {
	t.Parallel()
	f := parse(t, "null")
	seen := map[string]int{}
	for seed := range uint64(200) {
		a, again := good(body), good(body)
		f.Apply(a, draw(seed))
		outcome := f.Apply(again, draw(seed))
		require.True(t, outcome.Applied)
		require.Equal(t, a.Body, again.Body, "the same draw does the same")
		seen[outcome.Note]++
	}
	for _, place := range []string{"/0/id", "/1/id", "/0/status", "/1/parameters", "/1/parameters/llm_model"} {
		assert.Positive(t, seen["null "+place], place)
	}
	assert.Zero(t, seen["null /0/data"], "it is null already")
}

func TestRecordIsDrawnAmongThoseThatHaveTheField(t *testing.T) {
	t.Parallel()
	for seed := range uint64(20) {
		a := good(`[{"a":1},{"b":2},{"a":3}]`)
		parse(t, "drop-field:/random/b").Apply(a, draw(seed))
		assert.Equal(t, `[{"a":1},{},{"a":3}]`, string(a.Body))
	}
}

func TestSingleExecutionNeedsNoIndex(t *testing.T) {
	t.Parallel()
	a := good(record)
	outcome := parse(t, "bad-uuid").Apply(a, draw(1))
	assert.Equal(t, "bad-uuid /id", outcome.Note)
	assert.Equal(t, strings.Replace(record, "afa6", "afag", 1), string(a.Body))
}

func TestPromisesDecideWhatIsDrawn(t *testing.T) {
	t.Parallel()
	promises := map[string]fault.Documented{
		"/required": {Required: true, Nullable: true},
		"/solid":    {},
		"/id":       {Format: "uuid", Nullable: true},
		"/at":       {Format: "date-time", Nullable: true},
		"/status":   {Enum: []string{"lower", "UPPER"}, Nullable: true},
	}
	const content = `{"required":"X_Y","solid":"X_Y","id":"3fa85f64-5717-4562-b3fc-2c963f66afa6",` +
		`"other":"3fa85f64-5717-4562-b3fc-2c963f66afa6","at":"2024-10-01T12:00:00Z",` +
		`"then":"2024-10-01T12:00:00Z","status":"lower"}`
	for text, want := range map[string]string{
		"drop-field":           "drop-field /required",
		"null":                 "null /solid",
		"bad-uuid":             "bad-uuid /id",
		"bad-date-time":        "bad-date-time /at",
		"bad-enum":             "bad-enum /status",
		"bad-enum:value=UPPER": "bad-enum: the body has no field that fits",
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			for seed := range uint64(20) {
				d := draw(seed)
				d.Documented = func(pointer string) (fault.Documented, bool) {
					p, ok := promises[pointer]
					return p, ok
				}
				assert.Equal(t, want, parse(t, text).Apply(good(content), d).Note)
			}
		})
	}
}
