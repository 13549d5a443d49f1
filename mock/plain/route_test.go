package plain_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock/plain"
)

// routed describes where a request was routed: the operation with its parameters, or the
// status code with the allowed methods.
func routed(m plain.Match) string {
	if m.Operation == nil {
		return strings.TrimSpace(fmt.Sprint(m.Status) + " " + strings.Join(m.Allow, ","))
	}
	out := m.Operation.ID
	for _, p := range m.Params {
		out += " " + p.Name + "=" + p.Value
	}
	return out
}

func TestMatch(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name  string
		paths []string
		want  map[string]string
	}{
		{"text before template", []string{"GET /a/{x}", "GET /a/me"}, map[string]string{
			"GET /a/me": "GET /a/me", "GET /a/you": "GET /a/{x} x=you", "GET /a/": "404", "GET /a": "404",
			"GET /a/me/b": "404", "POST /a/me": "405 GET,HEAD,OPTIONS", "OPTIONS /a/me": "204 GET,HEAD,OPTIONS",
			"HEAD /a/me": "GET /a/me", "HEAD /a/me/": "GET /a/me", "GET a/me": "404", "GET ": "404", "OPTIONS *": "404",
		}},
		{"from the left", []string{"GET /{x}/b", "GET /a/{y}"}, map[string]string{
			"GET /a/b": "GET /a/{y} y=b", "GET /c/b": "GET /{x}/b x=c", "GET /c/d": "404",
		}},
		{"back from a text that leads nowhere", []string{"GET /{x}/c", "GET /a/b"}, map[string]string{
			"GET /a/c": "GET /{x}/c x=a", "GET /a/b": "GET /a/b",
		}},
		{"the path that has the method", []string{"GET /a/me", "DELETE /a/{x}"}, map[string]string{
			"DELETE /a/me": "DELETE /a/{x} x=me", "PUT /a/me": "405 DELETE,GET,HEAD,OPTIONS",
		}},
		{"more text before less", []string{"GET /c/{id}", "GET /c/{id}.json", "POST /c/{id}:cancel", "GET /c/x{id}.json"}, map[string]string{
			"GET /c/7.json": "GET /c/{id}.json id=7", "GET /c/7": "GET /c/{id} id=7", "GET /c/.json": "GET /c/{id} id=.json",
			"GET /c/a.json.json": "GET /c/{id}.json id=a.json", "GET /c/x7.json": "GET /c/x{id}.json id=7",
			"POST /c/7:cancel": "POST /c/{id}:cancel id=7", "POST /c/7%3Acancel": "POST /c/{id}:cancel id=7", "POST /c/7": "405 GET,HEAD,OPTIONS",
			"GET /c/7%2Ejson": "GET /c/{id}.json id=7",
		}},
		{"several in one segment", []string{"GET /r/{a}...{b}", "GET /s/{a}-{b}", "GET /t/{a}{b}"}, map[string]string{
			"GET /r/v1...v2": "GET /r/{a}...{b} a=v1 b=v2", "GET /s/1-2-3": "GET /s/{a}-{b} a=1 b=2-3", "GET /s/--": "404",
			"GET /s/---": "GET /s/{a}-{b} a=- b=-", "GET /t/äb": "GET /t/{a}{b} a=ä b=b", "GET /t/a": "404",
		}},
		{"names by operation", []string{"GET /a/{x}", "GET /a/{y}/b", "PUT /a/{z}"}, map[string]string{
			"GET /a/1/b": "GET /a/{y}/b y=1", "GET /a/1": "GET /a/{x} x=1", "PUT /a/1": "PUT /a/{z} z=1",
		}},
		{"decoding", []string{"GET /a/{x}", "GET /b c/ü"}, map[string]string{
			"GET /a/x%2Fy": "GET /a/{x} x=x/y", "GET /a/%zz%4": "GET /a/{x} x=%zz%4", "GET /a/%00": "GET /a/{x} x=\x00",
			"GET /a/%FF": "GET /a/{x} x=\xff", "GET /b%20c/%C3%BC": "GET /b c/ü", "GET /a/1+1": "GET /a/{x} x=1+1",
			"GET /a%2F1": "404", "GET /a/%2e%2E": "GET /a/{x} x=..",
		}},
		{"slash at the end", []string{"GET /a", "POST /a/", "GET /b/", "GET /"}, map[string]string{
			"GET /a": "GET /a", "GET /a/": "405 OPTIONS,POST", "POST /a/": "POST /a/", "POST /a": "405 GET,HEAD,OPTIONS",
			"GET /b": "GET /b/", "GET /b/": "GET /b/", "GET /b//": "GET /b/", "GET /b///": "404", "GET //b": "404", "GET /": "GET /",
		}},
		{"query", []string{"GET /a?v=1", "GET /a", "GET /b?list", "POST /b?id={id}"}, map[string]string{
			"GET /a?v=1": "GET /a?v=1", "GET /a?x=2&v=1": "GET /a?v=1", "GET /a?v=2": "GET /a", "GET /a": "GET /a",
			"GET /b": "404", "GET /b?list": "GET /b?list", "GET /b?list=x": "GET /b?list", "POST /b?id=7": "POST /b?id={id}",
			"POST /b?list": "405 GET,HEAD,OPTIONS",
		}},
		{"documented OPTIONS and HEAD", []string{"OPTIONS /a", "HEAD /b", "GET /c"}, map[string]string{
			"OPTIONS /a": "OPTIONS /a", "HEAD /b": "HEAD /b", "GET /b": "405 HEAD,OPTIONS", "HEAD /a": "405 OPTIONS",
		}},
		{"braces that are none", []string{"GET /a/{x", "GET /b/x}", "GET /c/{{x}}"}, map[string]string{
			"GET /a/%7Bx": "GET /a/{x", "GET /b/x%7D": "GET /b/x}", "GET /c/%7B1%7D": "GET /c/{{x}} x=1",
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			for _, order := range []string{"as written", "reversed"} {
				s := service(t, paths(test.paths...))
				for target, want := range test.want {
					assert.Equal(t, want, routed(s.Match(request(target, ""))), "%s, %s", target, order)
				}
				slices.Reverse(test.paths)
			}
		})
	}
}

