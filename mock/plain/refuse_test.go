package plain_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock/fastapi"
	"github.com/ringer-api/ringer/mock/plain"
	"github.com/ringer-api/ringer/schemas"
)

// errorsIn describes GET /batches/{id}, which documents only a 200, and GET /files, whose
// responses are given, with a type Error.
func errorsIn(responses, schema string) string {
	return `
paths:
  /batches/{id}:
    get: {operationId: batch, parameters: [{name: id, in: path, required: true, schema: {type: string}}], responses: {'200': {description: d}}}
  /files:
    get:
      operationId: files
      parameters: [{name: limit, in: query, schema: {type: integer}}, {name: order, in: query, schema: {enum: [asc, desc]}}]
      responses: {'200': {description: d}, ` + responses + `}
components: {schemas: {Error: ` + schema + `}}
`
}

const json400 = `'400': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Error'}}}}`

var kinds = []struct {
	name, responses, schema string
	invalid                 string // the body of an invalid limit
	unknown                 string // the body of an unknown batch
}{
	{
		"OpenAI", json400, `{type: object, required: [error], properties: {error: {type: object, required: [message, type, param, code], properties: {
			message: {type: string}, type: {type: string}, param: {type: [string, 'null']}, code: {anyOf: [{type: string}, {type: 'null'}]}}}}}`,
		`{"error":{"message":"the query parameter \"limit\": should be an integer, but is \"x\"","type":"invalid_request_error","param":"limit","code":"invalid_request"}}`,
		`{"error":{"message":"no batch has the id \"b_1\"","type":"invalid_request_error","param":"id","code":"not_found"}}`,
	},
	{
		"a closed set of types", `default: {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Error'}}}}`,
		`{type: object, required: [error], properties: {error: {$ref: '#/components/schemas/Problem'}}}, Problem: {type: object, required: [type], properties: {
			code: {type: string, maxLength: 5000}, message: {type: string, maxLength: 40}, param: {type: string},
			type: {type: string, enum: [api_error, invalid_request_error]}}}`,
		`{"error":{"type":"invalid_request_error","code":"invalid_request","message":"the query parameter \"limit\": should be a","param":"limit"}}`,
		`{"error":{"type":"invalid_request_error","code":"not_found","message":"no batch has the id \"b_1\"","param":"id"}}`,
	},
	{
		"Azure", `default: {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Error'}}}}`,
		`{type: object, required: [error], properties: {error: {type: object, required: [code, message], properties: {
			code: {type: string, example: InvalidRequestParameter}, message: {type: string}, target: {type: string},
			details: {type: array, items: {$ref: '#/components/schemas/Detail'}}, innererror: {type: object}}}}},
			Detail: {type: object, required: [code, message], properties: {code: {type: string}, message: {type: string}}}`,
		`{"error":{"code":"InvalidRequest","message":"the query parameter \"limit\": should be an integer, but is \"x\"","target":"limit",` +
			`"details":[{"code":"invalid","message":"the query parameter \"limit\": should be an integer, but is \"x\""}]}}`,
		`{"error":{"code":"NotFound","message":"no batch has the id \"b_1\"","target":"id",` +
			`"details":[{"code":"unknown","message":"no batch has the id \"b_1\""}]}}`,
	},
	{
		"FastAPI", `'422': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Error'}}}}`,
		`{type: object, properties: {detail: {type: array, items: {type: object, required: [loc, msg, type], properties: {
			loc: {type: array, items: {anyOf: [{type: string}, {type: integer}]}}, msg: {type: string}, type: {type: string}}}}}}`,
		`{"detail":[{"loc":["query","limit"],"msg":"should be an integer, but is \"x\"","type":"invalid"}]}`,
		`{"detail":[{"loc":["path","id"],"msg":"no batch has the id \"b_1\"","type":"unknown"}]}`,
	},
	{
		"problem details", `4XX: {description: d, content: {application/problem+json: {schema: {$ref: '#/components/schemas/Error'}}}}`,
		`{type: object, required: [title], properties: {type: {type: string, format: uri-reference}, title: {type: string}, status: {type: integer}, detail: {type: string}, instance: {type: string}}}`,
		`{"title":"Bad Request","type":"about:blank","status":400,"detail":"the query parameter \"limit\": should be an integer, but is \"x\""}`,
		`{"title":"Not Found","type":"about:blank","status":404,"detail":"no batch has the id \"b_1\""}`,
	},
	{
		"no errors at all", `'302': {description: d}`, `{type: object}`,
		`{"type":"about:blank","title":"Bad Request","status":400,"detail":"the query parameter \"limit\": should be an integer, but is \"x\"",` +
			`"errors":[{"in":"query","name":"limit","detail":"should be an integer, but is \"x\""}]}`,
		`{"type":"about:blank","title":"Not Found","status":404,"detail":"no batch has the id \"b_1\"",` +
			`"errors":[{"in":"path","name":"id","detail":"no batch has the id \"b_1\""}]}`,
	},
	{
		"NestJS", json400, `{type: object, required: [statusCode, message, error], properties: {statusCode: {type: number}, message: {type: string}, error: {type: string}}}`,
		`{"statusCode":400,"message":"the query parameter \"limit\": should be an integer, but is \"x\"","error":"Bad Request"}`,
		`{"statusCode":404,"message":"no batch has the id \"b_1\"","error":"Not Found"}`,
	},
	{
		"messages by field", json400, `{type: object, properties: {title: {type: string}, errors: {type: object, additionalProperties: {type: array, items: {type: string}}}}}`,
		`{"title":"the query parameter \"limit\": should be an integer, but is \"x\"","errors":{"limit":["should be an integer, but is \"x\""]}}`,
		`{"title":"no batch has the id \"b_1\"","errors":{"id":["no batch has the id \"b_1\""]}}`,
	},
	{
		"JSON:API", json400, `{type: object, required: [errors], properties: {errors: {type: array, minItems: 1, items: {type: object, properties: {
			status: {type: string}, title: {type: string}, detail: {type: string}, source: {type: object, properties: {parameter: {type: string}}}}}}}}`,
		`{"errors":[{"status":"400","title":"Bad Request","detail":"the query parameter \"limit\": should be an integer, but is \"x\"","source":{"parameter":"limit"}}]}`,
		`{"errors":[{"status":"404","title":"Not Found","detail":"no batch has the id \"b_1\"","source":{"parameter":"id"}}]}`,
	},
	{
		"JSend", json400, `{type: object, required: [status, ok], properties: {status: {enum: [success, fail, error]}, ok: {type: boolean}, message: {type: string}}}`,
		`{"status":"error","ok":false,"message":"the query parameter \"limit\": should be an integer, but is \"x\""}`,
		`{"status":"error","ok":false,"message":"no batch has the id \"b_1\""}`,
	},
	{
		"alternatives", json400, `{oneOf: [{type: object, required: [message, kind], additionalProperties: false, properties: {message: {type: string}, kind: {const: a}}},
			{type: object, required: [detail], additionalProperties: false, properties: {detail: {type: string}}}]}`,
		`{"message":"the query parameter \"limit\": should be an integer, but is \"x\"","kind":"a"}`,
		`{"message":"no batch has the id \"b_1\"","kind":"a"}`,
	},
	{
		"an open object", json400, `{type: object, additionalProperties: true}`,
		`{"type":"about:blank","title":"Bad Request","status":400,"detail":"the query parameter \"limit\": should be an integer, but is \"x\"",` +
			`"errors":[{"in":"query","name":"limit","detail":"should be an integer, but is \"x\""}]}`,
		`{"type":"about:blank","title":"Not Found","status":404,"detail":"no batch has the id \"b_1\"",` +
			`"errors":[{"in":"path","name":"id","detail":"no batch has the id \"b_1\""}]}`,
	},
}

