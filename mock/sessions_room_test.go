package mock_test

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/mock/control"
	"github.com/ringer-api/ringer/mock/fastapi"
)

func TestSessionsThatWereOnlyLookedAtMakeRoomOldestFirst(t *testing.T) {
	t.Parallel()
	clock, log := &handClock{now: noon}, &logText{}
	s := serve(t, mock.Config{MaxSessions: 3, Scenario: "empty", Real: clock.Now,
		Logger: slog.New(slog.NewTextHandler(log, nil))})
	for _, name := range []string{"a", "b", "c"} {
		clock.Move(time.Minute)
		list(t, s, "Ringer-Session: "+name)
	}
	clock.Move(time.Minute)
	list(t, s, "Ringer-Session: d")
	assert.Equal(t, []string{"b", "c", "d", "default"}, names(s))
	a := get(t, s, base, "Ringer-Session: a")
	assert.Contains(t, a.Header.Get("Ringer-Session-Restarted"), "more than 3 sessions, and it was only looked at")
	assert.Empty(t, get(t, s, base, "Ringer-Session: a").Header.Get("Ringer-Session-Restarted"), "said once")
	assert.Equal(t, 1, strings.Count(log.String(), "session dropped"), "the log says it once")
}

func names(s *mock.Server) []string {
	var all []string
	for _, session := range s.Mock.Sessions() {
		all = append(all, session.Name())
	}
	return all
}

// A client that makes up many names evicts neither sessions with anything stored in them nor
// that of a client that polls.
func TestMadeUpNamesThrowNobodyOut(t *testing.T) {
	t.Parallel()
	log := &logText{}
	s := serve(t, mock.Config{Now: noon, Scenario: "all-success", MaxSessions: 20, Logger: slog.New(slog.NewTextHandler(log, nil))})
	held := map[string]func(session string){
		"made":     func(n string) { do[mock.SessionState](t, s, 201, "PUT", "/sessions/"+n, "") },
		"job":      func(n string) { ask(t, s, "POST", base, questions, "Ringer-Session: "+n) },
		"scenario": func(n string) { do[json.RawMessage](t, s, 201, "PUT", "/sessions/"+n+"/scenario", `{"name":"empty"}`) },
		"fault": func(n string) {
			do[control.FaultList](t, s, 201, "PUT", "/sessions/"+n+"/faults", `{"faults":["latency:1ms"]}`)
		},
		"clock": func(n string) {
			list(t, s, "Ringer-Session: "+n)
			do[json.RawMessage](t, s, 200, "POST", "/sessions/"+n+"/clock/advance", `{"by":"1h"}`)
		},
		"patch": func(n string) {
			id := list(t, s, "Ringer-Session: "+n)[0].ID
			do[mock.Job](t, s, 200, "PATCH", "/sessions/"+n+"/jobs/"+id, `{"set":{"/user_id":null}}`)
		},
		"made job": func(n string) {
			do[mock.Job](t, s, 201, "POST", "/sessions/"+n+"/jobs", `{`+inDataset+`}`)
		},
		"by a program": func(n string) {
			_, err := s.Mock.Session(n)
			require.NoError(t, err)
		},
	}
	kept := []string{"default", "polls"}
	for name, hold := range held {
		name = strings.ReplaceAll(name, " ", "-")
		hold(name)
		kept = append(kept, name)
	}
	list(t, s, "Ringer-Session: polls")
	before := list(t, s, "Ringer-Session: polls")
	for i := range 200 {
		list(t, s, fmt.Sprintf("Ringer-Session: made-up-%d", i))
	}
	assert.Subset(t, names(s), kept)
	assert.Len(t, s.Mock.Sessions(), 21)
	assert.Equal(t, before, list(t, s, "Ringer-Session: polls"))
	assert.Equal(t, 1, strings.Count(log.String(), "session dropped"))
}

