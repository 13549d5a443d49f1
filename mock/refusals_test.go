package mock_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/mock/fastapi"
	"github.com/ringer-api/ringer/schemas"
)

func TestRefusals(t *testing.T) {
	t.Parallel()
	const (
		badPipeline = "/api/v1/pipelines/x/eval-datasets/" + dataset + "/execute"
		badDataset  = "/api/v1/pipelines/" + pipeline + "/eval-datasets/ab/execute"
		bothBad     = "/api/v1/pipelines/x/eval-datasets/ab/execute"
		model       = "'GPT_3_5_TURBO', 'GPT_4', 'GPT_4_TURBO', 'GPT_4O', 'GPT_4O_MINI' or 'AZURE_OPENAI'"
		badX        = `{"type":"uuid_parsing","loc":["path","pipeline_id"],"msg":"Input should be a valid UUID, ` +
			"invalid character: expected an optional prefix of `urn:uuid:` followed by [0-9a-fA-F-], found `x` at 1" +
			`","input":"x","ctx":{"error":"` +
			"invalid character: expected an optional prefix of `urn:uuid:` followed by [0-9a-fA-F-], found `x` at 1" + `"}}`
		badAB = `{"type":"uuid_parsing","loc":["path","eval_dataset_id"],"msg":"Input should be a valid UUID, ` +
			`invalid length: expected length 32 for simple format, found 2","input":"ab","ctx":{"error":` +
			`"invalid length: expected length 32 for simple format, found 2"}}`
	)
	for name, c := range map[string]struct {
		method, path, body string
		status             int
		want               string // the whole body
	}{
		"pipeline id":   {"GET", badPipeline, "", 422, `{"detail":[` + badX + `]}`},
		"dataset id":    {"GET", badDataset, "", 422, `{"detail":[` + badAB + `]}`},
		"both ids":      {"GET", bothBad, "", 422, `{"detail":[` + badX + `,` + badAB + `]}`},
		"results too":   {"GET", badPipeline + "/result", "", 422, `{"detail":[` + badX + `]}`},
		"execution id":  {"GET", base + "/RESULT", "", 422, ""},
		"no route":      {"GET", "/api/v1/pipelines", "", 404, `{"detail":"Not Found"}`},
		"doubled slash": {"GET", "/api/v1//pipelines/x", "", 404, `{"detail":"Not Found"}`},
		"dots as an id": {"GET", strings.Replace(base, dataset, "..", 1), "", 422, ""},
		"wrong method":  {"DELETE", base, "", 405, `{"detail":"Method Not Allowed"}`},
		"options":       {"OPTIONS", base, "", 405, `{"detail":"Method Not Allowed"}`},
		"not JSON": {"POST", bothBad, `{"eval_question_ids":[1,]}`, 422, `{"detail":[{"type":"json_invalid","loc":["body",24],` +
			`"msg":"JSON decode error","input":{},"ctx":{"error":"Expecting value"}}]}`},
		"no body":   {"POST", base, "", 422, `{"detail":[{"type":"missing","loc":["body"],"msg":"Field required","input":null}]}`},
		"an array":  {"POST", base, `[]`, 422, `{"detail":[{"type":"model_attributes_type","loc":["body"],"msg":"Input should be a valid dictionary or object to extract fields from","input":[]}]}`},
		"no ids":    {"POST", base, `{"x":1.0}`, 422, `{"detail":[{"type":"missing","loc":["body","eval_question_ids"],"msg":"Field required","input":{"x":1.0}}]}`},
		"ids null":  {"POST", base, `{"eval_question_ids":null}`, 422, `{"detail":[{"type":"list_type","loc":["body","eval_question_ids"],"msg":"Input should be a valid list","input":null}]}`},
		"a number":  {"POST", base, `{"eval_question_ids":[7]}`, 422, `{"detail":[{"type":"uuid_type","loc":["body","eval_question_ids",0],"msg":"UUID input should be a string, bytes or UUID object","input":7}]}`},
		"a model":   {"POST", base, `{"eval_question_ids":[],"params":{"llm_model":"gpt"}}`, 422, `{"detail":[{"type":"enum","loc":["body","params","llm_model"],"msg":"Input should be ` + model + `","input":"gpt","ctx":{"expected":"` + model + `"}}]}`},
		"a prompt":  {"POST", base, `{"eval_question_ids":[],"params":{"qa_prompt_tmpl":3}}`, 422, `{"detail":[{"type":"string_type","loc":["body","params","qa_prompt_tmpl"],"msg":"Input should be a valid string","input":3}]}`},
		"id + body": {"POST", badDataset, `{"eval_question_ids":null}`, 422, `{"detail":[` + badAB + `,{"type":"list_type","loc":["body","eval_question_ids"],"msg":"Input should be a valid list","input":null}]}`},
		"too deep":  {"POST", base, strings.Repeat("[", 5000), 400, `{"detail":"There was an error parsing the body"}`},
		"NaN shown": {"POST", base, `{"eval_question_ids":NaN}`, 500, "Internal Server Error"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, mock.Config{})
			a := ask(t, s, c.method, c.path, c.body)
			assert.Equal(t, c.status, a.StatusCode, a.Text)
			if c.want != "" {
				assert.Equal(t, c.want, a.Text)
			}
			if c.status == 422 {
				assert.Equal(t, []string{"application/json"}, a.Header["Content-Type"])
				keeps(t, schemas.List, 422, a.Text)
			}
		})
	}
}

