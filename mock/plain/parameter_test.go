package plain_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock/fastapi"
	"github.com/ringer-api/ringer/mock/plain"
	"github.com/ringer-api/ringer/schemas"
)

// judged describes what became of a request: its inputs, or why it is refused.
func judged(t testing.TB, s *plain.Service, r plain.Request) string {
	t.Helper()
	m := s.Match(r)
	require.NotNil(t, m.Operation, "%s %s", r.Method, r.Path)
	accepted, refusal := s.Judge(r, m, fastapi.Auth{})
	var out []string
	if refusal != nil {
		for _, p := range refusal.Problems {
			out = append(out, p.String())
		}
		return fmt.Sprint(refusal.Status) + " " + strings.Join(out, "; ")
	}
	for _, input := range accepted.Inputs {
		require.Empty(t, schemas.CheckJSON(input.Value), "%s", input.Value)
		out = append(out, input.Name+"="+string(input.Value))
	}
	return strings.Join(out, " ")
}

// one describes GET /p/{x} and GET /q with one parameter x.
func one(t testing.TB, in, style, schema string) *plain.Service {
	path := "/q"
	if in == "path" {
		path = "/p/{x}"
	}
	if style != "" {
		style += ", "
	}
	return service(t, fmt.Sprintf("paths:\n  %s:\n    get:\n      parameters: [{name: x, in: %s, required: true, %sschema: %s}]\n"+
		"      responses: {'200': {description: d}}\n", path, in, style, schema))
}

const (
	integers = "{type: array, items: {type: integer}}"
	point    = "{type: object, properties: {a: {type: integer}, b: {type: string}}}"
)

func TestParameterStyles(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		in, style, schema string
		sent, want        string
	}{
		{"query", "", "{type: integer}", "x=5", "5"},
		{"query", "", "{type: integer}", "x=5&x=6", "6"},
		{"query", "", "{type: number}", "x=-1.5e3", "-1.5e3"},
		{"query", "", "{type: string}", "x=5", `"5"`},
		{"query", "", "{type: string}", "x=a%20b+c%2Bd", `"a b c+d"`},
		{"query", "", "{type: string}", "x=%FF%00", `"` + "\uFFFD" + `\u0000"`},
		{"query", "", "{type: string}", "x", `""`},
		{"query", "", "{type: boolean}", "x=True", "true"},
		{"query", "", "{type: [integer, 'null']}", "x=null", "null"},
		{"query", "", "{enum: [1, 2]}", "x=2", "2"},
		{"query", "", "{}", "x=2", `"2"`},
		{"query", "", "{anyOf: [{type: string, format: date-time}, {type: integer}]}", "x=7", "7"},
		{"query", "", "{anyOf: [{type: string}, {type: integer}]}", "x=7", `"7"`},
		{"query", "", "{anyOf: [{type: integer}, {type: string, enum: [all]}]}", "x=all", `"all"`},
		{"query", "", integers, "x=1&x=2", "[1,2]"},
		{"query", "", integers, "x=1", "[1]"},
		{"query", "", integers, "x[]=1&x%5B%5D=2", "[1,2]"},
		{"query", "", integers, "x=%5B1,2%5D", "[1,2]"},
		{"query", "", "{type: array, items: {type: string}}", "x=a,b&x=c", `["a,b","c"]`},
		{"query", "", "{anyOf: [{type: string}, {type: array, items: {type: string}}]}", "x=a", `"a"`},
		{"query", "", "{anyOf: [{type: string}, {type: array, items: {type: string}}]}", "x=a&x=b", `["a","b"]`},
		{"query", "explode: false", integers, "x=1,2", "[1,2]"},
		{"query", "explode: false", integers, "x=1%2C2", "[1,2]"},
		{"query", "explode: false", "{type: array, items: {type: string}}", "x=a%2Cb,c+d", `["a,b","c d"]`},
		{"query", "explode: false", integers, "x=1&x=2", "[1,2]"},
		{"query", "explode: false", integers, "x=", "[]"},
		{"query", "style: spaceDelimited, explode: false", integers, "x=1%202+3", "[1,2,3]"},
		{"query", "style: pipeDelimited, explode: false", integers, "x=1|2", "[1,2]"},
		{"query", "style: pipeDelimited, explode: false", integers, "x=1%7C2", "[1,2]"},
		{"query", "style: pipeDelimited, explode: false", point, "x=a|1|b|c", `{"a":1,"b":"c"}`},
		{"query", "", point, "b=z&a=1&c=2", `{"b":"z","a":1}`},
		{"query", "", "{type: object, additionalProperties: {type: integer}}", "u=1&v=2", `{"u":1,"v":2}`},
		{"query", "explode: false", point, "x=a,1,b,2", `{"a":1,"b":"2"}`},
		{"query", "style: deepObject", point, "x[a]=1&x[b]=2", `{"a":1,"b":"2"}`},
		{"query", "style: deepObject", "{type: object, properties: {a: {type: object, properties: {b: " + integers + "}}}}", "x[a][b][]=1&x[a][b][]=2", `{"a":{"b":[1,2]}}`},
		{"query", "style: deepObject", "{type: object, properties: {a: " + integers + "}}", "x[a][10]=4&x[a][9]=3", `{"a":[3,4]}`},
		{"path", "", "{type: integer}", "5", "5"},
		{"path", "", "{type: string}", "a%2Fb", `"a/b"`},
		{"path", "", integers, "1,2", "[1,2]"},
		{"path", "explode: true", point, "a=1,b=2", `{"a":1,"b":"2"}`},
		{"path", "", point, "a,1,b,2", `{"a":1,"b":"2"}`},
		{"path", "style: label", "{type: number}", ".1.5", "1.5"},
		{"path", "style: label", integers, ".1,2", "[1,2]"},
		{"path", "style: label, explode: true", integers, ".1.2", "[1,2]"},
		{"path", "style: label, explode: true", point, ".a=1.b=2", `{"a":1,"b":"2"}`},
		{"path", "style: matrix", "{type: integer}", ";x=5", "5"},
		{"path", "style: matrix", integers, ";x=1,2", "[1,2]"},
		{"path", "style: matrix, explode: true", integers, ";x=1;x=2", "[1,2]"},
		{"path", "style: matrix", point, ";x=a,1,b,2", `{"a":1,"b":"2"}`},
		{"path", "style: matrix, explode: true", point, ";a=1;b=2", `{"a":1,"b":"2"}`},
		{"header", "", "{type: integer}", "5", "5"},
		{"header", "", integers, "1, 2,3", "[1,2,3]"},
		{"header", "explode: true", point, "a=1,b=2", `{"a":1,"b":"2"}`},
		{"header", "", "{type: string}", "a, b", `"a, b"`},
		{"cookie", "", "{type: integer}", "x=5; y=6", "5"},
		{"cookie", "", "{type: string}", `x="a b"`, `"a b"`},
		{"cookie", "explode: false", integers, "x=1,2", "[1,2]"},
	} {
		t.Run(strings.Join([]string{test.in, test.style, test.sent}, " "), func(t *testing.T) {
			t.Parallel()
			r := request("GET /q", "")
			switch test.in {
			case "query":
				r.Query = test.sent
			case "path":
				r.Path = "/p/" + test.sent
			case "header":
				r.Header.Set("X", test.sent)
			case "cookie":
				r.Header.Set("Cookie", test.sent)
			}
			assert.Equal(t, "x="+test.want, judged(t, one(t, test.in, test.style, test.schema), r))
		})
	}
}

