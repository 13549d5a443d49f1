package sample_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/cmd/ringer/internal/sample"
	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/schemas"
)

const uploads = `openapi: 3.1.0
info: {title: Uploads, version: 1.0.0}
servers: [{url: https://api.example.test/v2}]
paths:
  /tokens:
    post:
      operationId: createToken
      requestBody:
        required: true
        content:
          application/x-www-form-urlencoded:
            schema: {type: object, required: [grant], properties: {grant: {type: string, const: it's mine}}}
      responses: {'200': {description: ok}}
  /files:
    post:
      operationId: upload
      requestBody:
        required: true
        content:
          multipart/form-data: {schema: {$ref: '#/components/schemas/Upload'}}
      responses: {'200': {description: ok}}
  /files/{name}/{part}:
    get:
      operationId: part
      parameters:
        - {name: name, in: path, required: true, schema: {type: string}}
        - {name: part, in: path, required: true, schema: {type: integer, minimum: 3, maximum: 3}}
        - {name: kind, in: query, required: true, schema: {type: array, minItems: 2, maxItems: 2, items: {type: string, const: a b}}}
        - {name: optional, in: query, schema: {type: string}}
        - {name: X-Region, in: header, required: true, schema: {type: string, const: north}}
      responses: {'200': {description: ok}}
  /notes:
    put:
      operationId: note
      requestBody:
        required: true
        content: {text/plain: {schema: {type: string, const: hello}}}
      responses: {'200': {description: ok}}
components:
  schemas:
    Upload:
      type: object
      required: [purpose, file]
      properties:
        purpose: {type: string, const: test}
        file: {type: string, format: binary}
`

func uploadsAPI(t *testing.T) *fixtures.API {
	t.Helper()
	d, err := schemas.Read(textFS(uploads), "uploads.yaml", schemas.Options{})
	require.NoError(t, err)
	api, err := fixtures.OpenAPI("uploads", d, nil)
	require.NoError(t, err)
	return api
}

func made(t *testing.T, api *fixtures.API, id string, in sample.Input) *sample.Request {
	t.Helper()
	op := api.Description.Operation(id)
	require.NotNil(t, op, id)
	r, err := sample.Make(op, in)
	require.NoError(t, err)
	return r
}

// A mock of the API accepts every request: parameters, forms, files and plain text.
func TestRequestsAreValid(t *testing.T) {
	t.Parallel()
	api := uploadsAPI(t)
	m, err := mock.New(mock.Config{API: api})
	require.NoError(t, err)
	t.Cleanup(func() { m.Close() })
	for _, op := range api.Description.Operations() {
		r := made(t, api, op.ID, sample.Input{})
		request := httptest.NewRequestWithContext(t.Context(), r.Method, "http://127.0.0.1"+r.Target, strings.NewReader(string(r.Body)))
		request.Header = r.Header
		recorder := httptest.NewRecorder()
		m.ServeHTTP(recorder, request)
		assert.Equal(t, http.StatusOK, recorder.Code, "%s: %s", op.ID, recorder.Body)
	}
}

func TestInputsAreUsed(t *testing.T) {
	t.Parallel()
	api := uploadsAPI(t)
	r := made(t, api, "part", sample.Input{Params: map[string]string{"name": "a/b", "optional": "x y"}})
	assert.Equal(t, "/v2/files/a%2Fb/3?kind=a+b&kind=a+b&optional=x+y", r.Target)
	assert.Equal(t, "north", r.Header.Get("X-Region"))
	r = made(t, api, "note", sample.Input{Body: []byte("mine")})
	assert.Equal(t, "mine", string(r.Body))
	assert.Equal(t, "text/plain", r.Header.Get("Content-Type"))

	for _, bad := range []sample.Input{{Params: map[string]string{"nam": "x"}}, {Body: []byte("x")}} {
		_, err := sample.Make(api.Description.Operation("part"), bad)
		assert.Error(t, err)
	}
}

func TestCurl(t *testing.T) {
	t.Parallel()
	api := uploadsAPI(t)
	const base = "http://127.0.0.1:4010"
	assert.Equal(t, `curl http://127.0.0.1:4010/v2/tokens --data-urlencode 'grant=it'\''s mine'`,
		made(t, api, "createToken", sample.Input{}).Curl(base, ""))
	assert.Equal(t, `curl -k -X PUT http://127.0.0.1:4010/v2/notes -H 'Content-Type: text/plain' --data-raw hello`,
		made(t, api, "note", sample.Input{}).Curl(base, "-k "))
	assert.Regexp(t, `^curl http://127\.0\.0\.1:4010/v2/files -F 'purpose=test' -F 'file=.*;filename=sample\.txt'$`,
		made(t, api, "upload", sample.Input{}).Curl(base, ""))
	assert.Regexp(t, `^curl 'http://127\.0\.0\.1:4010/v2/files/.*/3\?kind=a\+b&kind=a\+b' -H 'X-Region: north'$`,
		made(t, api, "part", sample.Input{}).Curl(base, ""))
}
