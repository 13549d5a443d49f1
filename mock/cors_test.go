package mock_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/ringer-api/ringer/mock"
)

const page = "https://app.example.test"

func TestPagesOfOtherOriginsMayCall(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon})
	for path, status := range map[string]int{base: 200, base + "/x": 422, "/nowhere": 404, "/_ringer/s/cart-7" + base: 200} {
		a := get(t, s, path, "Origin: "+page, "Cookie: session=x")
		assert.Equal(t, status, a.StatusCode, path)
		assert.Equal(t, page, a.Header.Get("Access-Control-Allow-Origin"), path)
		assert.Equal(t, "true", a.Header.Get("Access-Control-Allow-Credentials"), path)
		assert.Contains(t, a.Header.Get("Access-Control-Expose-Headers"), "Ringer-Trace", path)
		assert.Contains(t, a.Header.Get("Vary"), "Origin", path)
	}
	a := ask(t, s, "OPTIONS", base, "", "Origin: "+page, "Access-Control-Request-Method: POST",
		"Access-Control-Request-Headers: authorization,content-type,prefer,ringer-session")
	assert.Equal(t, 204, a.StatusCode)
	assert.Equal(t, page, a.Header.Get("Access-Control-Allow-Origin"))
	assert.Equal(t, "POST", a.Header.Get("Access-Control-Allow-Methods"))
	assert.Equal(t, "authorization,content-type,prefer,ringer-session", a.Header.Get("Access-Control-Allow-Headers"))
}

func TestWhoIsNoPageIsAnsweredAsByTheService(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon})
	a := get(t, s, base)
	assert.NotContains(t, a.Header, "Access-Control-Allow-Origin")
	assert.NotContains(t, a.Header, "Vary")
	assert.Equal(t, 405, ask(t, s, "OPTIONS", base, "").StatusCode)
}

func TestNoCORS(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, NoCORS: true})
	a := get(t, s, base, "Origin: "+page)
	assert.Equal(t, 200, a.StatusCode)
	assert.NotContains(t, a.Header, "Access-Control-Allow-Origin")
	a = ask(t, s, "OPTIONS", base, "", "Origin: "+page, "Access-Control-Request-Method: POST")
	assert.Equal(t, 405, a.StatusCode, "as the service answers without its middleware")
}
