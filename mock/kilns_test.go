package mock_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/mock/fastapi"
)

// kilns is an invented API that has nothing in common with the built-in one: its paths,
// words, ids, times and refusals are its own.
var kilns = sync.OnceValue(func() *fixtures.API {
	api, err := fixtures.LoadAPI(os.DirFS("testdata/kilns"))
	if err != nil {
		panic(err)
	}
	return api
})

const (
	inRed  = "/open/v7/studios/red/firings"
	glazes = "/open/v7/glazes"
	orders = "/open/v7/commissions"
	load   = `{"clay": "stoneware", "cone": 6, "note": "two mugs"}`
)

// fire starts a mock of the kilns with a frozen clock.
func fire(t *testing.T, c mock.Config) *mock.Server {
	t.Helper()
	c.API = kilns()
	if c.Now.IsZero() {
		c.Now = noon
	}
	return serve(t, c)
}

// firing is a job of the kilns.
type firing struct {
	Ref     string `json:"ref"`
	Studio  string `json:"studio"`
	Stage   string `json:"stage"`
	Loaded  int64  `json:"loaded"`
	Changed int64  `json:"changed"`
	Lit     int64  `json:"lit"`
	Opened  int64  `json:"opened"`
	Clay    string `json:"clay"`
	Cone    int    `json:"cone"`
	Note    string `json:"note"`
	Burns   int    `json:"burns"`
	Done    *int   `json:"done"`
	Defect  *struct {
		Text string `json:"text"`
	} `json:"defect"`
}

// key is a credential of the kilns.
const key = "X-Kiln-Key: k-1"

// kiln asks an operation of the kilns, requires a status code, and returns the response.
func kiln[T any](t *testing.T, s *mock.Server, status int, method, path, body string, headers ...string) T {
	t.Helper()
	headers = append(headers, key)
	if body != "" {
		headers = append(headers, "Content-Type: application/json")
	}
	a := ask(t, s, method, path, body, headers...)
	require.Equal(t, status, a.StatusCode, "%s %s: %s", method, path, a.Text)
	return decode[T](t, a.Text)
}

// fault is how the kilns refuse.
type kilnFault struct {
	Fault struct {
		Reason string `json:"reason"`
	} `json:"fault"`
}

// kilnRefuses requires a refusal in the shape of the API, and returns its reason.
func kilnRefuses(t *testing.T, s *mock.Server, status int, method, path, body string) string {
	t.Helper()
	reason := kiln[kilnFault](t, s, status, method, path, body).Fault.Reason
	require.NotEmpty(t, reason)
	return reason
}

func moveClock(t *testing.T, s *mock.Server, step string) mock.Advance {
	t.Helper()
	return do[mock.Advance](t, s, 200, "POST", "/sessions/default/clock/advance", step)
}

func TestKilnsRefuseInTheirOwnShape(t *testing.T) {
	t.Parallel()
	s := fire(t, mock.Config{Auth: fastapi.Auth{Mode: fastapi.AuthExact, Credential: "k-1"}})
	for name, c := range map[string]struct {
		status                       int
		method, path, body, says, as string
	}{
		"no key":        {401, "GET", inRed, "", "", ""},
		"another key":   {401, "GET", inRed, "", "", "X-Kiln-Key: k-2"},
		"missing field": {400, "POST", inRed, `{"clay": "stoneware"}`, "cone", key},
		"too small":     {400, "POST", inRed, `{"clay": "stoneware", "cone": 0}`, "cone", key},
		"no JSON":       {400, "POST", inRed, `{`, "", key},
		"bad parameter": {400, "GET", inRed + "?at_most=many", "", "at_most", key},
		"unknown id":    {404, "GET", inRed + "/frg-0000000000", "", "", key},
		"other form":    {404, "GET", inRed + "/0000000000", "", "", key},
	} {
		headers := []string{"Content-Type: application/json"}
		if c.as != "" {
			headers = append(headers, c.as)
		}
		a := ask(t, s, c.method, c.path, c.body, headers...)
		if name == "other form" && a.StatusCode == 400 {
			a.StatusCode = 404 // the parameter has a pattern: either is right
		}
		require.Equal(t, c.status, a.StatusCode, "%s: %s", name, a.Text)
		reason := decode[kilnFault](t, a.Text).Fault.Reason
		require.NotEmpty(t, reason, name)
		assert.Contains(t, reason, c.says, name)
	}
}

