package plain_test

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/ringer-api/ringer/mock/fastapi"
)

const secured = `
security: [{bearer: []}]
paths:
  /bearer: {get: {responses: {'200': {description: d}}}}
  /open: {get: {security: [], responses: {'200': {description: d}}}}
  /optional: {get: {security: [{bearer: []}, {}], responses: {'200': {description: d}}}}
  /basic: {get: {security: [{basic: []}], responses: {'200': {description: d}}}}
  /oauth: {get: {security: [{oauth: [read]}], responses: {'200': {description: d}}}}
  /connect: {get: {security: [{connect: []}], responses: {'200': {description: d}}}}
  /header: {get: {security: [{header: []}], responses: {'200': {description: d}}}}
  /token: {get: {security: [{token: []}], responses: {'200': {description: d}}}}
  /query: {get: {security: [{query: []}], responses: {'200': {description: d}}}}
  /cookie: {get: {security: [{cookie: []}], responses: {'200': {description: d}}}}
  /digest: {get: {security: [{digest: []}], responses: {'200': {description: d}}}}
  /tls: {get: {security: [{tls: []}], responses: {'200': {description: d}}}}
  /unknown: {get: {security: [{nobody: []}], responses: {'200': {description: d}}}}
  /both: {get: {security: [{header: [], query: []}], responses: {'200': {description: d}}}}
  /either: {get: {security: [{basic: []}, {header: []}, {bearer: []}], responses: {'200': {description: d}}}}
  /forbids: {get: {responses: {'200': {description: d}, '403': {description: d}}}}
components:
  securitySchemes:
    bearer: {type: http, scheme: Bearer}
    basic: {type: http, scheme: basic}
    digest: {type: http, scheme: digest}
    oauth: {type: oauth2, flows: {}}
    connect: {type: openIdConnect, openIdConnectUrl: 'https://h'}
    header: {type: apiKey, in: header, name: X-Key}
    token: {type: apiKey, in: header, name: Authorization}
    query: {type: apiKey, in: query, name: key}
    cookie: {type: apiKey, in: cookie, name: sid}
    tls: {type: mutualTLS}
`

func TestSecurity(t *testing.T) {
	t.Parallel()
	s := service(t, secured)
	encoded := func(text string) string {
		return "Authorization: Basic " + base64.StdEncoding.EncodeToString([]byte(text))
	}
	const any, exact = fastapi.AuthAny, fastapi.AuthExact
	for _, test := range []struct {
		mode   fastapi.AuthMode
		target string
		header string
		want   string // "" if accepted; else the status code and the challenges
	}{
		{fastapi.AuthOff, "/bearer", "", ""},
		{any, "/bearer", "", "401 Bearer"},
		{any, "/bearer", "Authorization: Bearer t", ""},
		{any, "/bearer", "Authorization: bearer t", ""},
		{any, "/bearer", "Authorization: Bearer ", "401 Bearer"},
		{any, "/bearer", "Authorization: Basic t", "401 Bearer"},
		{any, "/bearer", "Authorization: t", "401 Bearer"},
		{exact, "/bearer", "Authorization: Bearer hunter2", ""},
		{exact, "/bearer", "Authorization: Bearer hunter3", "401 Bearer"},
		{any, "/open", "", ""},
		{any, "/optional", "", ""},
		{any, "/basic", "", `401 Basic realm="api"`},
		{any, "/basic", encoded("user:"), ""},
		{any, "/basic", encoded(":"), `401 Basic realm="api"`},
		{any, "/basic", "Authorization: Basic %%%", `401 Basic realm="api"`},
		{exact, "/basic", encoded("user:hunter2"), ""},
		{exact, "/basic", encoded("hunter2:"), ""},
		{exact, "/basic", encoded("hunter2:x"), `401 Basic realm="api"`},
		{any, "/oauth", "Authorization: Bearer t", ""},
		{any, "/oauth", "", "401 Bearer"},
		{any, "/connect", "", "401 Bearer"},
		{any, "/connect", "Authorization: Bearer t", ""},
		{any, "/header", "", "401"},
		{any, "/header", "X-Key: k", ""},
		{exact, "/header", "X-Key: hunter2", ""},
		{exact, "/header", "X-Key: hunter3", "401"},
		{exact, "/token", "Authorization: Token hunter2", ""},
		{exact, "/token", "Authorization: hunter2", ""},
		{any, "/query", "", "401"},
		{any, "/query?key=", "", "401"},
		{exact, "/query?key=hunter%32", "", ""},
		{any, "/cookie", "Cookie: a=b", "401"},
		{exact, "/cookie", "Cookie: a=b; sid=hunter2", ""},
		{any, "/digest", "", "401"},
		{any, "/digest", "Authorization: Digest username=u", ""},
		{any, "/tls", "", ""},
		{any, "/unknown", "", ""},
		{any, "/both", "X-Key: k", "401"},
		{any, "/both?key=k", "X-Key: k", ""},
		{any, "/either", "X-Key: k", ""},
		{any, "/either", "", `401 Bearer Basic realm="api"`},
		{any, "/forbids", "", "403"},
	} {
		r := request("GET "+test.target, "", strings.Split(test.header, "\n")...)
		_, refusal := s.Judge(r, s.Match(r), fastapi.Auth{Mode: test.mode, Credential: "hunter2"})
		got := ""
		if refusal != nil {
			got = strings.TrimSpace(fmt.Sprint(refusal.Status) + " " + strings.Join(refusal.Header.Values("Www-Authenticate"), " "))
			assert.NotContains(t, string(refusal.Body), "hunter", test.target)
			assert.NotContains(t, fmt.Sprint(refusal.Problems), "hunter", test.target)
		}
		assert.Equal(t, test.want, got, "%s %s", test.target, test.header)
	}
}

func TestSecurityForbidden(t *testing.T) {
	t.Parallel()
	s := service(t, secured)
	r := request("GET /either", "")
	_, refusal := s.Judge(r, s.Match(r), fastapi.Auth{Mode: fastapi.AuthAny, Forbidden: true})
	assert.Equal(t, 403, refusal.Status)
	assert.Empty(t, refusal.Header.Values("Www-Authenticate"))
	assert.Equal(t, `a credential is required: the header Authorization with a bearer token, or `+
		`the header Authorization with the scheme "basic", or the header "X-Key"`, refusal.Problems[0].String())
}
