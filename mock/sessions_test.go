package mock_test

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/mock/fastapi"
)

func TestSessionsNeverSeeOneAnother(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Seed: 1})
	scenarios := []string{"empty", "one-of-each-status", "all-success", "fifty"}
	counts := []int{0, 4, 8, 50}
	var tests sync.WaitGroup
	for i := range 100 {
		tests.Go(func() {
			name := fmt.Sprintf("test-%d", i)
			_, err := s.Mock.MakeSession(name, mock.SessionConfig{Scenario: scenarios[i%4], Now: noon.Add(time.Duration(i) * time.Hour)})
			if !assert.NoError(t, err) {
				return
			}
			for range i % 3 {
				born := decode[record](t, ask(t, s, "POST", base, questions, "Ringer-Session: "+name).Text)
				assert.Equal(t, noon.Add(time.Duration(i)*time.Hour).Format(time.RFC3339), born.CreatedAt)
			}
			assert.Len(t, list(t, s, "Ringer-Session: "+name), counts[i%4]+i%3, name)
		})
	}
	tests.Wait()
	assert.Len(t, s.Mock.Sessions(), 101)
}

func TestSessionInThePath(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, Scenario: "empty"})
	ask(t, s, "POST", "/_ringer/s/cart-7"+base, questions)
	assert.Len(t, decode[[]record](t, get(t, s, "/_ringer/s/cart-7"+base).Text), 1)
	assert.Len(t, list(t, s, "Ringer-Session: cart-7"), 1)
	assert.Empty(t, list(t, s))
}

func TestSessionNameIsChecked(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{})
	a := get(t, s, base, "Ringer-Session: ../etc")
	assert.Equal(t, http.StatusBadRequest, a.StatusCode)
	assert.Contains(t, a.Text, "Ringer-Session")
}

func TestSessionIsNamedOnce(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{})
	inPath := "/_ringer/s/cart-7" + base
	assert.Equal(t, "cart-7.1", get(t, s, inPath, "Ringer-Session: cart-7").Header.Get("Ringer-Trace"))
	a := get(t, s, inPath, "Ringer-Session: cart-8")
	assert.Equal(t, http.StatusBadRequest, a.StatusCode)
	assert.Contains(t, a.Text, `names session \"cart-8\", the path session \"cart-7\"`)
	a = get(t, s, base, "Ringer-Session: cart-7", "Ringer-Session: cart-8")
	assert.Equal(t, http.StatusBadRequest, a.StatusCode)
	assert.Contains(t, a.Text, "cart-7, cart-8")
}

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