func TestMatchServers(t *testing.T) {
	t.Parallel()
	d := describe(t, `
servers:
  - url: https://{host}.example.test/{version}/api/
    variables:
      host: {default: eu}
      version: {default: v1, enum: [v1, v2]}
  - url: /relative
  - url: https://other.example.test
paths:
  /jobs/{id}: {get: {operationId: get, responses: {'200': {description: d}}}}
  /own: {get: {operationId: own, servers: [{url: 'http://localhost:80/only'}], responses: {'200': {description: d}}}}
  /v1/api/own: {get: {operationId: clash, servers: [{url: //h/other}], responses: {'200': {description: d}}}}
  /free: {get: {operationId: free, servers: [{url: 'https://h/{tenant}/x'}], responses: {'200': {description: d}}}}
`)
	table := plain.NewTable(d)
	for target, want := range map[string]string{
		"GET /jobs/1": "get id=1", "GET /v1/api/jobs/1": "get id=1", "GET /v2/api/jobs/1": "get id=1", "GET /relative/jobs/1": "get id=1",
		"GET /v3/api/jobs/1": "404", "GET /only/own": "own", "GET /own": "own", "GET /v1/api/own": "clash", "GET /other/v1/api/own": "clash",
		"GET /acme/x/free": "free", "GET /free": "free", "POST /v1/api/jobs/1": "405 GET,HEAD,OPTIONS",
	} {
		assert.Equal(t, want, routed(table.Match(request(target, ""))), target)
	}
	assert.Empty(t, table.Notes())
}

