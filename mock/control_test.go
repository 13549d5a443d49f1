package mock_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/mock/control"
)

// do sends a request to the control interface, requires a status code, and returns the response.
func do[T any](t *testing.T, s *mock.Server, status int, method, path, body string, headers ...string) T {
	t.Helper()
	a := ask(t, s, method, "/_ringer"+path, body, headers...)
	require.Equal(t, status, a.StatusCode, a.Text)
	return decode[T](t, a.Text)
}

// done sends a request whose response has no body.
func done(t *testing.T, s *mock.Server, method, path string) {
	t.Helper()
	a := ask(t, s, method, "/_ringer"+path, "")
	require.Equal(t, http.StatusNoContent, a.StatusCode, a.Text)
	require.Empty(t, a.Text)
}

// refused sends an invalid request, and returns the problem.
func refused(t *testing.T, s *mock.Server, status int, method, path, body string, headers ...string) mock.Problem {
	t.Helper()
	a := ask(t, s, method, "/_ringer"+path, body, headers...)
	require.Equal(t, status, a.StatusCode, a.Text)
	require.Equal(t, "application/problem+json", a.Header.Get("Content-Type"))
	p := decode[mock.Problem](t, a.Text)
	require.Equal(t, p.Type, a.Header.Get("Ringer-Problem"))
	require.Equal(t, status, p.Status)
	return p
}

const inDataset = `"scope": {"pipeline_id": "` + pipeline + `", "eval_dataset_id": "` + dataset + `"}`

