package plain_test

import (
	"bytes"
	"mime/multipart"
	"net/textproto"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock/fastapi"
	"github.com/ringer-api/ringer/mock/plain"
)

const bodies = `
paths:
  /json:
    post: &json
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Job'}}}}
      responses: {'200': {description: d}}
  /unprocessable:
    post:
      <<: *json
      parameters: [{name: n, in: query, schema: {type: integer}}]
      responses: {'200': {description: d}, '422': {description: d}}
  /optional:
    post: {requestBody: {content: {application/json: {schema: {type: object}}}}, responses: {'200': {description: d}}}
  /form:
    post:
      requestBody: {required: true, content: {application/x-www-form-urlencoded: {schema: &form {$ref: '#/components/schemas/Form'}}}}
      responses: {'200': {description: d}}
  /upload:
    post: {requestBody: {required: true, content: {multipart/form-data: {schema: *form}}}, responses: {'200': {description: d}}}
  /several:
    post:
      requestBody: {content: {application/*+json: {}, text/plain: {schema: {type: string, maxLength: 3}}, image/*: {}, '*/*': {schema: {type: object, required: [x]}}}}
      responses: {'200': {description: d}}
  /broken:
    post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Missing'}}}}, responses: {'200': {description: d}}}
  /either:
    post:
      requestBody: {content: {application/json: {schema: {type: array, items: {oneOf: [{$ref: '#/components/schemas/Part'}, {$ref: '#/components/schemas/Piece'}]}}}}}
      responses: {'200': {description: d}}
components:
  schemas:
    Piece: {type: object, required: [id, p], properties: {id: {type: string, format: uuid, readOnly: true}, p: {type: string}}}
    Job:
      type: object
      required: [id, name, size]
      additionalProperties: false
      properties:
        id: {type: string, readOnly: true}
        name: {type: string, minLength: 2}
        size: {type: integer}
        password: {type: string, minLength: 20}
        parts:
          type: array
          items: {allOf: [{$ref: '#/components/schemas/Part'}]}
    Part: {type: object, required: [state, n], properties: {state: {type: string, readOnly: true}, n: {type: integer}}}
    Form:
      type: object
      required: [amount]
      properties:
        amount: {type: integer}
        live: {type: boolean}
        metadata: {type: object, additionalProperties: {type: string}}
        items: {type: array, items: {type: object, properties: {price: {type: integer}}}}
        tags: {type: array, items: {type: string}}
        'include[]': {type: array, items: {type: string}}
        file: {type: string, format: binary, maxLength: 2}
        files: {type: array, items: {type: string, format: binary, maxLength: 2}}
        address: {type: object, properties: {line1: {type: string}}}
`

// bodyOf describes what became of a body.
func bodyOf(t testing.TB, s *plain.Service, r plain.Request) string {
	t.Helper()
	m := s.Match(r)
	require.NotNil(t, m.Operation)
	accepted, refusal := s.Judge(r, m, fastapi.Auth{})
	if refusal != nil {
		return judged(t, s, r)
	}
	return string(accepted.Body)
}

