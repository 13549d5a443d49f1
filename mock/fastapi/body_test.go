package fastapi_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock/fastapi"
	"github.com/ringer-api/ringer/mock/python"
)

// Parts of the responses below.
const (
	none       = `{"detail":[{"type":"missing","loc":["body"],"msg":"Field required","input":null}]}`
	notObject  = `"msg":"Input should be a valid dictionary or object to extract fields from"`
	notList    = `{"type":"list_type","loc":["body","eval_question_ids"],"msg":"Input should be a valid list"`
	notID      = `"msg":"UUID input should be a string, bytes or UUID object"`
	models     = `'GPT_3_5_TURBO', 'GPT_4', 'GPT_4_TURBO', 'GPT_4O', 'GPT_4O_MINI' or 'AZURE_OPENAI'`
	notModel   = `{"type":"enum","loc":["body","params","llm_model"],"msg":"Input should be ` + models + `"`
	oneOfThem  = `"ctx":{"expected":"` + models + `"}}`
	notText    = `{"type":"string_type","loc":["body","params","qa_prompt_tmpl"],"msg":"Input should be a valid string"`
	shortID    = `invalid length: expected length 32 for simple format, found 3`
	unreadable = `{"detail":"There was an error parsing the body"}`
)

func detail(items string) string { return `{"detail":[` + items + `]}` }

func TestBodyRefused(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, body, answer string }{
		{"empty", ``, none},
		{"null", ` null `, none},
		{"array", `[1]`, detail(`{"type":"model_attributes_type","loc":["body"],` + notObject + `,"input":[1]}`)},
		{"string", `"é"`, detail(`{"type":"model_attributes_type","loc":["body"],` + notObject + `,"input":"é"}`)},
		{"false", `false`, detail(`{"type":"model_attributes_type","loc":["body"],` + notObject + `,"input":false}`)},
		{"ids absent", `{"z": 1.0, "a": {"é": "<&>"}}`, detail(`{"type":"missing","loc":["body","eval_question_ids"],` +
			`"msg":"Field required","input":{"z":1.0,"a":{"é":"<&>"}}}`)},
		{"ids null", `{"eval_question_ids":null}`, detail(notList + `,"input":null}`)},
		{"ids an object", `{"eval_question_ids":{"0":"a"}}`, detail(notList + `,"input":{"0":"a"}}`)},
		{"ids a string", `{"eval_question_ids":"` + question + `"}`, detail(notList + `,"input":"` + question + `"}`)},
		{"id no uuid", `{"eval_question_ids":["` + question + `","abc"]}`, detail(
			`{"type":"uuid_parsing","loc":["body","eval_question_ids",1],"msg":"Input should be a valid UUID, ` +
				shortID + `","input":"abc","ctx":{"error":"` + shortID + `"}}`)},
		{"ids no strings", `{"eval_question_ids":[null,1e5,true,[],{"a":1}]}`, detail(
			`{"type":"uuid_type","loc":["body","eval_question_ids",0],` + notID + `,"input":null},` +
				`{"type":"uuid_type","loc":["body","eval_question_ids",1],` + notID + `,"input":100000.0},` +
				`{"type":"uuid_type","loc":["body","eval_question_ids",2],` + notID + `,"input":true},` +
				`{"type":"uuid_type","loc":["body","eval_question_ids",3],` + notID + `,"input":[]},` +
				`{"type":"uuid_type","loc":["body","eval_question_ids",4],` + notID + `,"input":{"a":1}}`)},
		{"params null", `{"eval_question_ids":[],"params":null}`, detail(
			`{"type":"model_attributes_type","loc":["body","params"],` + notObject + `,"input":null}`)},
		{"params a list", `{"eval_question_ids":[],"params":[]}`, detail(
			`{"type":"model_attributes_type","loc":["body","params"],` + notObject + `,"input":[]}`)},
		{"model unknown", `{"eval_question_ids":[],"params":{"llm_model":"gpt_4"}}`, detail(
			notModel + `,"input":"gpt_4",` + oneOfThem)},
		{"model trimmed", `{"eval_question_ids":[],"params":{"llm_model":"GPT_4 "}}`, detail(
			notModel + `,"input":"GPT_4 ",` + oneOfThem)},
		{"model a number", `{"eval_question_ids":[],"params":{"llm_model":4}}`, detail(
			notModel + `,"input":4,` + oneOfThem)},
		{"prompt a number", `{"eval_question_ids":[],"params":{"qa_prompt_tmpl":-0}}`, detail(notText + `,"input":0}`)},
		{"model order, not text order", `{"params":{"qa_prompt_tmpl":1,"llm_model":""},"eval_question_ids":[1]}`, detail(
			`{"type":"uuid_type","loc":["body","eval_question_ids",0],` + notID + `,"input":1},` +
				notModel + `,"input":"",` + oneOfThem + `,` + notText + `,"input":1}`)},
		{"no json", `{"é": 1,}`, detail(`{"type":"json_invalid","loc":["body",8],"msg":"JSON decode error",` +
			`"input":{},"ctx":{"error":"Expecting property name enclosed in double quotes"}}`)},
		{"backslash", `"\x"`, detail(`{"type":"json_invalid","loc":["body",1],"msg":"JSON decode error",` +
			`"input":{},"ctx":{"error":"Invalid \\escape"}}`)},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, refusal := post(t, "application/json", c.body, fastapi.Pydantic2)
			require.NotNil(t, refusal)
			assert.Equal(t, c.answer, string(refusal.Body))
			assert.Equal(t, 422, refusal.Status)
			assert.Equal(t, "application/json", refusal.Header.Get("Content-Type"))
		})
	}
}