// Two operations can have one address only by the prefix of a server: the documented address
// goes first, in both orders, and the other one is noted.
func TestMatchNotesTheSameAddress(t *testing.T) {
	t.Parallel()
	const served = "  /jobs: {get: {operationId: served, servers: [{url: /v1}], responses: {'200': {description: d}}}}\n"
	const bare = "  /v1/jobs: {get: {operationId: bare, servers: [{url: /x}], responses: {'200': {description: d}}}}\n"
	for _, document := range []string{served + bare, bare + served} {
		table := plain.NewTable(describe(t, "paths:\n"+document))
		assert.Equal(t, "served", routed(table.Match(request("GET /v1/jobs", ""))))
		assert.Equal(t, "bare", routed(table.Match(request("GET /x/v1/jobs", ""))))
		assert.Equal(t, []string{"GET /v1/jobs has the same address as GET /jobs, which is used"}, table.Notes())
	}
}

func TestMatchRefusals(t *testing.T) {
	t.Parallel()
	s := service(t, paths("GET /a"))
	m := s.Match(request("GET /b", ""))
	assert.Equal(t, 404, m.Refusal.Status)
	assert.Contains(t, string(m.Refusal.Body), `no such path: \"/b\"`)
	m = s.Match(request("POST /a", ""))
	assert.Equal(t, 405, m.Refusal.Status)
	assert.Equal(t, "GET, HEAD, OPTIONS", m.Refusal.Header.Get("Allow"))
	m = s.Match(request("OPTIONS /a", ""))
	assert.Equal(t, 204, m.Refusal.Status)
	assert.Empty(t, m.Refusal.Body)
	assert.Equal(t, "GET, HEAD, OPTIONS", m.Refusal.Header.Get("Allow"))
}

// The tree is searched in a time that depends on the description's size at most: each level
// has a text and templates that fit, and none leads to the end.
func TestMatchIsBounded(t *testing.T) {
	t.Parallel()
	var list []string
	for n := range 10 {
		list = append(list, "GET "+strings.Repeat("/a", n)+strings.Repeat("/{x}", 10-n)+"/end")
		list = append(list, "GET "+strings.Repeat("/{x}a", n+1)+strings.Repeat("/{x}", 10-n)+"/end")
	}
	table := plain.NewTable(describe(t, paths(list...)))
	for _, path := range []string{
		strings.Repeat("/a", 10) + "/no", strings.Repeat("/aa", 10) + "/no", strings.Repeat("/", 1<<20),
		"/" + strings.Repeat("a", 1<<20), strings.Repeat("/%2F", 1<<18), "/" + strings.Repeat("%", 1<<20),
	} {
		assert.Equal(t, 404, table.Match(plain.Request{Method: "GET", Path: path}).Status)
	}
}

func BenchmarkMatch(b *testing.B) {
	var list []string
	for n := range 1000 {
		list = append(list, fmt.Sprintf("GET /api/v1/resources%d/{id}/parts/{part}", n))
	}
	table := plain.NewTable(describe(b, paths(list...)))
	r := request("GET /api/v1/resources999/7/parts/8", "")
	for b.Loop() {
		if table.Match(r).Operation == nil {
			b.Fatal("no operation")
		}
	}
}

func FuzzMatch(f *testing.F) {
	table := plain.NewTable(describe(f, paths("GET /a/{x}", "GET /a/{x}.json", "GET /{x}-{y}/b?v=1", "GET /a/b/", "POST /{x}/{y}")))
	f.Add("/a/b.json", "v=1")
	f.Add("/%2F-%00/b", "v=%31&&=")
	f.Fuzz(func(t *testing.T, path, query string) {
		m := table.Match(plain.Request{Method: "GET", Path: path, Query: query})
		if m.Operation == nil {
			require.Contains(t, []int{404, 405}, m.Status)
			return
		}
		for _, p := range m.Params {
			require.NotEmpty(t, p.Value)
		}
	})
}