func TestKilnJobsRunToEachOfTheirEnds(t *testing.T) {
	t.Parallel()
	for _, end := range []string{"fired", "cracked"} {
		s := fire(t, mock.Config{})
		sc := `{"inline": {"generate": {"job": "firing", "count": 0, "states": {"` + end + `": 1}}}}`
		do[any](t, s, 200, "PUT", "/sessions/default/scenario", sc)
		a := ask(t, s, "POST", inRed, load, key, "Content-Type: application/json")
		require.Equal(t, 202, a.StatusCode, a.Text)
		born := decode[firing](t, a.Text)
		assert.Equal(t, firing{Ref: born.Ref, Studio: "red", Stage: "Q", Loaded: noon.Unix(), Changed: born.Changed, Clay: "stoneware",
			Cone: 6, Note: "two mugs", Done: born.Done}, born)
		at := inRed + "/" + born.Ref
		assert.Equal(t, s.URL+at, a.Header.Get("Location"))
		assert.Equal(t, "1", a.Header.Get("Retry-After"))
		assert.Contains(t, kilnRefuses(t, s, 409, "GET", at+"/readings", ""), "queued")

		seen := []string{"Q"}
		last := born
		for range 40 {
			moved := ask(t, s, "POST", "/_ringer/sessions/default/clock/advance", `{"to": "next-transition", "jobId": "`+born.Ref+`"}`)
			if moved.StatusCode != 200 {
				break
			}
			now := kiln[firing](t, s, 200, "GET", at, "")
			seen = append(seen, now.Stage)
			assert.GreaterOrEqual(t, now.Burns, last.Burns)
			assert.GreaterOrEqual(t, now.Changed, last.Changed)
			assert.Equal(t, last.Loaded, now.Loaded)
			last = now
		}
		assert.Contains(t, seen, "H")
		assert.Equal(t, strings.Count(strings.Join(seen, ""), "H"), last.Burns, "the effect of entering the state: %v", seen)
		assert.Equal(t, map[string]string{"fired": "OK", "cracked": "NOK"}[end], last.Stage)
		assert.Less(t, last.Loaded, last.Lit)
		assert.Less(t, last.Lit, last.Opened)
		assert.Equal(t, end == "cracked", last.Defect != nil)
		polled := get(t, s, at, key)
		assert.Empty(t, polled.Header.Get("Retry-After"), "it is over")

		readings := kiln[struct{ Readings []struct{ Firing string } }](t, s, 200, "GET", at+"/readings", "")
		require.NotEmpty(t, readings.Readings)
		for _, r := range readings.Readings {
			assert.Equal(t, born.Ref, r.Firing)
		}
		assert.Contains(t, kilnRefuses(t, s, 409, "POST", at+"/abort", ""), end)
	}
}

func TestKilnJobsAreCancelled(t *testing.T) {
	t.Parallel()
	s := fire(t, mock.Config{Scenario: "empty"})
	born := kiln[firing](t, s, 202, "POST", inRed, load)
	at := inRed + "/" + born.Ref
	moveClock(t, s, `{"by": "8s"}`)
	stopped := kiln[firing](t, s, 200, "POST", at+"/abort", "")
	assert.Equal(t, "X", stopped.Stage)
	assert.Equal(t, noon.Unix()+8, stopped.Opened)
	assert.Nil(t, stopped.Defect)
	moveClock(t, s, `{"by": "1h"}`)
	assert.Equal(t, stopped, kiln[firing](t, s, 200, "GET", at, ""))
	assert.Contains(t, kilnRefuses(t, s, 409, "POST", at+"/abort", ""), "aborted")
	kilnRefuses(t, s, 404, "POST", strings.Replace(at, "red", "blue", 1)+"/abort", "")
}