// Whoever makes names up takes nobody's session that holds anything, nor that of
// a client which comes back.
func TestMadeUpNamesThrowNobodyOut(t *testing.T) {
	t.Parallel()
	log := &logText{}
	s := serve(t, mock.Config{Now: noon, Scenario: "all-success", MaxSessions: 20, Logger: slog.New(slog.NewTextHandler(log, nil))})
	held := map[string]func(session string){
		"made":     func(n string) { do[mock.SessionState](t, s, 201, "PUT", "/sessions/"+n, "") },
		"job":      func(n string) { ask(t, s, "POST", base, questions, "Ringer-Session: "+n) },
		"scenario": func(n string) { do[json.RawMessage](t, s, 201, "PUT", "/sessions/"+n+"/scenario", `{"name":"empty"}`) },
		"fault": func(n string) {
			do[mock.FaultList](t, s, 201, "PUT", "/sessions/"+n+"/faults", `{"faults":["latency:1ms"]}`)
		},
		"clock": func(n string) {
			list(t, s, "Ringer-Session: "+n)
			do[json.RawMessage](t, s, 200, "POST", "/sessions/"+n+"/clock/advance", `{"by":"1h"}`)
		},
		"patch": func(n string) {
			id := list(t, s, "Ringer-Session: "+n)[0].ID
			do[mock.Execution](t, s, 200, "PATCH", "/sessions/"+n+"/executions/"+id, `{"set":{"/user_id":null}}`)
		},
		"made job": func(n string) {
			do[mock.Execution](t, s, 201, "POST", "/sessions/"+n+"/executions", `{"pipeline_id":"`+pipeline+`","eval_dataset_id":"`+dataset+`"}`)
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
		"not let in":        {"GET", base, "", []string{in}, 401},
		"too large a body":  {"POST", base, strings.Repeat(" ", 2<<10), []string{in, me}, 413},
		"no such wish":      {"GET", base, "", []string{in, me, "Prefer: count=x"}, 400},
		"no such scenario":  {"GET", base, "", []string{in, me, "Prefer: scenario=nothing"}, 400},
		"a wish in vain":    {"GET", base + "/result", "", []string{in, me, "Prefer: count=100000"}, 400},
		"a preflight":       {"OPTIONS", base, "", []string{in, "Origin: " + page, "Access-Control-Request-Method: GET"}, 204},
		"health":            {"GET", "/healthz", "", []string{in}, 200},
		"control, refused":  {"PUT", "/_ringer/sessions/new/scenario", `{"name":"nothing"}`, nil, 404},
		"control, no job":   {"POST", "/_ringer/sessions/new/executions", `{"pipeline_id":"x"}`, nil, 400},
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
		{"POST", "/_ringer/sessions/c/executions", `{"pipeline_id":"` + pipeline + `","eval_dataset_id":"` + dataset + `"}`},
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

func TestSharedSessionIsNeverDropped(t *testing.T) {
	t.Parallel()
	clock := &handClock{now: noon}
	s := serve(t, mock.Config{MaxSessions: 1, SessionIdle: time.Minute, Scenario: "empty", Real: clock.Now})
	ask(t, s, "POST", base, questions)
	for _, name := range []string{"a", "b", "c"} {
		clock.Move(time.Hour)
		list(t, s, "Ringer-Session: "+name)
	}
	assert.Len(t, list(t, s), 1)
	assert.Len(t, s.Mock.Sessions(), 2)
}

func TestIdleSessionGoes(t *testing.T) {
	t.Parallel()
	clock := &handClock{now: noon}
	s := serve(t, mock.Config{SessionIdle: time.Minute, Scenario: "empty", Real: clock.Now})
	ask(t, s, "POST", base, questions, "Ringer-Session: a")
	clock.Move(time.Minute)
	assert.Len(t, list(t, s, "Ringer-Session: a"), 1, "used within its time")
	clock.Move(2 * time.Minute)
	a := get(t, s, base, "Ringer-Session: a")
	assert.Equal(t, "[]", a.Text, "though nobody else made a session")
	assert.Contains(t, a.Header.Get("Ringer-Session-Restarted"), "not used for 1m0s")
	assert.Empty(t, get(t, s, base, "Ringer-Session: a").Header.Get("Ringer-Session-Restarted"), "said once")

	list(t, s, "Ringer-Session: b")
	clock.Move(30 * time.Second)
	list(t, s, "Ringer-Session: a")
	clock.Move(31 * time.Second)
	assert.Len(t, s.Mock.Sessions(), 2, "b is gone, a and the shared one are not")
	_, err := s.Mock.KnownSession("b")
	assert.Error(t, err)
	_, err = s.Mock.MakeSession("b", mock.SessionConfig{})
	require.NoError(t, err)
	assert.Empty(t, get(t, s, base, "Ringer-Session: b").Header.Get("Ringer-Session-Restarted"), "it was made anew")
}

func TestIdleSessionsGoOldestFirst(t *testing.T) {
	t.Parallel()
	clock, log := &handClock{now: noon}, &logText{}
	s := serve(t, mock.Config{SessionIdle: time.Hour, Scenario: "empty", Real: clock.Now,
		Logger: slog.New(slog.NewTextHandler(log, nil))})
	for _, name := range []string{"d", "b", "c", "a"} {
		clock.Move(time.Second)
		list(t, s, "Ringer-Session: "+name)
	}
	clock.Move(2 * time.Hour)
	assert.Len(t, s.Mock.Sessions(), 1)
	dropped := regexp.MustCompile(`session dropped" session=(\w)`).FindAllStringSubmatch(log.String(), -1)
	require.Len(t, dropped, 4)
	for i, name := range []string{"d", "b", "c", "a"} {
		assert.Equal(t, name, dropped[i][1])
	}
}

func TestDropSession(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Scenario: "empty"})
	ask(t, s, "POST", base, questions, "Ringer-Session: a")
	known, err := s.Mock.DropSession("a")
	require.NoError(t, err)
	assert.True(t, known)
	assert.Empty(t, list(t, s, "Ringer-Session: a"))
	known, err = s.Mock.DropSession("nobody")
	require.NoError(t, err)
	assert.False(t, known)
}

// handClock is a real time that tests move.
type handClock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *handClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *handClock) Move(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

func TestBusySessionTakesNothingFromQuietOnes(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{MaxBirths: 5, Scenario: "empty"})
	for range 2 {
		ask(t, s, "POST", base, questions, "Ringer-Session: quiet")
	}
	for range 20 {
		ask(t, s, "POST", base, questions, "Ringer-Session: busy")
	}
	assert.Len(t, list(t, s, "Ringer-Session: quiet"), 2)
	assert.Len(t, list(t, s, "Ringer-Session: busy"), 3)
}