func TestParameterContent(t *testing.T) {
	t.Parallel()
	s := service(t, `
paths:
  /q:
    get:
      parameters: [{name: x, in: query, content: {application/json: {schema: `+point+`}}}]
      responses: {'200': {description: d}}
  /any:
    get:
      parameters: [{name: x, in: query, content: {application/json: {}}}]
      responses: {'200': {description: d}}
`)
	assert.Equal(t, `x={"a":1}`, judged(t, s, request("GET /q?x=%7B%22a%22:1%7D", "")))
	assert.Equal(t, `400 the query parameter "x" at /a: should be an integer, but is "1"`, judged(t, s, request("GET /q?x=%7B%22a%22:%221%22%7D", "")))
	for _, path := range []string{"/q", "/any"} {
		assert.Equal(t, `400 the query parameter "x": is not valid JSON at line 1, column 2`,
			judged(t, s, request("GET "+path+"?x=%7Ba", "")))
	}
}

func TestParameterProblems(t *testing.T) {
	t.Parallel()
	s := service(t, `
paths:
  /jobs/{id}:
    get:
      parameters:
        - {name: id, in: path, required: true, schema: {type: string, format: uuid}}
        - {name: limit, in: query, schema: {type: integer, maximum: 100}}
        - {name: X-Trace, in: header, required: true, schema: {type: string}}
        - {name: api_key, in: query, schema: {type: integer}}
        - {name: theme, in: cookie, schema: {enum: [dark, light]}}
        - {name: broken, in: query, schema: {type: string, pattern: '('}}
        - {name: tags, in: query, schema: {type: array, items: {type: integer}}}
      responses: {'200': {description: d}}
`)
	assert.Equal(t, `400 the path parameter "id": should be a UUID (hex digits in groups of 8-4-4-4-12), but is "7"; `+
		`the query parameter "limit": should be an integer, but is "many"; the header "X-Trace": is required; `+
		`the query parameter "api_key": should be an integer; `+
		`the cookie "theme": should be one of "dark", "light", but is "blue"; `+
		`the query parameter "tags" at /1: should be an integer, but is "b"`,
		judged(t, s, request("GET /jobs/7?limit=many&api_key=hunter2&broken=((&unknown=1&tags=1&tags=b", "", "Cookie: theme=blue")))
	assert.Equal(t, `id="123e4567-e89b-12d3-a456-426614174000" X-Trace="t"`,
		judged(t, s, request("GET /jobs/123e4567-e89b-12d3-a456-426614174000?other=1", "", "x-trace: t")))
}

