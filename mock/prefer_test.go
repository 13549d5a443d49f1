package mock_test

import (
	"context"
	"encoding/json"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/mock/control"
	"github.com/ringer-api/ringer/mock/fastapi"
)

func TestPrefer(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		prefer  string
		status  int
		applied []string
		body    string
	}{
		"scenario":         {"scenario=empty", 200, []string{"scenario=empty"}, `[]`},
		"quoted":           {`scenario="empty"; x=y`, 200, []string{"scenario=empty"}, `[]`},
		"count":            {"count=0", 200, []string{"count=0"}, `[]`},
		"not found":        {"code=404", 404, []string{"code=404"}, `{"detail":"Eval dataset with id ` + dataset + ` not found"}`},
		"unauthenticated":  {"code=401", 401, []string{"code=401"}, `{"detail":"Not authenticated"}`},
		"server error":     {"code=500", 500, []string{"code=500"}, "Internal Server Error"},
		"teapot":           {"code=418", 418, []string{"code=418"}, `{"detail":"I'm a Teapot"}`},
		"two at once":      {"count=0, code=200", 200, []string{"count=0", "code=200"}, `[]`},
		"the first counts": {"count=0, count=3", 200, []string{"count=0"}, `[]`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, mock.Config{Now: noon})
			a := get(t, s, base, "Prefer: "+c.prefer)
			assert.Equal(t, c.status, a.StatusCode)
			assert.Equal(t, c.applied, a.Header["Preference-Applied"])
			assert.Equal(t, c.body, a.Text)
		})
	}
}

func TestPreferStatusMakesEveryExecutionBeInIt(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, Seed: 5})
	ask(t, s, "POST", base, questions)
	for _, status := range []string{"PENDING", "SUCCESS", "ERROR", "PARTIAL_SUCCESS"} {
		records := list(t, s, "Prefer: count=6, status="+status)
		require.Len(t, records, 6)
		for _, r := range records {
			assert.Equal(t, status, r.Status)
			assert.Equal(t, status != "PENDING", r.EndedAt != nil)
		}
	}
}

func TestPreferStatusHoldsHoweverItCameToBeOtherwise(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, Scenario: "moves-by-polls"})
	for _, r := range list(t, s, "Prefer: status=ERROR") {
		assert.Equal(t, "ERROR", r.Status, "the first look")
	}
	started := decode[record](t, ask(t, s, "POST", base, questions, "Prefer: status=ERROR").Text)
	assert.Equal(t, "PENDING", started.Status, "a new one comes to it")
	session, err := s.Mock.Session("")
	require.NoError(t, err)
	_, err = session.ChangeJob(mock.JobID{ID: started.ID}, mock.Edit{Set: map[string]json.RawMessage{
		"/status": json.RawMessage(`"SUCCESS"`), "/user_id": json.RawMessage(`"me"`)}})
	require.NoError(t, err)
	assert.Contains(t, get(t, s, base+"/"+started.ID).Text, `"status":"SUCCESS"`)
	byHand := get(t, s, base+"/"+started.ID, "Prefer: status=ERROR").Text
	assert.Contains(t, byHand, `"status":"ERROR"`)
	assert.Contains(t, byHand, `"user_id":"me"`, "what else was set stays")
}

func TestPreferSaysWhatTheListHoldsWhateverWasStarted(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon})
	started := decode[record](t, ask(t, s, "POST", base, questions).Text)
	assert.Len(t, list(t, s, "Prefer: count=2"), 2)
	assert.Equal(t, started.ID, list(t, s, "Prefer: count=1")[0].ID, "the newest are kept")
	assert.Empty(t, list(t, s, "Prefer: scenario=empty"))
	assert.Equal(t, "[]", get(t, s, base+"/result", "Prefer: scenario=empty").Text)
	assert.Len(t, list(t, s, "Prefer: scenario=one-of-each-status"), 4)
	byID := get(t, s, base+"/"+started.ID, "Prefer: scenario=empty")
	assert.Equal(t, 200, byID.StatusCode, "what was started can still be followed by its id")
	assert.Equal(t, started.ID, list(t, s)[0].ID, "the next request is as before")
}

