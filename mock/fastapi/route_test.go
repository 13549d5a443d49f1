package fastapi_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock/fastapi"
)

func TestRoutes(t *testing.T) {
	t.Parallel()
	routes := table(t)
	cases := []struct{ name, method, path, route, last string }{
		{"execute", "POST", base, "execute", dataset},
		{"list", "GET", base, "list", dataset},
		{"results", "GET", base + "/result", "results", dataset},
		{"get", "GET", base + "/" + question, "get", question},
		{"id in other case", "GET", base + "/RESULT", "get", "RESULT"},
		{"plural is an id", "GET", base + "/results", "get", "results"},
		{"escaped letter", "GET", "/api/v1/pipelines/p/eval-datasets/d/%65xecute", "list", "d"},
		{"escaped slash separates", "GET", base + "%2Fresult", "results", dataset},
		{"dots are an id", "GET", base + "/..", "get", ".."},
		{"plus stays", "GET", base + "/a+b", "get", "a+b"},
		{"no escape stays", "GET", base + "/%zz", "get", "%zz"},
		{"escape cut short stays", "GET", base + "/a%4", "get", "a%4"},
		{"broken bytes", "GET", base + "/%FF", "get", "\uFFFD"},
		{"newline at a literal end", "GET", base + "%0A", "list", dataset},
		{"newline behind result", "GET", base + "/result%0A", "results", dataset},
		{"newline in an id", "GET", base + "/x%0A", "get", "x\n"},
		{"two newlines behind result", "GET", base + "/result%0A%0A", "get", "result\n\n"},
		{"query in the path", "GET", base + "/%3Fa=1", "get", "?a=1"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			match := routes.Match(fastapi.Request{Method: c.method, Path: c.path})
			require.Nil(t, match.Refusal)
			assert.Equal(t, c.route, match.Route.ID)
			assert.Equal(t, c.last, match.Params[len(match.Params)-1].Value)
			assert.Equal(t, "pipeline_id", match.Params[0].Name)
		})
	}
}

func TestNoRoute(t *testing.T) {
	t.Parallel()
	routes := table(t)
	cases := []struct{ name, method, path string }{
		{"root", "GET", "/"},
		{"empty", "GET", ""},
		{"star", "OPTIONS", "*"},
		{"unknown", "GET", "/api/v1/pipelines"},
		{"other case", "GET", "/API/v1/pipelines/p/eval-datasets/d/execute"},
		{"empty id", "GET", "/api/v1/pipelines//eval-datasets/d/execute"},
		{"doubled slash", "GET", "//api/v1/pipelines/p/eval-datasets/d/execute"},
		{"dots are not folded", "GET", "/api/../api/v1/pipelines/p/eval-datasets/d/execute"},
		{"slash in an id", "GET", base + "/a%2Fb"},
		{"two newlines", "GET", base + "%0A%0A"},
		{"only slashes", "GET", "//"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			match := routes.Match(fastapi.Request{Method: c.method, Path: c.path})
			require.NotNil(t, match.Refusal)
			assert.Equal(t, fastapi.NotFound(), match.Refusal)
		})
	}
}

func TestWrongMethod(t *testing.T) {
	t.Parallel()
	routes := table(t)
	cases := []struct{ name, method, path, allow string }{
		{"the first registered", "PUT", base, "POST"},
		{"head", "HEAD", base, "POST"},
		{"options", "OPTIONS", base, "POST"},
		{"case of the method", "get", base, "POST"},
		{"results", "POST", base + "/result", "GET"},
		{"one execution", "DELETE", base + "/not-an-id", "GET"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			match := routes.Match(fastapi.Request{Method: c.method, Path: c.path})
			require.NotNil(t, match.Refusal)
			assert.Equal(t, fastapi.MethodNotAllowed(c.allow), match.Refusal)
			assert.Equal(t, c.allow, match.Refusal.Header.Get("Allow"))
		})
	}
}

func TestSlashRedirect(t *testing.T) {
	t.Parallel()
	routes := table(t)
	cases := []struct {
		name     string
		request  fastapi.Request
		location string
	}{
		{"one slash", fastapi.Request{Path: base + "/"}, "http://api.test:4010" + base},
		{"many slashes", fastapi.Request{Path: base + "///"}, "http://api.test:4010" + base},
		{"escaped slash", fastapi.Request{Path: base + "%2F"}, "http://api.test:4010" + base},
		{"whatever the ids", fastapi.Request{Path: base + "/no-id/"},
			"http://api.test:4010" + base + "/no-id"},
		{"query as sent", fastapi.Request{Path: base + "/", Query: "a=%2f&b+c"},
			"http://api.test:4010" + base + "?a=%2f&b+c"},
		{"path escaped again", fastapi.Request{Path: base + "/%c3%a9%20%FF/"},
			"http://api.test:4010" + base + "/%C3%A9%20%EF%BF%BD"},
		{"newline", fastapi.Request{Path: base + "%0A/"}, "http://api.test:4010" + base + "%0A"},
		{"https", fastapi.Request{Path: base + "/", TLS: true}, "https://api.test:4010" + base},
		{"prefix", fastapi.Request{Path: base + "/", Prefix: "/s/cart"},
			"http://api.test:4010/s/cart" + base},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			c.request.Method, c.request.Host = "PATCH", "api.test:4010"
			refusal := routes.Match(c.request).Refusal
			require.NotNil(t, refusal)
			assert.Equal(t, 307, refusal.Status)
			assert.Equal(t, c.location, refusal.Header.Get("Location"))
			assert.Len(t, refusal.Header, 1)
			assert.Empty(t, refusal.Body)
		})
	}
}

func TestRedirectAddsASlash(t *testing.T) {
	t.Parallel()
	routes, err := fastapi.NewTable([]fastapi.Route{{ID: "a", Method: "GET", Path: "/a/"}})
	require.NoError(t, err)
	refusal := routes.Match(fastapi.Request{Method: "GET", Path: "/a", Host: "h"}).Refusal
	require.NotNil(t, refusal)
	assert.Equal(t, "http://h/a/", refusal.Header.Get("Location"))
}

func TestTableNamesTheBadRoute(t *testing.T) {
	t.Parallel()
	for _, path := range []string{"no-slash", "/{open", "/{}"} {
		_, err := fastapi.NewTable([]fastapi.Route{{ID: "a", Method: "GET", Path: path}})
		assert.ErrorContains(t, err, "route GET "+path)
	}
}

func TestFirstRouteWins(t *testing.T) {
	t.Parallel()
	routes, err := fastapi.NewTable([]fastapi.Route{
		{ID: "one", Method: "GET", Path: "/{id}"},
		{ID: "literal", Method: "GET", Path: "/x"},
		{ID: "later", Method: "PUT", Path: "/x"},
	})
	require.NoError(t, err)
	assert.Equal(t, "one", routes.Match(fastapi.Request{Method: "GET", Path: "/x"}).Route.ID)
	assert.Equal(t, "later", routes.Match(fastapi.Request{Method: "PUT", Path: "/x"}).Route.ID)
}