func TestKilnListsEndWhileJobsAreCreated(t *testing.T) {
	t.Parallel()
	s := fire(t, mock.Config{Scenario: "many"})
	count, after := map[string]int{}, ""
	for page := 0; ; page++ {
		require.Less(t, page, 100)
		list := kiln[struct {
			Firings []firing
			Next    *string
		}](t, s, 200, "GET", inRed+"?at_most=7"+after, "")
		for _, f := range list.Firings {
			count[f.Ref]++
			assert.Equal(t, "red", f.Studio)
		}
		if list.Next == nil {
			break
		}
		after = "&after=" + *list.Next
		kiln[firing](t, s, 202, "POST", inRed, load)
	}
	assert.GreaterOrEqual(t, len(count), 200)
	for ref, n := range count {
		assert.Equal(t, 1, n, ref)
	}
}

func TestKilnResourcesAreKeptAsTheyAreWritten(t *testing.T) {
	t.Parallel()
	s := fire(t, mock.Config{Scenario: "empty"})
	body := `{"title": "celadon", "colour": "green", "grams": 40, "oxides": ["iron", "tin"]}`
	type glaze = map[string]any
	made := kiln[glaze](t, s, 201, "POST", glazes, body)
	number, integer := made["number"].(float64)
	require.True(t, integer, made)
	assert.EqualValues(t, noon.Unix(), made["mixed"])
	want := decode[glaze](t, body)
	want["number"], want["mixed"] = made["number"], made["mixed"]
	assert.Equal(t, want, made)
	at := glazes + "/" + strconv.Itoa(int(number))
	assert.Equal(t, want, kiln[glaze](t, s, 200, "GET", at, ""))

	changed := kiln[glaze](t, s, 200, "PATCH", at, `{"colour": "grey", "grams": null}`)
	want["colour"] = "grey"
	delete(want, "grams")
	assert.Equal(t, want, changed, "PATCH merges")
	assert.Equal(t, want, kiln[glaze](t, s, 200, "GET", at, ""))

	replaced := kiln[glaze](t, s, 200, "PUT", at, `{"title": "tenmoku", "colour": "black"}`)
	want = glaze{"number": made["number"], "mixed": made["mixed"], "title": "tenmoku", "colour": "black"}
	assert.Equal(t, want, replaced, "PUT replaces")
	assert.Equal(t, want, kiln[glaze](t, s, 200, "GET", at, ""))
	listed := kiln[struct {
		Glazes []glaze
		InAll  int `json:"in_all"`
	}](t, s, 200, "GET", glazes, "")
	assert.Equal(t, []glaze{want}, listed.Glazes)
	assert.Equal(t, 1, listed.InAll)

	gone := ask(t, s, "DELETE", at, "", key)
	assert.Equal(t, 204, gone.StatusCode)
	assert.Empty(t, gone.Text)
	kilnRefuses(t, s, 404, "GET", at, "")
	kilnRefuses(t, s, 404, "DELETE", at, "")
	kilnRefuses(t, s, 404, "PATCH", at, `{}`)
}

// commission is a resource of the kilns that others move.
type commission struct {
	Commission struct {
		ID       string `json:"id"`
		Progress string `json:"progress"`
		Piece    string `json:"piece"`
		Price    int    `json:"price"`
		Drafted  int64  `json:"drafted"`
		Approved int64  `json:"approved"`
	} `json:"commission"`
}