func TestPreferAForced422IsARealOne(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{})
	a := get(t, s, base, "Prefer: code=422")
	assert.Equal(t, 422, a.StatusCode)
	assert.Contains(t, a.Text, `{"detail":[{"type":"uuid_parsing","loc":["path","pipeline_id"],`)
}

func TestAForced422IsARealOneWhereNobodyWasLetIn(t *testing.T) {
	t.Parallel()
	for _, style := range []fastapi.Style{fastapi.Pydantic2, fastapi.Pydantic1} {
		s := serve(t, mock.Config{Auth: fastapi.Auth{Mode: fastapi.AuthAny}, Style: style})
		for _, id := range []string{pipeline, pipeline + "x", pipeline + "-", "%7B" + pipeline + "%7D", "%C3%BC"} {
			a := get(t, s, strings.Replace(base, pipeline, id, 1), "Prefer: code=422")
			assert.Equal(t, 422, a.StatusCode, id)
			assert.Contains(t, a.Text, `"path","pipeline_id"`, id)
			assert.True(t, utf8.ValidString(a.Text), id)
		}
	}
}

func TestPreferInTheQuery(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{})
	for query, applied := range map[string][]string{
		"ringer.scenario=empty&other=1":         {"scenario=empty"},
		"a=%zz&ringer.scenario=empty&%zz=b&c;d": {"scenario=empty"},
		"Ringer.Scenario=empty":                 {"scenario=empty"},
		"ringer%2Ecount=%30":                    {"count=0"},
		"ringer.seed=3&ringer.count=0":          {"seed=3", "count=0"},
		"ringer.ringer-count=0":                 {"ringer-count=0"},
		"ringer.count=0&ringer.ringer-count=0":  {"count=0"},
		"ringer.count=0&ringer.delay=0":         {"count=0", "ringer-delay=0"},
	} {
		a := get(t, s, base+"?"+query)
		assert.Equal(t, "[]", a.Text, query)
		assert.Equal(t, applied, a.Header["Preference-Applied"], query)
	}
	for query, says := range map[string]string{
		"ringer.count=%zz":                             "%zz",
		"ringer.count=-2":                              "count=-2: want a whole number from 0",
		"ringer.count=0&ringer.ringer-count=1":         "ringer-count=1: count=0 is given already",
		"ringer.count=2&ringer.count=0&ringer.count=2": "count=0: count=2 is given already",
	} {
		a := get(t, s, base+"?"+query)
		assert.Equal(t, 400, a.StatusCode, query)
		assert.Contains(t, a.Text, says, query)
	}
	a := get(t, s, base+"?ringer.count=2", "Prefer: count=0")
	assert.Contains(t, a.Text, "count=2: count=0 is given already")
	assert.Equal(t, "[]", get(t, s, base+"?ringer.count=0", "Prefer: count=0, count=1").Text)
}

func TestPreferWaits(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	var slept []time.Duration
	s := serve(t, mock.Config{Sleep: func(_ context.Context, d time.Duration) error {
		mu.Lock()
		defer mu.Unlock()
		slept = append(slept, d)
		return nil
	}})
	get(t, s, base, "Prefer: wait=2")
	get(t, s, base, "Prefer: wait=250ms")
	assert.Equal(t, []time.Duration{2 * time.Second, 250 * time.Millisecond}, slept)
}