func TestBody(t *testing.T) {
	t.Parallel()
	s := service(t, bodies)
	const asJSON, asForm = "Content-Type: application/json", "Content-Type: application/x-www-form-urlencoded"
	for _, test := range []struct{ path, header, body, want string }{
		{"/json", asJSON, `{"name":"ab","size":1}`, `{"name":"ab","size":1}`},
		{"/json", "Content-Type: application/json; charset=utf-8", `{"name":"ab","size":1}`, `{"name":"ab","size":1}`},
		{"/json", "X: no content type", `{"name":"ab","size":1}`, `{"name":"ab","size":1}`},
		{"/json", asJSON, ``, "400 the request body: is required"},
		{"/unprocessable", asJSON, ``, "422 the request body: is required"},
		{"/unprocessable?n=x", asJSON, ``, `422 the query parameter "n": should be an integer, but is "x"; the request body: is required`},
		{"/json", asJSON, `{"name":}`, "400 the request body: is not valid JSON: line 1, column 9 should be a colon"},
		{"/unprocessable", asJSON, `{"password": hunter2}`, "400 the request body: is not valid JSON at line 1, column 14"},
		{"/json", asJSON, `{"name":"a","size":"x"}`, `400 the request body's /name: length must be >= 2, but got 1; the request body's /size: should be an integer, but is "x"`},
		{"/unprocessable", asJSON, `{}`, `422 the request body's /name: is required; the request body's /size: is required`},
		{"/json", asJSON, `{"name":"ab","size":1,"parts":[{"n":1},{}]}`, `400 the request body's /parts/1/n: is required`},
		{"/json", asJSON, `{"name":"ab","size":1,"password":"hunter2"}`, `400 the request body's /password: is not valid (minLength)`},
		{"/json", asJSON, `[]`, `400 the request body: should be an object, but is an empty array`},
		{"/json", asForm, `name=ab`, `415 the header "Content-Type": should be application/json, but is "application/x-www-form-urlencoded"`},
		{"/either", asJSON, `[{"n":1},{"p":"x"},{"n":2,"state":"s"}]`, `[{"n":1},{"p":"x"},{"n":2,"state":"s"}]`},
		{"/either", asJSON, `[{"n":1},{"p":1}]`, `400 the request body's /1: should be the property "state" or the property "id", but is an object of 1 property; nearest: the required property "state" is missing`},
		{"/optional", "X: y", "", ""},
		{"/optional", asJSON, "", ""},
		{"/broken", asJSON, `[1]`, `[1]`},
		{"/form", asForm, "amount=5&live=true&metadata[a]=1&metadata[b%5D]=2&items[0][price]=3&items[1][price]=4&tags[]=x&tags[]=y&include[]=z&address[line1]=l",
			`{"amount":5,"live":true,"metadata":{"a":"1","b]":"2"},"items":[{"price":3},{"price":4}],"tags":["x","y"],"include[]":["z"],"address":{"line1":"l"}}`},
		{"/form", asForm, "amount=five&items[0][price]=x", `400 the request body's /amount: should be an integer, but is "five"; the request body's /items/0/price: should be an integer, but is "x"`},
		{"/form", asForm, strings.Repeat("&", 10_000), `400 the request body: has more than 10000 fields`},
		{"/form", asForm, "tags=a&tags=b", `400 the request body's /amount: is required`},
		{"/form", asForm, "", `400 the request body's /amount: is required`},
		{"/form", asForm, "items[][price]=3&items[][price]=4&amount=1", `{"items":[{"price":3},{"price":4}],"amount":1}`},
		{"/form", asForm, "amount=1&address=%7B%22line1%22:%22l%22%7D", `{"amount":1,"address":{"line1":"l"}}`},
		{"/upload", "Content-Type: multipart/form-data", "x", `400 the request body: is not a valid multipart form: the Content-Type has no boundary`},
		{"/upload", "Content-Type: multipart/form-data; boundary=b", "--b\r\nx", `400 the request body: is not a valid multipart form: a part's boundary or header is missing or incomplete`},
		{"/several", "Content-Type: application/merge-patch+json", "[]", `400 the request body: should be an object, but is an empty array`},
		{"/several", "Content-Type: text/plain", "abc", `"abc"`},
		{"/several", "Content-Type: text/plain", "abcd", `400 the request body: length must be <= 3, but got 4`},
		{"/several", "Content-Type: image/png", "\x89PNG", ``},
		{"/several", "Content-Type: application/xml", "<x/>", ``},
		{"/several", "Content-Type: application/json", "{}", `400 the request body's /x: is required`},
	} {
		assert.Equal(t, test.want, bodyOf(t, s, request("POST "+test.path, test.body, test.header)), "%s %s", test.path, test.body)
	}
}

