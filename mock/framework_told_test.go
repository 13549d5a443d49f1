package mock_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/mock/fastapi"
)

// batches is a document of FastAPI with pydantic 2; %s is the type of an optional note.
const batches = `
openapi: 3.1.0
info: {title: batches, version: "1"}
paths:
  /batches:
    post:
      operationId: create
      requestBody: {required: true, content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}}
      responses:
        "200": {description: made, content: {application/json: {schema: {$ref: "#/components/schemas/Batch"}}}}
        "422": {description: wrong, content: {application/json: {schema: {$ref: "#/components/schemas/HTTPValidationError"}}}}
  /batches/{batch_id}:
    get:
      operationId: get
      parameters: [{name: batch_id, in: path, required: true, schema: {type: string, format: uuid, title: Batch Id}}]
      responses:
        "200": {description: found, content: {application/json: {schema: {$ref: "#/components/schemas/Batch"}}}}
        "422": {description: wrong, content: {application/json: {schema: {$ref: "#/components/schemas/HTTPValidationError"}}}}
components:
  schemas:
    Order:
      type: object
      title: Order
      required: [size]
      properties:
        size: {type: integer, minimum: 1, title: Size}
        note: NOTE
    Batch:
      type: object
      title: Batch
      required: [id, size, status]
      properties:
        id: {type: string, format: uuid, title: Id}
        size: {type: integer, title: Size}
        note: NOTE
        status: {type: string, enum: [queued, running, succeeded, failed], title: Status}
    HTTPValidationError:
      type: object
      title: HTTPValidationError
      properties: {detail: {type: array, title: Detail, items: {$ref: "#/components/schemas/ValidationError"}}}
    ValidationError:
      type: object
      title: ValidationError
      required: [loc, msg, type]
      properties:
        loc: {type: array, title: Location, items: {anyOf: [{type: string}, {type: integer}]}}
        msg: {type: string, title: Message}
        type: {type: string, title: Error Type}
`

const (
	mayBeNull = "{anyOf: [{type: string}, {type: 'null'}], title: Note}"
	untold    = "{type: string, title: Note}"

	second = `{"detail":[{"type":"int_parsing","loc":["body","size"],"msg":"Input should be a valid integer, unable to parse string as an integer","input":"x"}]}`
	first  = `{"detail":[{"loc":["body","size"],"msg":"value is not a valid integer","type":"type_error.integer"}]}`
)

func batchesAPI(t *testing.T, note, framework string) *fixtures.API {
	t.Helper()
	pack := "name: batches\ndescription: openapi.yaml\n"
	if framework != "" {
		pack += "framework: " + framework + "\n"
	}
	api, err := fixtures.LoadAPI(fstest.MapFS{
		"api.yaml":     {Data: []byte(pack)},
		"openapi.yaml": {Data: []byte(strings.ReplaceAll(batches, "NOTE", note))},
	})
	require.NoError(t, err)
	return api
}

// The document tells that the service is FastAPI, and with which pydantic; the API's folder and
// the configuration override it.
func TestFrameworkIsToldByTheDocument(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		note, named string
		config      mock.Config
		want        string
		server      []string
	}{
		"values may be null":             {mayBeNull, "", mock.Config{}, second, []string{"uvicorn"}},
		"no value may be null":           {untold, "", mock.Config{}, first, []string{"uvicorn"}},
		"the folder says fastapi":        {untold, "fastapi", mock.Config{}, first, []string{"uvicorn"}},
		"the folder says the version":    {untold, "pydantic2", mock.Config{}, second, []string{"uvicorn"}},
		"the configuration says another": {mayBeNull, "pydantic2", mock.Config{Framework: "pydantic1"}, first, []string{"uvicorn"}},
		"the configuration says a style": {mayBeNull, "", mock.Config{Style: fastapi.Pydantic1}, first, []string{"uvicorn"}},
		"the folder says plain":          {mayBeNull, "plain", mock.Config{}, "", nil},
		"the configuration says plain":   {mayBeNull, "fastapi", mock.Config{Framework: fixtures.PlainFramework}, "", nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c.config.API = batchesAPI(t, c.note, c.named)
			a := ask(t, serve(t, c.config), "POST", "/batches", `{"size":"x"}`)
			assert.Equal(t, 422, a.StatusCode, a.Text)
			assert.Equal(t, c.server, a.Header["Server"])
			if c.want != "" {
				assert.Equal(t, c.want, a.Text)
			} else {
				assert.NotContains(t, []string{first, second}, a.Text)
			}
		})
	}
	_, err := mock.New(mock.Config{API: batchesAPI(t, untold, ""), Framework: "rails"})
	assert.ErrorContains(t, err, `"rails": want one of fastapi, pydantic2, pydantic1, plain`)
}

// What pydantic converts, the service keeps: the text "3" is the number 3.
func TestToldFastAPIConvertsWhatItKeeps(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{API: batchesAPI(t, mayBeNull, "")})
	made := ask(t, s, "POST", "/batches", `{"size":"3","note":null}`)
	assert.Equal(t, 200, made.StatusCode, made.Text)
	assert.Contains(t, made.Text, `"size":3`)
	missing := ask(t, s, "GET", "/batches/11111111-2222-4333-8444-555555555555", "")
	assert.Equal(t, 404, missing.StatusCode)
	assert.Equal(t, `{"detail":"no batch has the id 11111111-2222-4333-8444-555555555555"}`, missing.Text)
	assert.Equal(t, `{"detail":"Not Found"}`, ask(t, s, "GET", "/nothing", "").Text)
	assert.Equal(t, "GET", ask(t, s, "DELETE", "/batches/x", "").Header.Get("Allow"))
}

// The trace of a refusal names the inputs, without their values.
func TestToldFastAPINamesRefusedInputs(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{API: batchesAPI(t, mayBeNull, "")})
	for body, want := range map[string]string{
		`{"size":"hidden"}`: "the request body's /size is invalid",
		`{}`:                "the request body's /size is missing",
		`{"size":hidden}`:   "the request body cannot be parsed",
	} {
		trace := ask(t, s, "POST", "/batches", body).Header.Get("Ringer-Trace")
		why := ask(t, s, "GET", "/_ringer/journal/"+trace, "").Text
		assert.Contains(t, why, want)
	}
	trace := ask(t, s, "GET", "/batches/hidden", "").Header.Get("Ringer-Trace")
	assert.Contains(t, ask(t, s, "GET", "/_ringer/journal/"+trace, "").Text, `the path parameter \"batch_id\" is invalid`)
}