func TestRefuse(t *testing.T) {
	t.Parallel()
	for _, kind := range kinds {
		t.Run(kind.name, func(t *testing.T) {
			t.Parallel()
			d := describe(t, errorsIn(kind.responses, kind.schema))
			s := plain.New(d, plain.Options{})
			r := request("GET /files?limit=x", "")
			_, refusal := s.Judge(r, s.Match(r), fastapi.Auth{})
			require.NotNil(t, refusal)
			assert.Equal(t, kind.invalid, string(refusal.Body))
			refusal = s.NotFound(d.Operation("batch"), "batch", "b_1")
			assert.Equal(t, 404, refusal.Status)
			assert.Equal(t, kind.unknown, string(refusal.Body))
		})
	}
}

// Every refusal keeps the schema of its form and says what is wrong, whatever the status code
// and the number of problems.
func TestRefuseKeepsTheSchema(t *testing.T) {
	t.Parallel()
	for _, kind := range kinds {
		d := describe(t, errorsIn(kind.responses, kind.schema))
		s := plain.New(d, plain.Options{})
		schema, err := d.Schema("Error")
		require.NoError(t, err)
		for _, status := range []int{400, 401, 404, 405, 409, 415, 422, 429, 499, 500, 503} {
			for _, because := range [][]plain.Problem{nil, {{Message: "m\x00\xff"}}, {{In: "body", Pointer: "/a/0/b", Kind: "missing", Message: "is required"}, {In: "query", Name: "limit", Message: "m"}}} {
				for _, o := range append(d.Operations(), nil) {
					refusal := s.Refuse(o, status, because...)
					require.Equal(t, status, refusal.Status)
					require.Empty(t, schema.Validate(refusal.Body), "%s %d: %s", kind.name, status, refusal.Body)
				}
			}
		}
	}
}

