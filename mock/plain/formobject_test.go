package plain_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestObjectsInFormsAreReadAsTheirEncodingSays(t *testing.T) {
	t.Parallel()
	const form = `
paths:
  /form:
    post:
      requestBody:
        required: true
        content:
          application/x-www-form-urlencoded:
            schema:
              type: object
              properties:
                name: {type: string}
                at:
                  type: object
                  properties: {x: {type: integer}, y: {type: string}, name: {type: string}, list: {type: array, items: {type: integer}}}
                  required: [x]
            encoding: {at: {ENCODING}}
      responses: {'200': {description: d}}
`
	const spread, one, pipes, deep = "style: form, explode: true", "style: form, explode: false", "style: pipeDelimited", "style: deepObject, explode: true"
	for _, test := range []struct{ encoding, body, want string }{
		{spread, "name=n&x=1&y=b+c", `{"name":"n","at":{"x":1,"y":"b c"}}`},
		{spread, "x=1&list=2&list=3&other=o", `{"at":{"x":1,"list":[2,3]},"other":"o"}`},
		{spread, "x=one", `400 the request body's /at/x: should be an integer, but is "one"`},
		{spread, "y=b", `400 the request body's /at/x: is required`},
		{spread, "at[x]=1", `{"at":{"x":1}}`},
		{spread, "at=%7B%22x%22:1%7D", `{"at":{"x":1}}`},
		{spread, "name=n", `{"name":"n"}`},
		{one, "name=n&at=x,1,y,b%2Cc", `{"name":"n","at":{"x":1,"y":"b,c"}}`},
		{one, "at=x,one", `400 the request body's /at/x: should be an integer, but is "one"`},
		{one, "x=1", `{"x":"1"}`},
		{pipes, "at=x|1%7Cy|b", `{"at":{"x":1,"y":"b"}}`},
		{deep, "at[x]=1&at[list][]=2&y=b", `{"at":{"x":1,"list":[2]},"y":"b"}`},
		{deep, "at[x]=one", `400 the request body's /at/x: should be an integer, but is "one"`},
	} {
		s := service(t, strings.Replace(form, "ENCODING", test.encoding, 1))
		assert.Equal(t, test.want, bodyOf(t, s, request("POST /form", test.body, "Content-Type: application/x-www-form-urlencoded")), "%s %s", test.encoding, test.body)
	}
}