func TestBodyAccepted(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, body, seen string }{
		{"no ids", `{"eval_question_ids":[]}`, `{"eval_question_ids":[]}`},
		{"ids are canonical", `{"eval_question_ids":["{` + question + `}","` + question + `"]}`,
			`{"eval_question_ids":["` + question + `","` + question + `"]}`},
		{"nulls", `{"eval_question_ids":[],"params":{"llm_model":null,"qa_prompt_tmpl":null}}`,
			`{"eval_question_ids":[],"params":{"llm_model":null,"qa_prompt_tmpl":null}}`},
		{"params", `{"eval_question_ids":[],"params":{"llm_model":"GPT_4O","qa_prompt_tmpl":""}}`,
			`{"eval_question_ids":[],"params":{"llm_model":"GPT_4O","qa_prompt_tmpl":""}}`},
		{"unknown keys", `{"x":1,"eval_question_ids":[],"params":{"y":[2.0]}}`,
			`{"x":1,"eval_question_ids":[],"params":{"y":[2.0]}}`},
		{"unrenderable where nobody looks", `{"x":NaN,"eval_question_ids":[]}`,
			`{"x":NaN,"eval_question_ids":[]}`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			accepted, refusal := post(t, "", c.body, fastapi.Pydantic2)
			require.Nil(t, refusal)
			assert.Equal(t, c.seen, accepted.Body.String())
			assert.Equal(t, dataset, param(accepted, "eval_dataset_id"))
			assert.Empty(t, param(accepted, "nothing"))
		})
	}
}

func TestBodyUnreadable(t *testing.T) {
	t.Parallel()
	for _, style := range []fastapi.Style{fastapi.Pydantic2, fastapi.Pydantic1} {
		_, refusal := post(t, "", "\"\xFF\"", style)
		require.NotNil(t, refusal)
		assert.Equal(t, 400, refusal.Status)
		assert.Equal(t, unreadable, string(refusal.Body))
	}
}

func TestBodyThatNoAnswerCanShow(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, body string }{
		{"nan as id", `{"eval_question_ids":[NaN]}`},
		{"too big for a float", `{"eval_question_ids":[-1e999]}`},
		{"half a pair as id", `{"eval_question_ids":["\ud800"]}`},
		{"half a pair as model", `{"eval_question_ids":[],"params":{"llm_model":"\ud800"}}`},
		{"half a pair as prompt", `{"eval_question_ids":[],"params":{"qa_prompt_tmpl":"\udfff"}}`},
		{"nan in a body without ids", `{"x":{"y":[NaN]}}`},
		{"half a pair in a key of it", `{"\ud800":1}`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, refusal := post(t, "", c.body, fastapi.Pydantic2)
			assert.Equal(t, fastapi.InternalServerError(), refusal)
		})
	}
}