func TestControlRefusesBadBodies(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{MaxBody: 1000})
	_, err := s.Mock.Session("cart-7")
	require.NoError(t, err)
	for name, c := range map[string]struct {
		method, path, body string
		status             int
		field, says        string
	}{
		"empty":          {"POST", "/sessions", "", 400, "body", "name, scenario"},
		"null":           {"POST", "/sessions", " null ", 400, "body", "an object"},
		"no JSON":        {"POST", "/sessions", "{", 400, "body", "not JSON at byte"},
		"unknown field":  {"POST", "/sessions", `{"name": "a", "scenaro": "empty"}`, 400, "scenaro", `did you mean \"scenario\"?`},
		"null seed":      {"POST", "/sessions", `{"name": "a", "seed": null}`, 400, "seed", "seed is null (want a whole number from 0 to 2^64-1, or leave it out)"},
		"null text":      {"POST", "/sessions", `{"name": "a", "scenario": null}`, 400, "scenario", "scenario is null (want a string, or leave it out)"},
		"wrong type":     {"POST", "/sessions", `{"name": "a", "seed": "7"}`, 400, "seed", "whole number from 0"},
		"negative seed":  {"POST", "/sessions", `{"name": "a", "seed": -7}`, 400, "seed", "whole number from 0"},
		"duplicate":      {"POST", "/sessions", `{"name": "a", "name": "b"}`, 400, "name", "duplicate"},
		"no object":      {"POST", "/sessions", `[]`, 400, "body", "an object"},
		"two values":     {"POST", "/sessions", `{"name": "a"} {}`, 400, "body", "not JSON"},
		"bad time":       {"POST", "/sessions", `{"name": "a", "now": "noon"}`, 400, "now", "2024-10-01T12:00:00Z"},
		"bad name":       {"POST", "/sessions", `{"name": "../etc"}`, 400, "name", "is not a valid session name"},
		"no name":        {"POST", "/sessions", `{}`, 400, "name", "missing"},
		"taken name":     {"POST", "/sessions", `{"name": "cart-7"}`, 409, "name", "starts it again"},
		"too fast":       {"POST", "/sessions", `{"name": "a", "speed": 1e7}`, 400, "speed", "want a number"},
		"no scenario":    {"POST", "/sessions", `{"name": "a", "scenario": "emty"}`, 404, "scenario", `empty`},
		"both scenarios": {"POST", "/sessions", `{"name": "a", "scenario": "empty", "inline": {}}`, 400, "inline", "one of them"},
		"too large":      {"POST", "/sessions", `{"name": "` + strings.Repeat("a", 1000) + `"}`, 413, "body", "more than 1000 bytes"},

		"scenario unknown":  {"PUT", "/sessions/cart-7/scenario", `{"name": "partial-succes"}`, 404, "name", `partial-success`},
		"scenario empty":    {"PUT", "/sessions/cart-7/scenario", "\n", 400, "body", "name, inline"},
		"start null":        {"PUT", "/sessions/cart-7", "null", 400, "body", "an object"},
		"scenario neither":  {"PUT", "/sessions/cart-7/scenario", `{}`, 400, "name", "one of them"},
		"scenario mistake":  {"PUT", "/sessions/cart-7/scenario", `{"inline": {"genrate": {}}}`, 400, "scenario", "genrate"},
		"scenario's fault":  {"PUT", "/sessions/cart-7/scenario", `{"inline": {"faults": [{"kind": "latencey"}]}}`, 400, "scenario", "latency"},
		"scenario's target": {"PUT", "/sessions/cart-7/scenario", `{"inline": {"rules": [{"answers": [{"scenario": "emty"}]}]}}`, 400, "scenario", "empty"},

		"faults missing":  {"PUT", "/sessions/cart-7/faults", `{}`, 400, "faults", "an array"},
		"fault unknown":   {"PUT", "/sessions/cart-7/faults", `{"faults": ["reset", "latencey:2s"]}`, 400, "faults/1", "latency"},
		"fault parameter": {"PUT", "/sessions/cart-7/faults", `{"faults": [{"kind": "latency", "fixd": "2s"}]}`, 400, "faults/0/fixd", "fixed"},
		"faults many":     {"PUT", "/sessions/cart-7/faults", `{"faults": [` + strings.Repeat(`"reset",`, 60) + `"reset"]}`, 400, "faults", "at most 50"},

		"clock nothing":    {"PUT", "/sessions/cart-7/clock", `{}`, 400, "now", "one of them"},
		"clock backwards":  {"PUT", "/sessions/cart-7/clock", `{"now": "2001-01-01T00:00:00Z"}`, 400, "now", "cannot go back"},
		"clock at no time": {"PUT", "/sessions/cart-7/clock", `{"now": "0001-01-01T00:00:00Z"}`, 400, "now", "from 1970"},
		"session no time":  {"PUT", "/sessions/cart-8", `{"now": "0001-01-01T00:00:00Z"}`, 400, "now", "from 1970"},
		"session no epoch": {"PUT", "/sessions/cart-8", `{"epoch": "0001-01-01T00:00:00Z"}`, 400, "epoch", "from 1970"},
		"clock too late":   {"PUT", "/sessions/cart-7/clock", `{"now": "9999-12-31T23:59:59.9999999Z"}`, 400, "now", "year 9999"},
		"clock no speed":   {"PUT", "/sessions/cart-7/clock", `{"speed": "fast"}`, 400, "speed", `want a number such as 60, or a text such as \"60x\"`},
		"clock speed back": {"PUT", "/sessions/cart-7/clock", `{"speed": "-1x"}`, 400, "speed", "from 0 (frozen)"},
		"clock bool speed": {"PUT", "/sessions/cart-7/clock", `{"speed": true}`, 400, "speed", "want a number such as 60"},
		"clock speed":      {"PUT", "/sessions/cart-7/clock", `{"speed": -1}`, 400, "speed", "want a number"},
		"advance back":     {"POST", "/sessions/cart-7/clock/advance", `{"by": "-90s"}`, 400, "by", "cannot go back"},
		"advance no time":  {"POST", "/sessions/cart-7/clock/advance", `{"by": "soon"}`, 400, "by", "90s"},
		"advance too far":  {"POST", "/sessions/cart-7/clock/advance", `{"by": "9000000h"}`, 400, "by", "at most 2562047h"},
		"advance nowhere":  {"POST", "/sessions/cart-7/clock/advance", `{"to": "end"}`, 400, "to", "next-transition or final"},
		"advance both":     {"POST", "/sessions/cart-7/clock/advance", `{"to": "final", "by": "90s"}`, 400, "by", "one of them"},
		"advance by of":    {"POST", "/sessions/cart-7/clock/advance", `{"by": "90s", ` + inDataset + `}`, 400, "by", "leave them out"},
		"advance no id":    {"POST", "/sessions/cart-7/clock/advance", `{"to": "final", "jobId": "x"}`, 400, "jobId", "not a UUID"},
		"advance half":     {"POST", "/sessions/cart-7/clock/advance", `{"to": "final", "scope": {"pipeline_id": "` + pipeline + `"}}`, 400, "scope/eval_dataset_id", "missing"},
		"advance no job":   {"POST", "/sessions/cart-7/clock/advance", `{"to": "final", "jobId": "` + dataset + `"}`, 404, "job", "name its collection"},
		"job state":        {"POST", "/sessions/cart-7/jobs", `{` + inDataset + `, "state": "RUNNING"}`, 400, "state", "PARTIAL_SUCCESS"},
		"job end":          {"POST", "/sessions/cart-7/jobs", `{` + inDataset + `, "ends": "DONE"}`, 400, "ends", "PARTIAL_SUCCESS"},
		"job ended":        {"POST", "/sessions/cart-7/jobs", `{` + inDataset + `, "state": "ERROR", "running": true}`, 400, "state", "PENDING"},
		"job id":           {"POST", "/sessions/cart-7/jobs", `{` + inDataset + `, "id": "7"}`, 400, "id", "not a UUID"},
		"job model":        {"POST", "/sessions/cart-7/jobs", `{` + inDataset + `, "input": {"params": {"llm_model": "GPT_5"}}}`, 400, "input/params/llm_model", "GPT_4O"},
		"job asks":         {"POST", "/sessions/cart-7/jobs", `{` + inDataset + `, "input": {"eval_question_ids": ["7"]}}`, 400, "input/eval_question_ids/0", "not a UUID"},
		"job where":        {"POST", "/sessions/cart-7/jobs", `{}`, 400, "scope/pipeline_id", "missing"},
		"query unknown":    {"GET", "/sessions/cart-7/jobs?pipeline=x", "", 400, "pipeline", "pipeline_id"},
		"no job":           {"PATCH", "/sessions/cart-7/jobs/" + dataset, `{"set": {}}`, 404, "job", "name its collection"},
		"job no id":        {"GET", "/sessions/cart-7/jobs/x", "", 400, "job", "not a UUID"},
		"unknown session":  {"GET", "/sessions/cart-8", "", 404, "session", `cart-7`},
		"unknown scenario": {"GET", "/scenarios/emty", "", 404, "scenario", "empty"},
		"unknown path":     {"GET", "/sesions", "", 404, "", "/_ringer/sesions"},
		"wrong method":     {"PATCH", "/sessions/cart-7/clock", "", 405, "", "GET, HEAD, PUT"},
		"impossible name":  {"PUT", "/sessions/%2Fetc/clock", `{"speed": 1}`, 400, "session", "is not a valid session name"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := refused(t, s, c.status, c.method, c.path, c.body)
			assert.Equal(t, c.field, p.Field, p.Error())
			assert.Contains(t, strings.ReplaceAll(p.Error(), `"`, `\"`), strings.ReplaceAll(strings.ReplaceAll(c.says, `\"`, `"`), `"`, `\"`))
		})
	}
}