func TestWhatOthersMoveStaysUntilTheyMoveIt(t *testing.T) {
	t.Parallel()
	order := `{"piece": "bowl", "price": 40}`
	for name, c := range map[string]struct {
		move func(t *testing.T, s *mock.Server, id string)
		to   string
	}{
		"nobody": {func(*testing.T, *mock.Server, string) {}, "drafted"},
		"an operation": {func(t *testing.T, s *mock.Server, id string) {
			kiln[commission](t, s, 200, "POST", orders+"/"+id+"/approve", "")
		}, "approved"},
		"an update": {func(t *testing.T, s *mock.Server, id string) {
			kiln[commission](t, s, 200, "PATCH", orders+"/"+id, `{"progress": "delivered"}`)
		}, "delivered"},
		"the control interface": {func(t *testing.T, s *mock.Server, id string) {
			do[any](t, s, 200, "PATCH", "/sessions/default/jobs/"+id+"?resource=commission", `{"set": {"/progress": "declined"}}`)
		}, "declined"},
		"a scenario": {func(t *testing.T, s *mock.Server, _ string) {
			do[any](t, s, 200, "PUT", "/sessions/default/scenario",
				`{"inline": {"overrides": [{"where": {"job": "commission"}, "at": "/progress", "value": "delivered"}]}}`)
		}, "delivered"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := fire(t, mock.Config{Scenario: "empty"})
			born := kiln[commission](t, s, 201, "POST", orders, order)
			assert.Equal(t, "drafted", born.Commission.Progress)
			assert.Equal(t, 40, born.Commission.Price)
			moveClock(t, s, `{"by": "48h"}`)
			at := orders + "/" + born.Commission.ID
			assert.Equal(t, "drafted", kiln[commission](t, s, 200, "GET", at, "").Commission.Progress)
			c.move(t, s, born.Commission.ID)
			now := kiln[commission](t, s, 200, "GET", at, "")
			assert.Equal(t, c.to, now.Commission.Progress)
			assert.Equal(t, noon.Unix(), now.Commission.Drafted)
			if name == "an operation" {
				assert.Equal(t, noon.Add(48*time.Hour).Unix(), now.Commission.Approved)
			}
		})
	}
}

func TestKilnCatalogue(t *testing.T) {
	t.Parallel()
	api := kilns()
	for _, sc := range api.Scenarios.All() {
		t.Run(sc.Name, func(t *testing.T) {
			t.Parallel()
			s := fire(t, mock.Config{Sleep: func(context.Context, time.Duration) error { return nil }})
			do[any](t, s, 200, "PUT", "/sessions/default/scenario", `{"name": "`+sc.Name+`"}`)
			born := kilnIDs(t, s)
			for _, op := range api.Description.Operations() {
				path := "/open/v7" + strings.NewReplacer("{studio}", "red", "{firing}", born.firing, "{glaze}", born.glaze,
					"{commission}", born.commission, "{sample}", born.sample).Replace(op.Path)
				body := kilnBodies[op.ID]
				request, err := http.NewRequest(op.Method, s.URL+path, strings.NewReader(body))
				require.NoError(t, err)
				if body != "" {
					request.Header.Set("Content-Type", "application/json")
				}
				response, err := http.DefaultTransport.RoundTrip(request)
				if err != nil {
					continue // some scenarios end the connection
				}
				response.Body.Close()
				assert.NotEqual(t, "application/problem+json", response.Header.Get("Content-Type"), "%s: %s", op.ID, response.Status)
			}
		})
	}
}

var kilnBodies = map[string]string{
	"loadKiln": load, "mixGlaze": `{"title": "a", "colour": "b"}`, "replaceGlaze": `{"title": "c", "colour": "d"}`,
	"changeGlaze": `{"colour": "e"}`, "orderPiece": `{"piece": "jug", "price": 7}`, "changeCommission": `{"price": 8}`,
}

// kilnJobs are the ids of jobs of the test's collections.
type kilnJobs struct{ firing, glaze, commission, sample string }

// kilnIDs makes a job of each resource by the control interface.
func kilnIDs(t *testing.T, s *mock.Server) kilnJobs {
	t.Helper()
	made := func(resource, scope string) string {
		return do[mock.Job](t, s, 201, "POST", "/sessions/default/jobs", `{"resource": "`+resource+`", "scope": {`+scope+`}}`).ID
	}
	mixed := made("glaze", "")
	return kilnJobs{made("firing", `"studio": "red"`), mixed, made("commission", ""), made("sample", `"glaze": "`+mixed+`"`)}
}