func TestContentType(t *testing.T) {
	t.Parallel()
	const body = `{"eval_question_ids":[]}`
	for _, contentType := range []string{
		"", "application/json", "Application/JSON", "application/json; charset=latin-1",
		"application/problem+json", "application/vnd.api+JSON ; a=b", "application/+json",
	} {
		_, refusal := post(t, contentType, body, fastapi.Pydantic2)
		assert.Nil(t, refusal, contentType)
	}
	for _, contentType := range []string{
		"text/plain", "text/json", "application/jsonp", "application/x-www-form-urlencoded",
		"json", "application/json/x", "application/ json", "; application/json",
	} {
		_, refusal := post(t, contentType, body, fastapi.Pydantic2)
		require.NotNil(t, refusal, contentType)
		assert.Equal(t, detail(`{"type":"model_attributes_type","loc":["body"],`+notObject+
			`,"input":"{\"eval_question_ids\":[]}"}`), string(refusal.Body), contentType)
	}
	_, refusal := post(t, "text/plain", "", fastapi.Pydantic2)
	assert.Equal(t, none, string(refusal.Body))
	_, refusal = post(t, "text/plain", "\xFF", fastapi.Pydantic2)
	assert.Equal(t, fastapi.InternalServerError(), refusal)
}

func TestBodyThatDoesNotDecode(t *testing.T) {
	t.Parallel()
	for name, bytes := range map[string]string{"no lead": "\x80", "cut": "\xC3", "overlong": "\xC0\x80",
		"beyond unicode": "\xF4\x90\x80\x80", "half a pair, cut": "\xED\xA0", "half a pair, spoilt": "\xED\xA0A",
		"led like half a pair": "\xE1\xA0A", "no half a pair": "\xED\x41\x80"} {
		for _, body := range []string{`["` + bytes + `"]`, bytes} {
			_, refusal := post(t, "", body, fastapi.Pydantic2)
			require.NotNil(t, refusal, name)
			assert.Equal(t, unreadable, string(refusal.Body), "%s: %q", name, body)
		}
	}
}

func FuzzBody(f *testing.F) {
	for _, seed := range []string{
		``, `null`, `[]`, `{"eval_question_ids":["x",1,null],"params":{"llm_model":1}}`,
		`{"eval_question_ids":[],"params":{"qa_prompt_tmpl":"\ud800"}}`, `{"a":1,"a":NaN}`,
		"\xFF\xFE[\x00]\x00", `{"é":"\u12"}`, `{"params":[["llm_model","GPT_4"]]}`, "\"\x00",
	} {
		f.Add(seed, false)
		f.Add(seed, true)
	}
	f.Fuzz(func(t *testing.T, body string, older bool) {
		style := fastapi.Pydantic2
		if older {
			style = fastapi.Pydantic1
		}
		accepted, refusal := post(t, "", body, style)
		if refusal == nil {
			_, again := post(t, "", accepted.Body.String(), style)
			require.Nil(t, again, "what was accepted is accepted again")
			return
		}
		checkRefusal(t, refusal)
	})
}

// checkRefusal checks the form of an error response: a known status code, and for a 422 a
// list of errors, each with its place.
func checkRefusal(t *testing.T, refusal *fastapi.Response) {
	t.Helper()
	if refusal.Status != 422 {
		require.Contains(t, []int{400, 500}, refusal.Status)
		return
	}
	var answer struct {
		Detail []struct {
			Type, Msg string
			Loc       []any
		}
	}
	require.NoError(t, json.Unmarshal(refusal.Body, &answer), string(refusal.Body))
	require.NotEmpty(t, answer.Detail)
	for _, each := range answer.Detail {
		require.NotEmpty(t, each.Type)
		require.NotEmpty(t, each.Msg)
		require.Equal(t, "body", each.Loc[0])
	}
	reread, err := python.ReadJSON(refusal.Body)
	require.NoError(t, err)
	require.True(t, reread.Renderable())
	require.Equal(t, string(refusal.Body), reread.String(), "read and written, the same bytes")
}