// multipartForm writes fields, and files whose names begin with @.
func multipartForm(t *testing.T, fields ...string) (contentType, body string) {
	t.Helper()
	var out bytes.Buffer
	w := multipart.NewWriter(&out)
	for _, field := range fields {
		name, value, _ := strings.Cut(field, "=")
		header := textproto.MIMEHeader{"Content-Disposition": {`form-data; name="` + name + `"`}}
		if file, ok := strings.CutPrefix(value, "@"); ok {
			header.Set("Content-Disposition", `form-data; name="`+name+`"; filename="`+file+`"`)
			header.Set("Content-Type", "application/octet-stream")
			value = "\x00\xff"
		}
		part, err := w.CreatePart(header)
		require.NoError(t, err)
		_, _ = part.Write([]byte(value))
	}
	require.NoError(t, w.Close())
	return w.FormDataContentType(), out.String()
}

func TestMultipart(t *testing.T) {
	t.Parallel()
	s := service(t, bodies)
	for _, test := range []struct {
		fields []string
		want   string
	}{
		{[]string{"amount=5", "file=@data.jsonl", "live=false"}, `{"amount":5,"file":"data.jsonl","live":false}`},
		{[]string{"amount=5", "files=@a.txt", "files=@b.txt"}, `{"amount":5,"files":["a.txt","b.txt"]}`},
		{[]string{"amount=5", "files[]=@a.txt"}, `{"amount":5,"files":["a.txt"]}`},
		{[]string{"amount=5", `metadata={"a":"b"}`, "tags=x"}, `{"amount":5,"metadata":{"a":"b"},"tags":["x"]}`},
		{[]string{"amount=x", "file=@data.jsonl"}, `400 the request body's /amount: should be an integer, but is "x"`},
		{[]string{"file=not a file", "amount=1"}, `400 the request body's /file: length must be <= 2, but got 10`},
	} {
		contentType, body := multipartForm(t, test.fields...)
		assert.Equal(t, test.want, bodyOf(t, s, request("POST /upload", body, "Content-Type: "+contentType)))
	}
	contentType, body := multipartForm(t, strings.Split(strings.Repeat("tags=x ", 1001), " ")...)
	assert.Equal(t, "400 the request body: is not a valid multipart form: it has more than 1000 parts",
		bodyOf(t, s, request("POST /upload", body, "Content-Type: "+contentType)))
}

// Places of files are found without a search of the form, which may be large.
func TestManyFilesOfALargeForm(t *testing.T) {
	t.Parallel()
	s := service(t, bodies)
	fields := []string{"amount=5", "tags=" + strings.Repeat("x", 8<<20)}
	for range 900 {
		fields = append(fields, "files=@f")
	}
	fields = append(fields, "more[0]=@m", "more[1]=@m", "other[x]=@m")
	contentType, body := multipartForm(t, fields...)
	r := request("POST /upload", body, "Content-Type: "+contentType)
	began := time.Now()
	files := plain.Files(r, s.Match(r).Operation)
	assert.Less(t, time.Since(began), 10*time.Second) // a search took twice as long
	require.Len(t, files, 903)
	assert.Equal(t, "/files/0", files[0].Pointer)
	assert.Equal(t, "/files/899", files[899].Pointer)
	assert.Equal(t, "/more/1", files[901].Pointer)
	assert.Equal(t, "/other/x", files[902].Pointer)
}

func FuzzBody(f *testing.F) {
	s := service(f, bodies)
	f.Add("/form", "application/x-www-form-urlencoded", "amount=1&a[b][]=2&a[]=3&a=4&[=5&]=6&[]=7&a[")
	f.Add("/upload", "multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"a[]\"; filename=f\r\n\r\nx\r\n--b--\r\n")
	f.Add("/json", "application/json", `{"name":"\ud800"}`)
	f.Fuzz(func(t *testing.T, path, contentType, body string) {
		r := request("POST "+path, body, "Content-Type: "+contentType)
		m := s.Match(r)
		if m.Operation == nil {
			return
		}
		accepted, refusal := s.Judge(r, m, fastapi.Auth{})
		if refusal == nil && accepted.Body != nil {
			require.Contains(t, "{[\"tfn-0123456789 \t\r\n", string(accepted.Body[0]))
		}
	})
}