func TestRefuseForms(t *testing.T) {
	t.Parallel()
	const usual = `application/json: {schema: {type: object, properties: {message: {type: string}}}}`
	d := describe(t, `
paths:
  /usual: {get: {operationId: usual, responses: {'200': {description: d}, '400': {description: d, content: {`+usual+`}}, '404': {description: d, content: {`+usual+`}}}}}
  /text: {get: {operationId: text, responses: {'200': {description: d}, 4XX: {description: d, content: {text/plain: {schema: {type: string}}}}}}}
  /html: {get: {operationId: html, responses: {'200': {description: d}, 4XX: {description: d, content: {text/html: {schema: {type: string}}}}}}}
  /xml: {get: {operationId: xml, responses: {'200': {description: d}, '400': {description: d, content: {application/xml: {schema: {type: object}}}}}}}
  /empty: {get: {operationId: empty, responses: {'200': {description: d}, '400': {description: d}}}}
  /range: {get: {operationId: range, responses: {'200': {description: d}, '400': {description: d, content: {'*/*': {schema: {type: object, properties: {detail: {type: string}}}}}}}}}
  /untyped: {get: {operationId: untyped, responses: {'200': {description: d}, '400': {description: d, content: {application/problem+json: {}}}}}}
  /default: {get: {operationId: default, responses: {default: {description: d, content: {application/json: {schema: {type: object, properties: {title: {type: string}}}}}}}}}
  /impossible: {get: {operationId: impossible, responses: {'200': {description: d}, '400': {description: d, content: {application/json: {schema: {type: object, required: [x], properties: {x: {type: string, pattern: '^[0-9]{7}$'}}}}}}}}}
`)
	s := plain.New(d, plain.Options{})
	for id, want := range map[string]string{
		"usual": `application/json {"message":"too <late>"}`, "text": "text/plain too <late>\n",
		"html":  "text/html <html><body><h1>Bad Request</h1><p>too &lt;late&gt;</p></body></html>\n",
		"empty": `application/json {"message":"too <late>"}`, "xml": `application/json {"message":"too <late>"}`,
		"range": `application/json {"detail":"too <late>"}`, "untyped": `application/problem+json {"message":"too <late>"}`,
		"default": `application/json {"message":"too <late>"}`, "impossible": `application/json {"message":"too <late>"}`,
	} {
		refusal := s.Refuse(d.Operation(id), 400, plain.Problem{Message: "too <late>"})
		assert.Equal(t, want, refusal.Header.Get("Content-Type")+" "+string(refusal.Body), id)
	}
}

// The caller's value is the ground on which the refusal is written, unless it violates the
// schema.
func TestRefuseFiller(t *testing.T) {
	t.Parallel()
	d := describe(t, errorsIn(json400, `{type: object, required: [request_id, message], properties: {request_id: {type: string, pattern: '^r_[0-9]+$'}, message: {type: string}}}`))
	for filled, want := range map[string]string{
		`{"request_id":"r_7","message":"drawn","more":1}`: `{"request_id":"r_7","message":"m","more":1}`,
		`{"request_id":"x"}`:                              `application/problem+json`,
		`{`:                                               `application/problem+json`,
		``:                                                `application/problem+json`,
	} {
		s := plain.New(d, plain.Options{Filler: func(*schemas.Schema) json.RawMessage { return json.RawMessage(filled) }})
		refusal := s.Refuse(d.Operation("batch"), 404, plain.Problem{Message: "m"})
		assert.Contains(t, []string{string(refusal.Body), refusal.Header.Get("Content-Type")}, want)
	}
}

