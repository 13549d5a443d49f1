package schemas_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/schemas"
)

const recordList = "EvalDatasetJobRecord[]"

// listOf is a list of n records, each on its own line.
func listOf(n int, record func(int) string) string {
	var b strings.Builder
	b.WriteString("[\n ")
	for i := range n {
		if i > 0 {
			b.WriteString(",\n  ")
		}
		b.WriteString(record(i))
	}
	b.WriteString("\n]\n")
	return b.String()
}

// TestInspectSaysWhatValidateSays for any document, without limits.
func TestInspectSaysWhatValidateSays(t *testing.T) {
	t.Parallel()
	good := func(int) string { return record("") }
	documents := map[string]string{
		"empty": "[]", "good": listOf(3, good), "no-list": "{}", "text": `"x"`, "null": "null", "nothing": "",
		"html": "<html>", "mark": "\xef\xbb\xbf[]", "cut": listOf(3, good)[:40], "trailing": "[] []", "comma": "[{},]",
		"twice": `[` + record("") + `,{"a":1,"a":2}]`, "bad-utf8": "[\"\xff\"]", "deep": strings.Repeat("[", 2000),
		"big-number": "[1e10000000]", "wrong": listOf(5, func(i int) string { return fmt.Sprintf(`{"status":%d}`, i) }),
		"many":       listOf(200, func(int) string { return `{"a":1}` }),
		"some":       listOf(9, func(i int) string { return record(fmt.Sprintf(`,"attempts":%d.%d`, i, i%2*5)) }),
		"empty-name": `[` + record(`,"":{"":[{"":1}]}`) + `]`, "mixed": `[1,"x",null,[],` + record("") + `]`,
	}
	for name, text := range documents {
		for _, typ := range []string{recordList, "EvalQuestionResult[]", "EvalDatasetJobRecord", "HTTPValidationError"} {
			t.Run(name+" as "+typ, func(t *testing.T) {
				t.Parallel()
				s := schema(t, typ)
				got := s.Inspect(t.Context(), []byte(text), schemas.Bounds{})
				assert.Equal(t, s.Validate([]byte(text)), got.Violations)
				assert.Empty(t, got.Left)
				assert.Equal(t, got.Of, got.Judged)
			})
		}
	}
}

// TestInspectSaysWhatValidateSaysOfSpoiledLists, whatever byte is changed.
func TestInspectSaysWhatValidateSaysOfSpoiledLists(t *testing.T) {
	t.Parallel()
	s, chance := schema(t, recordList), rand.New(rand.NewPCG(1, 2))
	text := listOf(4, func(i int) string { return record(fmt.Sprintf(`,"attempts":%d,"data":{"é":[1,{}]}`, i)) })
	for range 2000 {
		spoiled := []byte(text)
		for range 1 + chance.IntN(2) {
			spoiled[chance.IntN(len(spoiled))] = `{}[]",:x0 `[chance.IntN(10)]
		}
		require.Equal(t, s.Validate(spoiled), s.Inspect(t.Context(), spoiled, schemas.Bounds{}).Violations, "%s", spoiled)
	}
}

func TestInspectGivesTheValue(t *testing.T) {
	t.Parallel()
	got := schema(t, recordList).Inspect(t.Context(), []byte(`[`+record(`,"":{"":1}`)+`,{"a":[]}]`), schemas.Bounds{})
	list, ok := got.Value.([]any)
	require.True(t, ok)
	assert.Contains(t, list[0], "")
	assert.NotContains(t, list[0], "\x00empty")
	assert.Equal(t, map[string]any{"a": []any{}}, list[1])
	assert.Equal(t, map[int][]schemas.BrokenPlace{1: {
		{Missing: "job_name"}, {Missing: "partitions"}, {Missing: "status"},
	}}, got.Broken)
}