func TestWhatCannotBeAppliedIsAnError(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{})
	for prefer, says := range map[string]string{
		"scenario=emtpy":                          "empty",
		"fault=latency:50/80ms,95/400ms":          "needs quotes",
		"count=-1":                                "whole number",
		"ringer-count=-1":                         "ringer-count=-1: want a whole number",
		"count=99999999999999999999":              "whole number",
		"status=DONE":                             "PENDING, SUCCESS",
		"code=204":                                "400 to 599",
		"wait=31":                                 "from 0 to 30",
		"wait=60":                                 "from 0 to 30",
		"ringer-delay=1e3":                        "from 0 to 30",
		"ringer-delay=99999999h":                  "from 0 to 30",
		"seed=-1":                                 "2^64-1",
		"count=0, fault=drop-field:/0/status":     "has no effect",
		"fault=latency:0s+null:/0/x":              "fault=null:/0/x has no effect",
		"fault=null:/0/x:probability=1":           "has no effect",
		"fault=null:/0/x:probability=0.999999":    "has no effect",
		"fault=nonsense":                          "nonsense",
		strings.Repeat("fault=garbage, ", 51):     "at most 50 faults",
		"scenario=docs-example, count=5":          "1 in all",
		"scenario=many-questions, count=90000":    "more than 2000000 questions",
		"scenario=long-error-message, count=5000": "larger than 256 MiB",
		"code=503, ringer-count=2":                "ringer-count=2 cannot be combined with code=503",
		"code=503, count=2":                       "count=2 cannot be combined with code=503",
		"status=ERROR, code=422":                  "status=ERROR cannot be combined",
	} {
		t.Run(prefer, func(t *testing.T) {
			t.Parallel()
			a := get(t, s, base, "Prefer: "+prefer)
			assert.Equal(t, 400, a.StatusCode)
			assert.Equal(t, "application/problem+json", a.Header.Get("Content-Type"))
			assert.NotEmpty(t, a.Header.Get("Ringer-Problem"))
			assert.Contains(t, a.Text, says)
			assert.False(t, strings.Contains(a.Text, `"detail":[`), "looks like the API's")
		})
	}
}

func TestWhatIsWrongIsNotEchoedWithoutBound(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon})
	long := strings.Repeat("x", 9000)
	for _, prefer := range []string{"scenario=" + long, "count=" + strings.Repeat("9", 9000), "fault=" + long} {
		assert.Less(t, len(get(t, s, base, "Prefer: "+prefer).Text), 1000, "%.9s", prefer)
	}
}

func TestAForced405NamesTheMethodAsARealOne(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon})
	for path, allow := range map[string]string{base: "POST", base + "/result": "GET"} {
		real := ask(t, s, "PATCH", path, "")
		forced := get(t, s, path, "Prefer: code=405")
		assert.Equal(t, allow, real.Header.Get("Allow"))
		assert.Equal(t, real.Header.Get("Allow"), forced.Header.Get("Allow"))
		assert.Equal(t, real.Text, forced.Text)
	}
}

func TestPreferAFault(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon})
	a := get(t, s, base, "Prefer: count=1, fault=drop-field:/0/status")
	assert.NotContains(t, a.Text, `"status"`)
	assert.Equal(t, []string{"count=1", "fault=drop-field:/0/status"}, a.Header["Preference-Applied"])
	a = get(t, s, base, `Prefer: fault="latency:50/0s,95/0s"; x=y, count=1`)
	assert.Equal(t, []string{`fault="latency:50/0s,95/0s"`, "count=1"}, a.Header["Preference-Applied"])
	a = get(t, s, base, "Prefer: count=1, fault=proxy-page:504")
	assert.Equal(t, 504, a.StatusCode)
	assert.Contains(t, a.Text, "<html>")
}

func TestPreferWithARefusedRequest(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{})
	badID := strings.Replace(base, pipeline, "x", 1)
	a := get(t, s, badID, "Prefer: scenario=empty, seed=3, fault=content-type:missing")
	assert.Equal(t, 422, a.StatusCode, "as in any scenario")
	assert.Equal(t, []string{"scenario=empty", "seed=3", "fault=content-type:missing"}, a.Header["Preference-Applied"])
	assert.NotContains(t, a.Header, "Content-Type")

	a = get(t, s, badID, "Prefer: code=500")
	assert.Equal(t, 500, a.StatusCode, "an outage comes before any judgement")
	assert.Equal(t, "Internal Server Error", a.Text)
	a = get(t, s, badID, "Prefer: code=422")
	assert.Contains(t, a.Text, "found `x` at 1", "the request's own fault, not a made one")

	a = get(t, s, "/api/v1/nowhere", "Prefer: fault=proxy-page:502")
	assert.Equal(t, 502, a.StatusCode)
	assert.Equal(t, []string{"fault=proxy-page:502"}, a.Header["Preference-Applied"])

	for _, later := range []string{"count=2, status=ERROR", "code=503"} {
		a = get(t, s, base+"/", "Prefer: seed=3, "+later)
		assert.Equal(t, 307, a.StatusCode, "the request that follows is the one it is for")
		assert.Equal(t, []string{"seed=3"}, a.Header["Preference-Applied"])
	}
}

