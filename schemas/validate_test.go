package schemas_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/schemas"
)

const minimal = `"job_name":"eval_dataset_job","partitions":{},"status":"PENDING"`

func record(more string) string { return "{" + minimal + more + "}" }

func lines(found []schemas.Violation) (out []string) {
	for _, v := range found {
		out = append(out, v.String())
	}
	return out
}

func TestValidate(t *testing.T) {
	t.Parallel()
	const params = `,"parameters":{"eval_question_ids":%s,"eval_execution_params":%s}`
	cases := map[string]struct {
		typ, document string
		want          []string
	}{
		"minimal":   {"EvalDatasetJobRecord", record(""), nil},
		"nulls":     {"EvalDatasetJobRecord", record(`,"data":null,"attempts":null,"user_id":null`), nil},
		"open":      {"EvalDatasetJobRecord", record(`,"project_id":7,"":{"":1}`), nil},
		"integer":   {"EvalDatasetJobRecord", record(`,"attempts":1.0`), nil},
		"integer e": {"EvalDatasetJobRecord", record(`,"attempts":-2e2`), nil},
		"big": {"EvalDatasetJobRecord", record(`,"attempts":9007199254740993.0000000000000001`),
			[]string{"/attempts: should be an integer or null, but is 9007199254740993.0000000000000001"}},
		"fraction": {"EvalDatasetJobRecord", record(`,"attempts":1.5`),
			[]string{"/attempts: should be an integer or null, but is 1.5"}},
		"no object": {"EvalDatasetJobRecord", `[]`, []string{"should be an object, but is an empty array"}},
		"each missing property is one": {"EvalDatasetJobRecord", `{"status":"ERROR"}`, []string{
			`the required property "job_name" is missing`,
			`the required property "partitions" is missing`}},
		"const and enum are one": {"EvalDatasetJobRecord",
			`{"job_name":"x","partitions":{},"status":"PENDING"}`,
			[]string{`/job_name: should be "eval_dataset_job", but is "x"`}},
		"enum": {"StatusEnum", `"DONE"`, []string{
			`should be one of "PENDING", "SUCCESS", "ERROR", "PARTIAL_SUCCESS", but is "DONE"`}},
		"null where none may be": {"EvalDatasetJobRecord", record(`,"created_at":null`),
			[]string{"/created_at: should be a string, but is null"}},
		"format beside null": {"EvalDatasetJobRecord", record(`,"session_id":"abc"`), []string{
			`/session_id: should be a UUID (hex digits in groups of 8-4-4-4-12) or null, but is "abc"`}},
		"type beside null": {"EvalDatasetJobRecord", record(`,"session_id":5`),
			[]string{"/session_id: should be a string or null, but is 5"}},
		"time": {"EvalDatasetJobRecord", record(`,"created_at":"2024-07-29T15:51:28.071000"`), []string{
			`/created_at: should be an RFC 3339 date-time (such as 2024-10-01T12:00:00Z), ` +
				`but is "2024-07-29T15:51:28.071000"`}},
		"deep, in order of the pointers": {"EvalDatasetJobRecord",
			record(fmt.Sprintf(params, `["a","`+strings.Repeat(`3fa85f64-5717-4562-b3fc-2c963f66afa6","`, 10)+
				`b",3]`, `{"llm_model":"GPT"}`)),
			[]string{
				`/parameters/eval_execution_params/llm_model: should be one of "GPT_3_5_TURBO", "GPT_4", ` +
					`"GPT_4_TURBO", "GPT_4O", "GPT_4O_MINI", "AZURE_OPENAI", but is "GPT"`,
				`/parameters/eval_question_ids/0: should be a UUID (hex digits in groups of 8-4-4-4-12), but is "a"`,
				`/parameters/eval_question_ids/11: should be a UUID (hex digits in groups of 8-4-4-4-12), but is "b"`,
				`/parameters/eval_question_ids/12: should be a string, but is 3`,
			}},
		"any string will do": {"EvalDatasetJobRecord", strings.Replace(record(""), "{}", `{"a":"b"}`, 1), nil},
		"two branches, one story": {"EvalDatasetJobRecord",
			strings.Replace(record(""), "{}", `{"a/b~":5}`, 1),
			[]string{"/partitions/a~1b~0: should be a string, but is 5"}},
		"string or integer": {"ValidationError", `{"loc":["body",0,true],"msg":"","type":""}`,
			[]string{"/loc/2: should be a string or an integer, but is true"}},
		"the branch of the same type was meant": {"TextNode",
			`{"relationships":{"1":{"hash":5},"2":[{"node_id":"x"},{"node_id":7}],"3":null}}`,
			[]string{
				`/relationships/1: the required property "node_id" is missing`,
				`/relationships/1/hash: should be a string or null, but is 5`,
				`/relationships/2/1/node_id: should be a string, but is 7`,
				`/relationships/3: should be an object or an array, but is null`,
			}},
		"an empty name": {"EvalDatasetJobRecord", strings.Replace(record(""), "{}", `{"":5}`, 1),
			[]string{"/partitions/: should be a string, but is 5"}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			assert.Equal(t, c.want, lines(schema(t, c.typ).Validate([]byte(c.document))))
		})
	}
}

func TestViolationIsFilled(t *testing.T) {
	t.Parallel()
	document := "{" + minimal + ",\n  \"é\": 1, \"started_at\": \"x\"}"
	found := schema(t, "EvalDatasetJobRecord").Validate([]byte(document))
	require.Len(t, found, 1)
	assert.Equal(t, schemas.Violation{
		Pointer: "/started_at", Keyword: "format", KeywordPath: "/properties/started_at/anyOf/0/format",
		Expected: "an RFC 3339 date-time (such as 2024-10-01T12:00:00Z) or null", Found: `"x"`,
		Sentence: "should be an RFC 3339 date-time (such as 2024-10-01T12:00:00Z) or null, but is \"x\"",
		Source:   "EvalDatasetJobRecord.schema.json:224",
		At:       &schemas.Position{Line: 2, Column: 25, Offset: int64(strings.Index(document, `"x"`))},
	}, found[0])
}

func TestManyViolations(t *testing.T) {
	t.Parallel()
	ids := strings.TrimSuffix(strings.Repeat(`"x",`, 250), ",")
	found := schema(t, "EvalExecutionCreate").Validate([]byte(`{"eval_question_ids":[` + ids + `]}`))
	require.Len(t, found, schemas.MaxViolations+1)
	last := found[schemas.MaxViolations]
	assert.Equal(t, schemas.More, last.Keyword)
	assert.Equal(t, "and 150 more violations", last.Sentence)
	assert.Equal(t, "/eval_question_ids/99", found[99].Pointer)
}

func TestOrderIsFixed(t *testing.T) {
	t.Parallel()
	document := []byte(`{"status":1,"id":1,"data":1,"user_id":1,"attempts":"","partitions":{"a":1,"b":2}}`)
	s := schema(t, "EvalDatasetJobRecord")
	want := s.Validate(document)
	for range 50 {
		require.Equal(t, want, s.Validate(document))
	}
}

func TestValidateInParallel(t *testing.T) {
	t.Parallel()
	s := schema(t, "EvalDatasetJobRecord")
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			assert.Empty(t, s.Validate([]byte(record(""))))
			assert.Len(t, s.Validate([]byte(`{}`)), 3)
		})
	}
	group.Wait()
}
