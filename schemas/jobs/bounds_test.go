package jobs_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
)

func described(t testing.TB, document string) *schemas.Description {
	t.Helper()
	d, err := schemas.Load(fstest.MapFS{"a.json": {Data: []byte(document)}}, "a.json")
	require.NoError(t, err)
	return d
}

// hostile are small descriptions with large effects.
func hostile() map[string]string {
	head := `{"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":`
	path := func(schema string) string {
		answer := `{"200":{"description":"","content":{"application/json":{"schema":` + schema + `}}}}`
		return `{"/a":{"post":{"responses":` + answer + `},"get":{"responses":` + answer + `}},"/a/{id}":{"get":{"responses":` + answer + `}}}`
	}
	deep := strings.Repeat(`{"type":"object","properties":{"status":`, 200) + `{"enum":["queued","done"]}` + strings.Repeat(`}}`, 200)
	var explodes strings.Builder
	for i := range 30 {
		var props []string
		for j := range 20 {
			props = append(props, fmt.Sprintf(`"p%d":{"$ref":"#/components/schemas/T%d"}`, j, (i+j+1)%30))
		}
		fmt.Fprintf(&explodes, `%s"T%d":{"type":"object","properties":{%s}}`, map[bool]string{true: ",", false: ""}[i > 0], i, strings.Join(props, ","))
	}
	words := strings.Repeat(`"queued_and_more","running_or_not",`, 20_000)
	var many []string
	for i := range 3_000 {
		many = append(many, fmt.Sprintf(`"/r%d/{id}":{"get":{"responses":{"200":{"description":"","content":{"application/json":{"schema":{"$ref":"#/components/schemas/J"}}}}}}}`, i))
	}
	job := `{"type":"object","properties":{"id":{"type":"string"},"status":{"enum":["queued","running","done","failed"]}}}`
	return map[string]string{
		"holds itself":   head + path(`{"$ref":"#/components/schemas/A"}`) + `,"components":{"schemas":{"A":{"type":"object","properties":{"status":{"$ref":"#/components/schemas/A"},"items":{"type":"array","items":{"$ref":"#/components/schemas/A"}}}}}}}`,
		"is itself":      head + path(`{"$ref":"#/components/schemas/A"}`) + `,"components":{"schemas":{"A":{"oneOf":[{"$ref":"#/components/schemas/A"},{"$ref":"#/components/schemas/B"}]},"B":{"anyOf":[{"$ref":"#/components/schemas/A"},` + job + `]}}}}`,
		"list of itself": head + path(`{"$ref":"#/components/schemas/A"}`) + `,"components":{"schemas":{"A":{"type":"array","items":{"$ref":"#/components/schemas/A"}}}}}`,
		"deep":           head + path(deep) + `}`,
		"explodes":       head + path(`{"$ref":"#/components/schemas/T0"}`) + `,"components":{"schemas":{` + explodes.String() + `}}}`,
		"many words":     head + path(`{"type":"object","properties":{"status":{"enum":[`+words+`"done"]}}}`) + `}`,
		"many paths":     head + `{` + strings.Join(many, ",") + `},"components":{"schemas":{"J":` + job + `}}}`,
		"long text":      head + path(`{"type":"object","properties":{"status":{"type":"string","description":"one of `+strings.Repeat("queued, ", 100_000)+`"}}}`) + `}`,
	}
}

func TestHostileDescriptionsTakeLittle(t *testing.T) {
	t.Parallel()
	for name, document := range hostile() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := described(t, document)
			begun := time.Now()
			m := jobs.Infer(d)
			assert.Less(t, time.Since(begun), 10*time.Second, "a bound holds it, however slow the machine")
			assert.LessOrEqual(t, len(m.Jobs), map[bool]int{true: 3_000, false: 1}[name == "many paths"])
			_ = m.Overlay("t")
		})
	}
}

func BenchmarkInfer(b *testing.B) {
	d := described(b, hostile()["many paths"])
	b.ReportAllocs()
	for b.Loop() {
		jobs.Infer(d)
	}
}

func TestWhatIsBeyondTheBudgetIsNamed(t *testing.T) {
	t.Parallel()
	d := load(t, exports)
	m := jobs.InferWithin(d, 10)
	require.NotEmpty(t, m.Unsure)
	assert.Equal(t, "it has more schemas than ringer examines", m.Unsure[len(m.Unsure)-1].Why)
	assert.Empty(t, jobs.Infer(d).Unsure)
}