func TestFaultsOfTheScenarioSpoilRefusalsToo(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Scenario: "no-content-type"})
	a := get(t, s, strings.Replace(base, pipeline, "x", 1))
	assert.Equal(t, 422, a.StatusCode)
	assert.NotContains(t, a.Header, "Content-Type")
}

func TestPreferACodeOverrulesTheAnswerOfAScenario(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon})
	for prefer, status := range map[string]int{
		"scenario=captive-portal, code=503":            503,
		"scenario=empty-body, code=404":                404,
		"scenario=redirected, code=200":                200,
		"scenario=correlated-error, code=200":          200,
		"scenario=unavailable, code=200":               200,
		"scenario=rate-limited-until-a-date, code=422": 422,
	} {
		a := get(t, s, base, "Prefer: "+prefer)
		_, code, _ := strings.Cut(prefer, "code=")
		alone := get(t, s, base, "Prefer: code="+code)
		assert.Equal(t, status, a.StatusCode, prefer)
		assert.Equal(t, alone.Header.Get("Retry-After"), a.Header.Get("Retry-After"), prefer)
		assert.Equal(t, alone.Header.Get("Content-Type"), a.Header.Get("Content-Type"), prefer)
		assert.Empty(t, a.Header.Get("Location"), prefer)
		if status != 200 {
			assert.Equal(t, alone.Text, a.Text, prefer)
		}
	}
	same := get(t, s, base, "Prefer: scenario=correlated-error, code=500")
	assert.Contains(t, same.Text, "correlation ID", "the scenario's own 500")
}

func TestWhatTheAnswerCannotShowIsAnError(t *testing.T) {
	t.Parallel()
	badID := strings.Replace(base, pipeline, "x", 1)
	unknown := base + "/3fa85f64-5717-4562-b3fc-2c963f66afa6"
	for name, c := range map[string]struct{ method, path, prefer, says string }{
		"count of a start":        {"POST", base, "count=3, status=ERROR", "execute returns one job"},
		"count of a single":       {"GET", unknown, "count=0", "get returns one job"},
		"count beside an error":   {"GET", base, "scenario=server-error, count=2", "server-error returns 500 for this call"},
		"status beside an error":  {"GET", base, "scenario=server-error, status=ERROR", "server-error returns 500 for this call"},
		"count beside a body":     {"GET", base, "scenario=captive-portal, count=2", "a body that is not made of jobs"},
		"status of nothing":       {"GET", unknown, "status=ERROR", "there is no job 3fa85f64"},
		"good answer of nothing":  {"GET", unknown, "code=200", "there is no job 3fa85f64"},
		"count of a bad id":       {"GET", badID, "count=2", "refuses this request with 422"},
		"status of a bad id":      {"GET", badID, "status=ERROR", "refuses this request with 422"},
		"good answer to a bad id": {"GET", badID, "code=200", "refuses this request with 422"},
		"count where nothing is":  {"GET", "/api/v1/nowhere", "count=2", "refuses this request with 404"},
		"code where nothing is":   {"GET", "/api/v1/nowhere", "code=503", "refuses this request with 404"},
		"count of a wrong method": {"DELETE", base, "count=2", "refuses this request with 405"},
		"more than results cover": {"GET", base + "/result", "count=201", "at most 200 jobs"},
		"ours, of a start":        {"POST", base, "ringer-count=3", "execute returns one job"},
		"scenario of a bad id":    {"GET", badID, "scenario=emtpy", "empty"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, mock.Config{Now: noon})
			a := ask(t, s, c.method, c.path, questions, "Prefer: "+c.prefer)
			assert.Equal(t, 400, a.StatusCode)
			assert.NotEmpty(t, a.Header.Get("Ringer-Problem"))
			assert.Empty(t, a.Header["Preference-Applied"])
			assert.Contains(t, a.Text, c.says)
		})
	}
}

