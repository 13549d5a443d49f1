package mock_test

import (
	"encoding/json"
	"log/slog"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock"
)

// told is all output of a mock about its first exchange: the journal, the archive, the
// explanation, the log and the event.
func told(t *testing.T, target string, headers ...string) string {
	t.Helper()
	var log, archive strings.Builder
	s := serve(t, mock.Config{Now: noon, Scenario: "empty", Logger: slog.New(slog.NewTextHandler(&log, nil))})
	sub := listen(t, s, mock.EventFilter{})
	r := httptest.NewRequest("GET", base, nil)
	r.URL.Path, r.URL.RawQuery, _ = strings.Cut(base+target, "?")
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		if name == "Host" {
			r.Host = value
			continue
		}
		r.Header.Add(name, value)
	}
	s.Mock.ServeHTTP(httptest.NewRecorder(), r)
	entries := s.Mock.Find(mock.Filter{})
	require.Len(t, entries, 1)
	require.NoError(t, mock.WriteHAR(&archive, entries))
	event := next(t, sub)
	all, err := json.Marshal([]any{entries, archive.String(), event, entries[0].Explain(), log.String()})
	require.NoError(t, err)
	return string(all)
}

func TestSecretsAreToldToNobody(t *testing.T) {
	t.Parallel()
	for _, target := range []string{
		"?code=s3cret&state=abc", "?access_token=s3cret", "?id_token=s3cret", "?api_key=s3cret", "?apikey=s3cret",
		"?password=s3cret", "?pwd=s3cret", "?pass=s3cret", "?passphrase=s3cret", "?signature=s3cret", "?X-Amz-Signature=s3cret",
		"?AWSAccessKeyId=s3cret", "?subscription-key=s3cret", "?code_verifier=s3cret", "?SAMLResponse=s3cret",
		"?client_assertion=s3cret", "?JSESSIONID=s3cret", "?sid=s3cret", "?t=eyJhbGciOiJIUzI1NiJ9.s3cret.s3cret",
		"?CODE=s3cret", "?token=a?s3cret", "?a&b&token=s3cret", "?token==s3cret", "?%63ode=s3cret",
		"?next=https%3A%2F%2Fme%3As3cret%40page.test%2F", "?next=%2Fback%3Fpage%3D2%26code%3Ds3cret",
		"?next=/back?code=s3cret", ";jsessionid=s3cret", "?next=https://me:s3cret@page.test/", "?header=Bearer%20s3cret",
	} {
		assert.False(t, strings.Contains(told(t, target), "s3cret"), target)
	}
	for _, header := range []string{
		"Referer: https://page.test/back?code=s3cret", "Referer: https://me:s3cret@page.test/", "Referer: https://me:s3@cret@page.test/",
		"Referer: https://page.test/back#access_token=s3cret", "Referer: https://page.test/back;jsessionid=s3cret?page=2",
		"Origin: https://me:s3cret@page.test", "X-Original-Url: /back?token=s3cret", "Host: me:s3cret@page.test",
		"Ocp-Apim-Subscription-Key: s3cret", "X-Session-Id: s3cret", "X-Jwt: s3cret", "X-Id: eyJhbGciOiJIUzI1NiJ9.s3cret.s3cret",
		"Link: </back?token=s3cret>; rel=next", "Prefer: a=eyJhbGciOiJIUzI1NiJ9.s3cret.s3cret",
		"Prefer: eyJhbGciOiJIUzI1NiJ9.s3cret.s3cret",
	} {
		all := told(t, "", header)
		assert.False(t, strings.Contains(all, "s3cret") || strings.Contains(all, "cret@"), header)
	}
}

func TestWhatIsNoSecretIsTold(t *testing.T) {
	t.Parallel()
	for _, target := range []string{
		"?ringer.code=503", "?ringer.code=503&ringer.scenario=empty", "?page=2;size=10", "?monkey=1", "?zipcode=8000",
		"?next=%2Fback%3Fpage%3D2", "?x=%zz", "?&&=&", "?pinned=1", "?time=12:00",
	} {
		assert.True(t, strings.Contains(strings.ReplaceAll(told(t, target), `\u0026`, "&"), base+target), target)
	}
	for _, header := range []string{
		"Prefer: code=503, wait=0", "Prefer: wait=0;code=503", "Accept: text/html;q=0.9", "Idempotency-Key: abc",
		"Referer: https://page.test/executions?page=2#top", "Ringer-Session: cart-7",
	} {
		_, value, _ := strings.Cut(header, ": ")
		assert.True(t, strings.Contains(told(t, "", header), value), header)
	}
}