// TestInspectOfManyMistakes names what contains them, so that the rest can be relied on.
func TestInspectOfManyMistakes(t *testing.T) {
	t.Parallel()
	params := func(ids, more string) string {
		return `,"parameters":{"eval_question_ids":[` + ids + `],"eval_execution_params":{"llm_model":"GPT_4O","qa_prompt_tmpl":"a"}}` + more
	}
	many := strings.Repeat(`"q",`, 150) + `"q"`
	for name, c := range map[string]struct {
		text, schema string
		want         []schemas.BrokenPlace
	}{
		"few": {`[` + record(params(`"q"`, "")) + `]`, recordList, []schemas.BrokenPlace{
			{Pointer: "/parameters/eval_question_ids/0"}}},
		"many in a list": {`[` + record(params(many, `,"attempts":"x"`)) + `]`, recordList, []schemas.BrokenPlace{
			{Pointer: "/attempts"}, {Pointer: "/parameters/eval_question_ids"}}},
		"many in one": {record(params(many, `,"attempts":"x"`)), strings.TrimSuffix(recordList, "[]"), []schemas.BrokenPlace{
			{Pointer: "/attempts"}, {Pointer: "/parameters/eval_question_ids"}}},
		"many problems": {`{"detail":[` + strings.Repeat(`{"loc":[],"msg":1,"type":2},`, 150) + `7]}`, "HTTPValidationError",
			[]schemas.BrokenPlace{{Pointer: "/detail"}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := schema(t, c.schema).Inspect(t.Context(), []byte(c.text), schemas.Bounds{}).Broken[0]
			assert.ElementsMatch(t, c.want, got)
		})
	}
}

// TestInspectKeepsItsBounds and reports what was not validated.
func TestInspectKeepsItsBounds(t *testing.T) {
	t.Parallel()
	tiny := func(int) string { return `{"a":1}` }
	large := record(`,"data":[` + strings.Repeat("1,", 500) + `1]`)
	cases := map[string]struct {
		text   string
		bounds schemas.Bounds
		judged int
		of     int
		left   string
		said   string // of the last violation
	}{
		"memory": {listOf(1000, func(int) string { return record("") }), schemas.Bounds{Memory: 100_000}, 200, 1000, "more memory", ""},
		"values": {`[` + record("") + `,` + large + `,{"a":1}]`, schemas.Bounds{Values: 100}, 2, 3, "more values",
			`/2: the required property "status" is missing`},
		"one":    {large, schemas.Bounds{Values: 100}, 0, 1, "more values", ""},
		"broken": {listOf(1000, tiny), schemas.Bounds{Broken: 50}, 51, 1000, "more broken records", "and at least 53 more violations"},
		"cut":    {listOf(1000, tiny)[:4000], schemas.Bounds{Broken: 50}, 1, 1, "", "/363/a: the text is cut off in the middle of a value"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			typ := recordList
			if name == "one" {
				typ = "EvalDatasetJobRecord"
			}
			got := schema(t, typ).Inspect(t.Context(), []byte(c.text), c.bounds)
			assert.InDelta(t, c.judged, got.Judged, float64(c.judged)/2)
			assert.Equal(t, c.of, got.Of)
			assert.Contains(t, got.Left, c.left)
			if c.said == "" {
				assert.Empty(t, got.Violations)
				return
			}
			require.NotEmpty(t, got.Violations)
			assert.Equal(t, c.said, got.Violations[len(got.Violations)-1].String())
		})
	}
}

// TestInspectEndsWithItsContext, long before the document does.
func TestInspectEndsWithItsContext(t *testing.T) {
	t.Parallel()
	text := []byte(listOf(1_000_000, func(int) string { return `{"a":1}` }))
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	began := time.Now()
	got := schema(t, recordList).Inspect(ctx, text, schemas.Bounds{})
	assert.Less(t, time.Since(began), 2*time.Second)
	assert.Contains(t, got.Left, "the time limit")
	assert.Less(t, got.Judged, 1_000_000)
	assert.Contains(t, got.Violations[len(got.Violations)-1].Sentence, "at least")
}