func TestControlMakesLooksAtAndDropsSessions(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{})
	born := do[mock.SessionState](t, s, 201, "POST", "/sessions",
		`{"name": "cart-7", "scenario": "one-of-each-status", "seed": 7, "now": "2024-10-01T12:00:00Z"}`)
	assert.Equal(t, uint64(7), born.Seed)
	assert.Equal(t, noon, born.Clock.Now)
	assert.Zero(t, born.Clock.Speed)
	assert.Len(t, list(t, s, "Ringer-Session: cart-7"), 4)
	seen := do[mock.SessionState](t, s, 200, "GET", "/sessions/cart-7", "")
	assert.Equal(t, "one-of-each-status", seen.Scenario)
	assert.Equal(t, 1, seen.Requests)
	assert.Equal(t, []mock.Collection{{Resource: "execution", Scope: scope}}, seen.Collections)
	assert.Len(t, do[control.SessionList](t, s, 200, "GET", "/sessions", "").Sessions, 2)
	done(t, s, "DELETE", "/sessions/cart-7")
	refused(t, s, 404, "GET", "/sessions/cart-7", "")
	assert.Len(t, do[control.SessionList](t, s, 200, "GET", "/sessions", "").Sessions, 1)
	frozen := do[mock.SessionState](t, s, 201, "PUT", "/sessions/cart-8", `{"speed": 0}`)
	assert.Zero(t, frozen.Clock.Speed, "a clock that is frozen from now on")
	assert.WithinDuration(t, time.Now(), frozen.Clock.Now, time.Minute)
}