func TestARequestThatLeavesNothingKeepsNoSession(t *testing.T) {
	t.Parallel()
	closed := fastapi.Auth{Mode: fastapi.AuthExact, Credential: "s3cret"}
	s := serve(t, mock.Config{Now: noon, Auth: closed, MaxBody: 1 << 10})
	const me, in = "Authorization: Bearer s3cret", "Ringer-Session: new"
	for name, c := range map[string]struct {
		method, path, body string
		headers            []string
		status             int
	}{
		"no such path":      {"GET", "/nowhere", "", []string{in, me}, 404},
		"in the path":       {"GET", "/_ringer/s/new/nowhere", "", []string{me}, 404},
		"wrong method":      {"DELETE", base, "", []string{in, me}, 405},
		"a slash too many":  {"GET", base + "/", "", []string{in, me}, 307},
		"not authenticated": {"GET", base, "", []string{in}, 401},
		"too large a body":  {"POST", base, strings.Repeat(" ", 2<<10), []string{in, me}, 413},
		"no such wish":      {"GET", base, "", []string{in, me, "Prefer: count=-1"}, 400},
		"no such scenario":  {"GET", base, "", []string{in, me, "Prefer: scenario=nothing"}, 400},
		"a wish in vain":    {"GET", base + "/result", "", []string{in, me, "Prefer: count=100000"}, 400},
		"a preflight":       {"OPTIONS", base, "", []string{in, "Origin: " + page, "Access-Control-Request-Method: GET"}, 204},
		"health":            {"GET", "/healthz", "", []string{in}, 200},
		"control, refused":  {"PUT", "/_ringer/sessions/new/scenario", `{"name":"nothing"}`, nil, 404},
		"control, no job":   {"POST", "/_ringer/sessions/new/jobs", `{"scope":{"pipeline_id":"x"}}`, nil, 400},
		"control, no fault": {"PUT", "/_ringer/sessions/new/faults", `{"faults":["nothing"]}`, nil, 400},
	} {
		a := ask(t, s, c.method, c.path, c.body, c.headers...)
		assert.Equal(t, c.status, a.StatusCode, name)
		assert.Equal(t, []string{"default"}, names(s), name)
	}
	assert.Equal(t, 422, get(t, s, base+"/x", in, me).StatusCode)
	assert.Equal(t, []string{"default", "new"}, names(s), "that was a request for an execution")
}

func TestPastTheBoundTheNewcomerIsRefused(t *testing.T) {
	t.Parallel()
	log := &logText{}
	s := serve(t, mock.Config{Now: noon, Scenario: "empty", MaxSessions: 2, Logger: slog.New(slog.NewTextHandler(log, nil))})
	for _, name := range []string{"a", "b"} {
		ask(t, s, "POST", base, questions, "Ringer-Session: "+name)
	}
	for _, c := range []struct{ method, path, body string }{
		{"GET", base, ""}, {"POST", base, questions}, {"GET", "/_ringer/s/c" + base, ""},
		{"PUT", "/_ringer/sessions/c", ""}, {"POST", "/_ringer/sessions", `{"name":"c"}`},
		{"PUT", "/_ringer/sessions/c/scenario", `{"name":"empty"}`},
		{"POST", "/_ringer/sessions/c/jobs", `{` + inDataset + `}`},
	} {
		a := ask(t, s, c.method, c.path, c.body, "Ringer-Session: c")
		assert.Equal(t, http.StatusServiceUnavailable, a.StatusCode, c)
		assert.Equal(t, "urn:ringer:sessions", a.Header.Get("Ringer-Problem"), c)
		assert.Contains(t, a.Text, "DELETE /_ringer/sessions/NAME", c)
	}
	assert.Equal(t, 404, get(t, s, "/nowhere", "Ringer-Session: c").StatusCode, "what keeps none needs no room")
	assert.Equal(t, 1, strings.Count(log.String(), "there is no room for more sessions"), "the log says it once")
	for _, name := range []string{"a", "b"} {
		assert.Len(t, list(t, s, "Ringer-Session: "+name), 1)
	}
	do[mock.SessionState](t, s, 200, "PUT", "/sessions/a", "")
	done(t, s, "DELETE", "/sessions/a")
	assert.Empty(t, list(t, s, "Ringer-Session: c"), "and what was refused left no job")
	assert.Equal(t, []string{"b", "c", "default"}, names(s))
}