func TestKilnsByTheControlInterface(t *testing.T) {
	t.Parallel()
	s := fire(t, mock.Config{Scenario: "empty"})
	events := listen(t, s, mock.EventFilter{Kinds: []string{mock.EventTransition}})
	const jobs = "/sessions/default/jobs"
	one := do[mock.Job](t, s, 201, "POST", jobs, `{"resource": "firing", "scope": {"studio": "red"}, "state": "heating", "ends": "cracked"}`)
	assert.Equal(t, "heating", one.State)
	assert.Equal(t, "H", decode[firing](t, string(one.Record)).Stage)
	other := do[mock.Job](t, s, 201, "POST", jobs, `{"resource": "firing", "scope": {"studio": "blue"}}`)
	glaze := do[mock.Job](t, s, 201, "POST", jobs, `{"resource": "glaze", "input": {"title": "shino", "colour": "orange"}}`)
	assert.Contains(t, string(glaze.Record), `"shino"`)

	list := func(query string) (ids []string) {
		for _, j := range do[struct{ Jobs []mock.Job }](t, s, 200, "GET", jobs+query, "").Jobs {
			ids = append(ids, j.ID)
		}
		return ids
	}
	assert.ElementsMatch(t, []string{one.ID, other.ID, glaze.ID}, list(""))
	assert.ElementsMatch(t, []string{one.ID, other.ID}, list("?resource=firing"))
	assert.Equal(t, []string{one.ID}, list("?resource=firing&studio=red"))
	assert.Contains(t, refused(t, s, 400, "GET", jobs+"?resource=firin", "").Detail, "firin")
	assert.Contains(t, refused(t, s, 400, "POST", jobs, `{"resource": "firing", "scope": {"studio": "red"}, "state": "boiling"}`).Hint, "heating")

	moved := moveClock(t, s, `{"to": "next-transition", "resource": "firing", "scope": {"studio": "red"}}`)
	require.NotEmpty(t, moved.Transitions)
	assert.Equal(t, "heating", moved.Transitions[0].From)
	event := next(t, events)
	require.NotNil(t, event.Transition)
	assert.Contains(t, []string{one.ID, other.ID}, event.Transition.ID)
	moveClock(t, s, `{"to": "final", "resource": "firing"}`)
	ended := do[mock.Job](t, s, 200, "GET", jobs+"/"+one.ID, "")
	assert.Equal(t, "cracked", ended.State)
	assert.NotEmpty(t, ended.Timeline)
	for _, stage := range ended.Timeline {
		assert.True(t, stage.Past)
	}

	do[mock.Job](t, s, 200, "PATCH", jobs+"/"+one.ID, `{"set": {"/defect/text": "the lid stuck"}}`)
	shown := kiln[firing](t, s, 200, "GET", inRed+"/"+one.ID, "")
	require.NotNil(t, shown.Defect)
	assert.Equal(t, "the lid stuck", shown.Defect.Text)
	assert.Contains(t, refused(t, s, 400, "PATCH", jobs+"/"+one.ID, `{"set": {"/cone": 99}}`).Detail, "14")
	done(t, s, "DELETE", jobs+"/"+one.ID)
	kilnRefuses(t, s, 404, "GET", inRed+"/"+one.ID, "")
}

func TestKilnScenariosOfTheirOwn(t *testing.T) {
	t.Parallel()
	s := fire(t, mock.Config{Scenario: "brittle"})
	all := kiln[struct{ Firings []firing }](t, s, 200, "GET", inRed, "")
	require.Len(t, all.Firings, 4)
	for _, f := range all.Firings {
		if f.Stage == "NOK" {
			assert.Equal(t, "the handle came off", f.Defect.Text)
		}
	}
	moveClock(t, s, `{"by": "1h"}`)
	at := inRed + "/" + all.Firings[0].Ref
	cracked := kiln[firing](t, s, 200, "GET", at, "")
	assert.Equal(t, "NOK", cracked.Stage)
	assert.Equal(t, "the handle came off", cracked.Defect.Text)
	kilnRefuses(t, s, 404, "GET", at, "") // the second call
	assert.Equal(t, cracked, kiln[firing](t, s, 200, "GET", at, ""))
	scripted := kiln[map[string]any](t, s, 200, "GET", glazes+"/1", "")
	assert.Equal(t, "celadon", scripted["title"])
	// The scenario speaks of firings: the others are as they always are.
	plain := fire(t, mock.Config{})
	assert.Equal(t, kiln[any](t, plain, 200, "GET", orders, ""), kiln[any](t, s, 200, "GET", orders, ""))
}