func TestControlResetsASession(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{})
	do[mock.SessionState](t, s, 201, "PUT", "/sessions/cart-7", `{"scenario": "empty", "now": "2024-10-01T12:00:00Z"}`)
	ask(t, s, "POST", base, questions, "Ringer-Session: cart-7")
	do[control.FaultList](t, s, 200, "PUT", "/sessions/cart-7/faults", `{"faults": ["status:503"]}`)
	do[control.ClockMoved](t, s, 200, "POST", "/sessions/cart-7/clock/advance", `{"by": "1h"}`)
	again := do[mock.SessionState](t, s, 200, "POST", "/sessions/cart-7/reset", "")
	assert.Equal(t, noon, again.Clock.Now, "as it started")
	assert.Equal(t, "empty", again.Scenario)
	assert.Empty(t, again.Faults)
	assert.Empty(t, list(t, s, "Ringer-Session: cart-7"))
	other := do[mock.SessionState](t, s, 200, "POST", "/sessions/cart-7/reset", `{"scenario": "fifty", "seed": 3}`)
	assert.Equal(t, "fifty", other.Scenario)
	assert.Equal(t, uint64(3), other.Seed)
	refused(t, s, 404, "POST", "/sessions/cart-8/reset", "")
}

func TestControlSetsTheScenario(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon})
	state := do[control.ScenarioState](t, s, 201, "PUT", "/sessions/cart-7/scenario", `{"name": "fifty"}`)
	assert.Equal(t, "fifty", state.Name, "the session is made")
	assert.Len(t, list(t, s, "Ringer-Session: cart-7"), 50)
	state = do[control.ScenarioState](t, s, 200, "PUT", "/sessions/cart-7/scenario", `{"inline": {"generate": {"count": 3}}}`)
	assert.True(t, state.Inline)
	assert.Len(t, list(t, s, "Ringer-Session: cart-7"), 3)
	a := ask(t, s, "PUT", "/_ringer/sessions/cart-7/scenario", "generate:\n  count: 5\n", "Content-Type: application/yaml")
	require.Equal(t, http.StatusOK, a.StatusCode, a.Text)
	assert.Len(t, list(t, s, "Ringer-Session: cart-7"), 5)
	assert.True(t, do[control.ScenarioState](t, s, 200, "GET", "/sessions/cart-7/scenario", "").Inline)
	assert.Equal(t, "default", do[control.ScenarioState](t, s, 200, "GET", "/sessions/default/scenario", "").Name)
	started := do[mock.SessionState](t, s, 201, "PUT", "/sessions/cart-8", `{"inline": {"generate": {"count": 2}}}`)
	assert.Equal(t, "inline", started.Scenario)
	assert.Len(t, list(t, s, "Ringer-Session: cart-8"), 2)
}

