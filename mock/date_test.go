package mock_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock"
)

func TestEveryAnswerHasTheClocksDate(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon})
	later := noon.Add(90 * time.Minute)
	_, err := s.Mock.MakeSession("later", mock.SessionConfig{Now: later})
	require.NoError(t, err)
	for name, c := range map[string]struct {
		method, path string
		headers      []string
		status       int
		date         time.Time
	}{
		"a response":                {"GET", base, nil, 200, noon},
		"a preflight":               {"OPTIONS", base, []string{"Origin: " + page, "Access-Control-Request-Method: POST"}, 204, noon},
		"a preflight of a session":  {"OPTIONS", "/_ringer/s/later" + base, []string{"Origin: " + page, "Access-Control-Request-Method: POST"}, 204, later},
		"a refusal":                 {"GET", "/nowhere", nil, 404, noon},
		"an error of the mock":      {"GET", base, []string{"Prefer: count=-1"}, 400, noon},
		"one of a session":          {"GET", base, []string{"Prefer: count=-1", "Ringer-Session: later"}, 400, later},
		"a name that is none":       {"GET", base, []string{"Ringer-Session: ../etc"}, 400, noon},
		"health":                    {"GET", "/healthz", nil, 200, noon},
		"readiness":                 {"GET", "/readyz", nil, 200, noon},
		"the description":           {"GET", "/openapi.json", nil, 200, noon},
		"the wrong method":          {"POST", "/openapi.json", nil, 405, noon},
		"control":                   {"GET", "/_ringer/sessions", nil, 200, noon},
		"control of a session":      {"GET", "/_ringer/sessions/later", nil, 200, later},
		"control of none":           {"GET", "/_ringer/sessions/nobody", nil, 404, noon},
		"an error of control":       {"GET", "/_ringer/nowhere", nil, 404, noon},
		"a stranger":                {"GET", "/_ringer/sessions", []string{"Origin: https://attacker.example"}, 403, noon},
		"the archive":               {"GET", "/_ringer/journal.har", nil, 200, noon},
		"OPTIONS without an origin": {"OPTIONS", base, nil, 405, noon},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := ask(t, s, c.method, c.path, "", c.headers...)
			assert.Equal(t, c.status, a.StatusCode)
			assert.Equal(t, []string{c.date.Format(http.TimeFormat)}, a.Header.Values("Date"))
		})
	}
}

func TestTheDateFollowsTheClock(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon})
	shared, err := s.Mock.Session("")
	require.NoError(t, err)
	require.NoError(t, shared.Clock().Set(noon.Add(time.Hour), 0))
	assert.Equal(t, noon.Add(time.Hour).Format(http.TimeFormat), get(t, s, "/healthz").Header.Get("Date"))
}

func TestAPreflightOfControlHasTheClocksDate(t *testing.T) {
	t.Parallel()
	a := foreign(t, serve(t, mock.Config{Now: noon}), http.MethodOptions, "", "http://localhost:5173")
	assert.Equal(t, http.StatusNoContent, a.StatusCode)
	assert.Equal(t, noon.Format(http.TimeFormat), a.Header.Get("Date"))
	assert.Contains(t, a.Header.Values("Vary"), "Origin")
}