// A value that is not JSON gives way to that of the schema's types.
func TestRefuseFillerWithoutRequired(t *testing.T) {
	t.Parallel()
	d := describe(t, errorsIn(json400, `{type: object, properties: {message: {type: string}}}`))
	s := plain.New(d, plain.Options{Filler: func(*schemas.Schema) json.RawMessage { return nil }})
	assert.Equal(t, `{"message":"m"}`, string(s.Refuse(d.Operation("batch"), 404, plain.Problem{Message: "m"}).Body))
	assert.Equal(t, `{"message":"no batch has the id \"b\""}`, string(s.NotFound(nil, "batch", "b").Body))
}

func TestRefuseManyProblems(t *testing.T) {
	t.Parallel()
	s := service(t, "paths: {/a: {post: {requestBody: {content: {application/json: {schema: {type: array, items: {type: integer}}}}}, responses: {'200': {description: d}}}}}\n")
	r := request("POST /a", "["+strings.Repeat(`"x",`, 5000)+"1]")
	_, refusal := s.Judge(r, s.Match(r), fastapi.Auth{})
	assert.LessOrEqual(t, len(refusal.Problems), 100)
	assert.Equal(t, 5000, len(refusal.Problems)+refusal.Omitted)
	assert.Less(t, len(refusal.Body), 1<<16)
	refusal = s.Refuse(nil, 400, make([]plain.Problem, 150)...)
	assert.Len(t, refusal.Problems, 100)
	assert.Equal(t, 50, refusal.Omitted)
}

func TestInvalidStatus(t *testing.T) {
	t.Parallel()
	for responses, want := range map[string]int{
		`'400': {description: d}`: 400, `'422': {description: d}`: 422, `'400': {description: d}, '422': {description: d}`: 422,
		`4XX: {description: d}`: 400, `default: {description: d}`: 400, `'404': {description: d}`: 400,
	} {
		d := describe(t, errorsIn(responses, "{}"))
		assert.Equal(t, want, plain.InvalidStatus(d.Operation("files")), responses)
	}
}

func TestError(t *testing.T) {
	t.Parallel()
	d := describe(t, `
security: [{key: []}]
paths:
  /a:
    get:
      operationId: a
      responses:
        '200': {description: d, content: {application/json: {schema: {type: object}, example: {n: 1}}}}
        '201': {description: d}
        '404':
          description: d
          content:
            application/json:
              schema: {type: object, required: [message], properties: {message: {type: string}}}
              examples: {broken: {value: {}}, gone: {value: {message: it is gone}}, shared: {$ref: '#/components/examples/never'}}
        default: {description: d, content: {application/json: {schema: {type: object, properties: {message: {type: string}}}}}}
components:
  examples: {never: {value: {message: it never was}}}
  securitySchemes: {key: {type: http, scheme: bearer}}
`)
	s, o := plain.New(d, plain.Options{}), d.Operation("a")
	assert.Equal(t, `{"message":"it is gone"}`, string(s.Error(o, 404).Body))
	assert.Equal(t, `{"message":"Conflict"}`, string(s.Error(o, 409).Body))
	assert.Equal(t, `{"message":"Status 499"}`, string(s.Error(o, 499).Body))
	assert.Equal(t, `{"n":1}`, string(s.Error(o, 200).Body))
	assert.Nil(t, s.Error(o, 201))
	assert.Equal(t, []string{"Bearer"}, s.Error(o, 401).Header.Values("WWW-Authenticate"))
	assert.Equal(t, `{}`, string(s.Example(o, 404, "broken").Body))
	assert.Equal(t, `{"message":"it never was"}`, string(s.Example(o, 404, "never").Body))
	assert.Equal(t, 404, s.Example(o, 404, "gone").Status)
	assert.Nil(t, s.Example(o, 404, "other"))
	assert.Nil(t, s.Example(o, 409, "gone"))
}