// The id of a path is shown, whatever its name: it is in the URL.
func TestParameterSecrets(t *testing.T) {
	t.Parallel()
	s := service(t, `
paths:
  /a/{Sid}.json:
    get:
      parameters:
        - {name: Sid, in: path, required: true, schema: {type: integer}}
        - {name: token, in: query, schema: {type: string, pattern: '^[0-9]+$'}}
        - {name: session, in: cookie, schema: {anyOf: [{type: integer}, {type: string, pattern: '^[0-9]+$'}]}}
        - {name: options, in: query, style: deepObject, schema: {type: object, properties: {password: {type: integer}}}}
        - {name: either, in: query, style: deepObject, schema: {anyOf: [{type: object, properties: {secret: {type: integer}}}, {type: integer}]}}
      responses: {'200': {description: d}}
`)
	found := judged(t, s, request("GET /a/x7.json?token=hunter2&options[password]=hunter2&either[secret]=hunter2", "", "Cookie: session=hunter2"))
	assert.NotContains(t, found, "hunter")
	assert.Contains(t, found, `the path parameter "Sid": should be an integer, but is "x7"; the query parameter "token": is not valid (pattern)`)
	assert.Contains(t, found, `the query parameter "options" at /password: should be an integer`)
}

func TestWholeQuery(t *testing.T) {
	t.Parallel()
	s := service(t, `
paths:
  /q:
    get:
      parameters: [{name: all, in: querystring, required: true, content: {application/x-www-form-urlencoded: {schema: `+point+`}}}]
      responses: {'200': {description: d}}
`)
	assert.Equal(t, `all={"a":1,"c":"2"}`, judged(t, s, request("GET /q?a=1&c=2", "")))
	assert.Equal(t, `400 the query parameter "all": is required`, judged(t, s, request("GET /q", "")))
}

// A hostile query costs no more than time in proportion to its size.
func TestHostileParameters(t *testing.T) {
	t.Parallel()
	s := one(t, "query", "style: deepObject", "{type: object}")
	for _, query := range []string{
		"x" + strings.Repeat("[a]", 1<<18) + "=1", strings.Repeat("x[a]=1&", 1<<17), strings.Repeat("&", 1<<20),
		"x[" + strings.Repeat("[", 1<<19) + "]=1", "x[a]=" + strings.Repeat("%", 1<<20),
	} {
		judged(t, s, plain.Request{Method: "GET", Path: "/q", Query: query})
	}
	var distinct strings.Builder
	for n := range 1 << 16 {
		fmt.Fprintf(&distinct, "x[%d]=1&", n)
	}
	assert.Contains(t, judged(t, s, plain.Request{Method: "GET", Path: "/q", Query: distinct.String()}), "400 the query has more than 10000 parameters")
	list := one(t, "query", "", "{type: array, items: {type: integer}}")
	m := list.Match(request("GET /q", ""))
	_, refusal := list.Judge(plain.Request{Method: "GET", Path: "/q", Query: strings.Repeat("x=a&", 5000)}, m, fastapi.Auth{})
	assert.LessOrEqual(t, len(refusal.Problems), 100)
	assert.Less(t, len(refusal.Body), 1<<16)
}

func FuzzParameters(f *testing.F) {
	s := service(f, `
paths:
  /q:
    get:
      parameters:
        - {name: i, in: query, schema: {type: integer}}
        - {name: a, in: query, explode: false, schema: `+integers+`}
        - {name: p, in: query, style: pipeDelimited, explode: false, schema: `+point+`}
        - {name: d, in: query, style: deepObject, schema: {type: object, additionalProperties: true}}
        - {name: o, in: query, schema: `+point+`}
        - {name: j, in: query, content: {application/json: {schema: {}}}}
        - {name: h, in: header, schema: `+integers+`}
        - {name: c, in: cookie, schema: `+point+`}
      responses: {'200': {description: d}}
`)
	f.Add("i=1&a=1,2&p=a|1&d[x][]=1&d[x][y]=2&j={}&b=1", "1, 2", "c=a,1")
	f.Add("i=%&a=%2C&d[=]&d[]=1&d=1&%00=%FF&p=%7C", "a=1", `c=";`)
	f.Fuzz(func(t *testing.T, query, header, cookie string) {
		r := request("GET /q", "", "H: "+header, "Cookie: "+cookie)
		r.Query = query
		judged(t, s, r)
	})
}