func TestAScenarioThatFailsSomeCallsLeavesTheWishForTheOthers(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		rules string
		want  []int
	}{
		"by count":        {"[{when: {operation: list, call: {every: 3}}, answers: [{code: 503}]}]", []int{200, 200, 503, 200}},
		"in turns":        {"[{when: {operation: list}, answers: [{code: 503}, {headers: {x-a: [b]}}], then: loop}]", []int{503, 200, 503, 200}},
		"at first":        {"[{when: {operation: list}, answers: [{text: busy}], then: fall-through}]", []int{0, 200, 200, 200}},
		"always":          {"[{answers: [{code: 503}, {code: 502}]}]", []int{400, 400}},
		"behind another":  {"[{when: {call: {nth: 1}}, answers: [{code: 503}]}, {answers: [{text: busy}]}]", []int{400, 400}},
		"another's turns": {"[{when: {operation: get}, answers: [{}]}, {answers: [{code: 503}]}]", []int{400}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := behave(t, "breaks_contract: true\nrules: "+c.rules)
			for _, want := range c.want {
				a := get(t, s, base, "Prefer: count=2, status=ERROR")
				switch want {
				case 200:
					assert.Equal(t, []string{"count=2", "status=ERROR"}, a.Header["Preference-Applied"])
					assert.Len(t, decode[[]record](t, a.Text), 2)
				case 0:
					want = 200
					assert.Equal(t, "busy", a.Text)
					fallthrough
				default:
					assert.Empty(t, a.Header["Preference-Applied"])
				}
				assert.Equal(t, want, a.StatusCode)
			}
		})
	}
}

func TestWhatCannotBeAppliedStartsNothing(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, Scenario: "empty"})
	for _, prefer := range []string{"count=1", "code=503, status=ERROR", "fault=nonsense",
		"fault=drop-field:/nonesuch", "fault=latency:0s+drop-field:/nonesuch"} {
		assert.Equal(t, 400, ask(t, s, "POST", base, questions, "Prefer: "+prefer).StatusCode, prefer)
	}
	assert.Empty(t, list(t, s))
}

func TestWhatTheScenarioCannotAnswerStartsNothing(t *testing.T) {
	t.Parallel()
	s := behave(t, `generate: {count: 0}
overrides:
  - {at: /user_id, where: {in: execute}, template: '{{ body "/nowhere" }}'}
`)
	assert.Equal(t, 500, ask(t, s, "POST", base, questions).StatusCode)
	assert.Empty(t, list(t, s))
}

func TestResultsOfItsOwnCannotBeCounted(t *testing.T) {
	t.Parallel()
	s := behave(t, "breaks_contract: true\nresults: [{}]\n")
	assert.Equal(t, "[{}]", get(t, s, base+"/result").Text)
	for _, prefer := range []string{"count=0", "status=ERROR"} {
		a := get(t, s, base+"/result", "Prefer: "+prefer)
		assert.Equal(t, 400, a.StatusCode)
		assert.Contains(t, a.Text, "scenario inline has results of its own")
	}
}

func TestPreferAFaultThatSparesThisCallIsNoError(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon})
	for _, spared := range []string{"reset:probability=0", "reset:every=1000", "reset:every=1000+close:probability=0",
		"rate-limit:1000+reset:every=1000"} {
		a := get(t, s, base, "Prefer: fault="+spared)
		assert.Equal(t, 200, a.StatusCode, spared)
		assert.Equal(t, []string{"fault=" + spared}, a.Header["Preference-Applied"])
	}
}

// After a fault that applies to some calls only, the response need not have what later faults
// break.
func TestPreferAFaultAfterOneOfSomeCalls(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, Scenario: "one"})
	assert.Equal(t, "200 200 429", statuses(t, s, 3, "Ringer-Session: a", "Prefer: fault=rate-limit:2+drop-field:/0/status"))
	assert.Equal(t, "200 502 200", statuses(t, s, 3, "Ringer-Session: b", "Prefer: fault=proxy-page:every=2+null:/0/id"))
	do[control.FaultList](t, s, 201, "PUT", "/sessions/c/faults", `{"faults": ["latency:0s+proxy-page:every=2"]}`)
	assert.Equal(t, "200 502 200", statuses(t, s, 3, "Ringer-Session: c", "Prefer: fault=null:/0/id"))
	a := get(t, s, base, "Prefer: fault=proxy-page+null:/0/id")
	assert.Equal(t, 400, a.StatusCode, "it never could")
	assert.Contains(t, a.Text, "in its order")
}

func TestPreferALimitThatIsNotReachedYetIsNoError(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon})
	for _, status := range []int{200, 429} {
		assert.Equal(t, status, get(t, s, base, "Prefer: fault=rate-limit:1").StatusCode)
	}
}