func TestWrongMethodNamesTheFirstRoutesMethods(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{})
	assert.Equal(t, "POST", ask(t, s, "PUT", base, "").Header.Get("Allow"))
	assert.Equal(t, "GET", ask(t, s, "POST", base+"/result", "").Header.Get("Allow"))
	head := ask(t, s, "HEAD", base, "")
	assert.Equal(t, 405, head.StatusCode)
	assert.EqualValues(t, 31, head.ContentLength)
}

func TestTrailingSlashRedirects(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{})
	for _, method := range []string{"GET", "POST", "DELETE"} {
		a := ask(t, s, method, base+"/?a=%20b", "")
		assert.Equal(t, 307, a.StatusCode)
		assert.Equal(t, s.URL+base+"?a=%20b", a.Header.Get("Location"))
		assert.Empty(t, a.Text)
		assert.NotContains(t, a.Header, "Content-Type")
		assert.Equal(t, "0", a.Header.Get("Content-Length"))
	}
	inSession := get(t, s, "/_ringer/s/mine"+base+"/")
	assert.Equal(t, s.URL+"/_ringer/s/mine"+base, inSession.Header.Get("Location"))
}

func TestAuth(t *testing.T) {
	t.Parallel()
	any := serve(t, mock.Config{Auth: fastapi.Auth{Mode: fastapi.AuthAny}})
	exact := serve(t, mock.Config{Auth: fastapi.Auth{Mode: fastapi.AuthExact, Credential: "s3cret"}})
	for name, c := range map[string]struct {
		server *mock.Server
		header string
		status int
	}{
		"missing":            {any, "X-Nothing: 1", 401},
		"any bearer":         {any, "Authorization: bearer x", 200},
		"any cookie":         {any, "Cookie: session=x", 200},
		"empty cookie":       {any, "Cookie: session=", 401},
		"another scheme":     {any, "Authorization: Basic eDp5", 401},
		"the right one":      {exact, "Authorization: Bearer s3cret", 200},
		"in a cookie":        {exact, "Cookie: session=s3cret", 200},
		"the wrong one":      {exact, "Authorization: Bearer s3cretly", 401},
		"missing, exact":     {exact, "X-Nothing: 1", 401},
		"scheme in capitals": {exact, "Authorization: BEARER s3cret", 200},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := get(t, c.server, base, c.header)
			assert.Equal(t, c.status, a.StatusCode)
			if c.status == 401 {
				assert.Equal(t, `{"detail":"Not authenticated"}`, a.Text)
			}
		})
	}
	assert.Equal(t, 401, get(t, any, "/api/v1/pipelines/x/eval-datasets/y/execute").StatusCode, "before the ids")
	assert.Equal(t, 404, get(t, any, "/api/v1/x").StatusCode, "after the route")
}

func TestOlderStyle(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Style: fastapi.Pydantic1, Now: noon, Scenario: "one-of-each-status"})
	assert.Equal(t, `{"detail":[{"loc":["path","pipeline_id"],"msg":"value is not a valid uuid","type":"type_error.uuid"}]}`,
		get(t, s, strings.Replace(base, pipeline, "x", 1)).Text)
	assert.Contains(t, get(t, s, base).Text, `+00:00"`)
	assert.NotContains(t, get(t, s, base).Text, `Z"`)
}

func TestBodyIsBounded(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{MaxBody: 100})
	a := ask(t, s, http.MethodPost, base, strings.Repeat(" ", 101))
	assert.Equal(t, 413, a.StatusCode)
	assert.Equal(t, "application/problem+json", a.Header.Get("Content-Type"))
}