// recorded is everything that is stored of the exchanges so far.
func recorded(t *testing.T, s *mock.Server) string {
	t.Helper()
	var archive strings.Builder
	entries := s.Mock.Find(mock.Filter{})
	require.NotEmpty(t, entries)
	require.NoError(t, mock.WriteHAR(&archive, entries))
	var explained []string
	for _, e := range entries {
		explained = append(explained, e.Explain())
	}
	all, err := json.Marshal([]any{entries, archive.String(), explained})
	require.NoError(t, err)
	return string(all)
}

func TestSecretsInBodiesAreToldToNobody(t *testing.T) {
	t.Parallel()
	for body, media := range map[string]string{
		`{"password":"s3cret","eval_question_ids":["s"]}`: "application/json", `{"a":[{"client_secret":["s3cret"]}]}`: "application/json",
		`{"a":"the key llx-s3cret0123456789 is used"}`: "application/json", `{"next":"https://a.test/?a=b\u0026sig=s3cret"}`: "application/json",
		"a=b&code=s3cret&c=d": "application/x-www-form-urlencoded", "token=s3cret": "text/plain", "the key glpat-s3cret0123456789": "text/plain",
		"--B\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\ns3cret\r\n--B--\r\n": "multipart/form-data; boundary=B",
		`{"password":"s3cret`: "application/json",
	} {
		s := serve(t, mock.Config{Now: noon})
		ask(t, s, "POST", base, body, "Content-Type: "+media)
		all := recorded(t, s)
		assert.False(t, strings.Contains(all, "s3cret"), "%s: %s", body, all)
		assert.True(t, strings.Contains(all, "[redacted]"), body)
	}
	s := behave(t, "rules: [{when: {operation: list}, answers: [{text: '{\"access_token\":\"s3cret\",\"error\":{\"code\":\"E42\"},\"total_tokens\":51234}', "+
		"content_type: application/json}]}]\nbreaks_contract: true\n")
	a := get(t, s, base)
	assert.Contains(t, a.Text, "s3cret", "the client gets what the scenario says")
	all := recorded(t, s)
	assert.NotContains(t, all, "s3cret")
	assert.Contains(t, all, "E42")
	assert.Contains(t, all, "51234")
	e := s.Mock.Find(mock.Filter{})[0]
	assert.False(t, e.Clipped, "a replaced secret does not make a body clipped")
	assert.Equal(t, len(a.Text), e.ResponseSize)
}

func TestARuleThatMissesTellsNoSecret(t *testing.T) {
	t.Parallel()
	s := behave(t, `
rules:
  - {when: {operation: execute, body: {/password: hunter-s3cret}}, answers: [{code: 503}]}
  - {when: {operation: execute, body: {/token: s3cret}}, answers: [{code: 503}]}
`)
	ask(t, s, "POST", base, `{"password":"another-s3cret","token":"s3cret-too","eval_question_ids":[]}`, "Content-Type: application/json")
	all := recorded(t, s)
	assert.NotContains(t, all, "s3cret")
	assert.Contains(t, all, "body field /password is")
}

// BenchmarkList serves a list of 2,000 executions, with a journal that keeps the beginning of
// each response, and with one that keeps no bodies.
func BenchmarkList(b *testing.B) {
	for name, bytes := range map[string]int64{"kept": 0, "not-kept": 4 << 10} {
		b.Run(name, func(b *testing.B) {
			m, err := mock.New(mock.Config{Now: noon, Scenario: "many", JournalBytes: bytes})
			require.NoError(b, err)
			b.Cleanup(func() { _ = m.Close() })
			for b.Loop() {
				m.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest("GET", base, nil))
			}
		})
	}
}