func TestControlListsTheScenarios(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{})
	all := do[control.ScenarioList](t, s, 200, "GET", "/scenarios", "").Scenarios
	assert.Len(t, all, len(s.Mock.Scenarios().Names()))
	one := do[map[string]any](t, s, 200, "GET", "/scenarios/"+all[3].Name, "")
	assert.Equal(t, all[3].Title, one["title"])
}

func TestControlSetsFaults(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon})
	list := do[control.FaultList](t, s, 201, "PUT", "/sessions/cart-7/faults", `{"faults": [{"kind": "status", "code": 503}]}`)
	require.Len(t, list.Faults, 1)
	assert.Equal(t, `"status:503"`, string(list.Faults[0]))
	assert.Equal(t, 503, get(t, s, base, "Ringer-Session: cart-7").StatusCode)
	assert.Equal(t, 200, get(t, s, base).StatusCode, "of another session")
	assert.Equal(t, list, do[control.FaultList](t, s, 200, "GET", "/sessions/cart-7/faults", ""))
	done(t, s, "DELETE", "/sessions/cart-7/faults")
	assert.Equal(t, 200, get(t, s, base, "Ringer-Session: cart-7").StatusCode)
	assert.Empty(t, do[control.FaultList](t, s, 200, "GET", "/sessions/cart-7/faults", "").Faults)
	refused(t, s, 404, "DELETE", "/sessions/cart-8/faults", "")
}

func TestControlSaysHowItIs(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{})
	assert.Equal(t, "ok", do[control.Health](t, s, 200, "GET", "/health", "").Status)
	assert.NotEmpty(t, do[control.Version](t, s, 200, "GET", "/version", "").Go)
	assert.True(t, do[mock.Readiness](t, s, 200, "GET", "/ready", "").Ready)
	s.Mock.ReportFixtures(assert.AnError)
	for path, all := range map[string]bool{"/readyz": false, "/_ringer/ready": true} {
		a := get(t, s, path)
		assert.Equal(t, http.StatusServiceUnavailable, a.StatusCode)
		assert.Equal(t, all, strings.Contains(a.Text, assert.AnError.Error()), path)
		assert.Contains(t, a.Text, `"problem":`)
	}
	require.NoError(t, s.Mock.SetFixtures(s.Mock.Scenarios()))
	assert.Equal(t, http.StatusOK, get(t, s, "/readyz").StatusCode)
	assert.Equal(t, http.StatusMethodNotAllowed, ask(t, s, "POST", "/readyz", "").StatusCode)
	a := ask(t, s, "HEAD", "/_ringer/health", "")
	assert.Equal(t, http.StatusOK, a.StatusCode)
	assert.Empty(t, a.Text)
}

func TestWhatIsWrongWithTheFilesIsForThoseWithTheToken(t *testing.T) {
	t.Parallel()
	const token = "s3cret-of-the-control"
	s := serve(t, mock.Config{ControlToken: token})
	s.Mock.ReportFixtures(assert.AnError)
	assert.NotContains(t, get(t, s, "/_ringer/ready").Text, assert.AnError.Error())
	assert.Contains(t, get(t, s, "/_ringer/ready", "Authorization: Bearer "+token).Text, assert.AnError.Error())
}

func TestControlNamesTheNearestPath(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{})
	assert.Equal(t, "did you mean /_ringer/sessions?", refused(t, s, 404, "GET", "/sesions", "").Hint)
	assert.Contains(t, refused(t, s, 404, "GET", "/something/else", "").Hint, "/_ringer/openapi.json")
	refused(t, s, 404, "GET", "", "")
}