func TestKilnPreferences(t *testing.T) {
	t.Parallel()
	s := fire(t, mock.Config{})
	refs := func(headers ...string) (all []firing) {
		return kiln[struct{ Firings []firing }](t, s, 200, "GET", inRed, "", headers...).Firings
	}
	assert.Empty(t, refs("Prefer: scenario=empty"))
	assert.Len(t, refs("Prefer: ringer-count=3"), 3)
	for _, f := range refs("Prefer: status=cracked, ringer-count=4") {
		assert.Equal(t, "NOK", f.Stage)
		assert.NotNil(t, f.Defect)
	}
	assert.NotEqual(t, refs("Prefer: seed=1, ringer-count=3"), refs("Prefer: seed=2, ringer-count=3"))
	a := get(t, s, inRed, key, "Prefer: code=404")
	assert.Equal(t, 404, a.StatusCode)
	assert.NotEmpty(t, decode[kilnFault](t, a.Text).Fault.Reason)
	a = get(t, s, inRed, key, "Prefer: fault=status:503")
	assert.Equal(t, 503, a.StatusCode)
	a = get(t, s, inRed, key, "Prefer: count=3, wait=60")
	assert.Equal(t, 200, a.StatusCode)
	assert.Contains(t, a.Header.Get("Ringer-Ignored"), "count;reason=")
	assert.Contains(t, a.Header.Get("Ringer-Ignored"), "wait;reason=")
	assert.Equal(t, get(t, s, inRed, key).Text, a.Text)
}

func TestKilnJournal(t *testing.T) {
	t.Parallel()
	s := fire(t, mock.Config{})
	born := kiln[firing](t, s, 202, "POST", inRed, load)
	a := ask(t, s, "POST", inRed, `{"clay": "stoneware", "cone": 40}`, key, "Content-Type: application/json")
	require.Equal(t, 400, a.StatusCode)
	entries := shared(t, s).Journal()
	require.Len(t, entries, 2)
	assert.Equal(t, "loadKiln", entries[0].Trace.Operation)
	assert.Equal(t, map[string]string{"studio": "red"}, entries[0].Params)
	assert.Contains(t, entries[1].Explain(), "cone", "it names what was refused")
	assert.NotContains(t, fmt.Sprint(entries), "k-1", "the key is a secret")
	v, err := shared(t, s).Verify(mock.Match{Operation: "loadKiln", Fields: map[string]json.RawMessage{"/cone": json.RawMessage("6")}, Exactly: times(1)})
	require.NoError(t, err)
	assert.True(t, v.OK, v)
	assert.NotEmpty(t, born.Ref)
}

func TestReplicasOfTheKilnsAnswerAlike(t *testing.T) {
	t.Parallel()
	walk := func() (all []string) {
		s := fire(t, mock.Config{Seed: 11})
		made := ask(t, s, "POST", inRed, load, key, "Content-Type: application/json")
		all = append(all, made.Text, ask(t, s, "POST", glazes, `{"title": "a", "colour": "b"}`, key, "Content-Type: application/json").Text)
		ref := decode[firing](t, made.Text).Ref
		for _, path := range []string{inRed, inRed + "/" + ref, glazes, orders, "/open/v7/log.csv", "/open/v7/photo", "/open/v7/heat"} {
			all = append(all, get(t, s, path, key).Text)
			moveClock(t, s, `{"by": "9s"}`)
		}
		return all
	}
	assert.Equal(t, walk(), walk())
}

func TestTwoAPIsInOneProcess(t *testing.T) {
	t.Parallel()
	other, builtIn := fire(t, mock.Config{}), serve(t, mock.Config{Now: noon})
	alone := get(t, serve(t, mock.Config{Now: noon}), base).Text
	firings := get(t, fire(t, mock.Config{}), inRed, key).Text
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for range 10 {
				assert.Equal(t, alone, get(t, builtIn, base).Text)
				assert.Equal(t, firings, get(t, other, inRed, key).Text)
			}
		})
	}
	all.Wait()
	assert.Equal(t, 404, get(t, builtIn, inRed).StatusCode)
	assert.Equal(t, 404, get(t, other, base, key).StatusCode)
}
