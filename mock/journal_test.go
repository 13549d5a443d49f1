package mock_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/mock/control"
	"github.com/ringer-api/ringer/mock/journal"
)

// shared returns the session of requests that name none.
func shared(t *testing.T, s *mock.Server) *mock.Session {
	t.Helper()
	session, err := s.Mock.Session("")
	require.NoError(t, err)
	return session
}

func TestJournalSaysWhatWasMatched(t *testing.T) {
	t.Parallel()
	s := behave(t, `
rules:
  - {when: {operation: get}, answers: [{code: 404}]}
  - {when: {header: {X-Page: cart}}, answers: [{code: 404}]}
  - {when: {operation: list}, answers: [{faults: [{kind: latency, fixed: 2ms}, {kind: drop-field, at: /0/nothing}]}]}
breaks_contract: true
`)
	a := get(t, s, base, "Prefer: count=3")
	e, ok := s.Mock.Exchange(a.Header.Get("Ringer-Trace"))
	require.True(t, ok)
	trace := e.Trace
	assert.Equal(t, "inline", trace.Scenario)
	assert.Equal(t, "rule 3", trace.Rule)
	assert.Equal(t, 1, trace.Response)
	assert.Equal(t, noon, trace.Clock)
	assert.Zero(t, trace.Speed)
	assert.Equal(t, []journal.NearMiss{
		{Rule: "rule 1", Condition: "operation is list, not get"},
		{Rule: "rule 2", Condition: `header X-Page is absent, not "cart"`},
	}, trace.NearMisses)
	assert.Equal(t, []string{"count=3"}, trace.Applied)
	require.Len(t, trace.Faults, 2)
	assert.Equal(t, "latency:2ms", trace.Faults[0].Fault)
	assert.True(t, trace.Faults[0].Applied)
	assert.False(t, trace.Faults[1].Applied, "there is no such field")
	assert.NotEmpty(t, trace.Faults[1].Note)
	assert.Equal(t, "list, scenario inline, rule 3, prefer count=3, fault latency:2ms", trace.String())
}

func TestNearMissesSayWhatWasThere(t *testing.T) {
	t.Parallel()
	for when, condition := range map[string]string{
		"{operation: get}":                       "operation is list, not get",
		"{path: {pipeline_id: " + dataset + "}}": `path parameter pipeline_id is "` + pipeline + `", not "` + dataset + `"`,
		"{header: {X-Page: cart}}":               `header X-Page is "home, shop", not "cart"`,
		"{header: {X-Other: '*'}}":               "header X-Other is absent",
		"{header: {X-Other: a}}":                 `header X-Other is absent, not "a"`,
		"{header: {Authorization: Bearer b}}":    `header Authorization is "[redacted]", not "[redacted]"`,
		"{cookie: {session: b}}":                 "cookie session has another value",
		"{cookie: {other: '*'}}":                 "cookie other is absent",
		"{call: {nth: 3}}":                       "this is call 1, not nth 3",
		"{call: {from: 2, to: 4}}":               "this is call 1, not from 2, to 4",
		"{call: {every: 2}}":                     "this is call 1, not every 2",
	} {
		t.Run(when, func(t *testing.T) {
			t.Parallel()
			s := behave(t, "rules: [{when: "+when+", answers: [{code: 404}]}]")
			a := get(t, s, base, "X-Page: home", "X-Page: shop", "Authorization: Bearer s3cret", "Cookie: session=s3cret")
			e, ok := s.Mock.Exchange(a.Header.Get("Ringer-Trace"))
			require.True(t, ok)
			assert.Equal(t, []journal.NearMiss{{Rule: "rule 1", Condition: condition}}, e.Trace.NearMisses)
		})
	}
}

// Of a header with several values, one value has to match.
func TestRuleMatchesAnyValueOfAHeader(t *testing.T) {
	t.Parallel()
	s := behave(t, "rules: [{when: {header: {X-Page: shop}}, answers: [{code: 404}]}]")
	assert.Equal(t, 404, get(t, s, base, "X-Page: home", "X-Page: shop").StatusCode)
}

func TestJournalHasWhatWasSaid(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon})
	a := ask(t, s, "POST", "/_ringer/s/cart-7"+base+"?page=2", questions, "Content-Type: application/json", "X-Page: cart")
	e, ok := s.Mock.Exchange("cart-7.1")
	require.True(t, ok)
	assert.Equal(t, "POST", e.Method)
	assert.Equal(t, "/_ringer/s/cart-7"+base+"?page=2", e.URL)
	assert.Equal(t, s.URL, e.Scheme+"://"+e.Host)
	assert.Equal(t, questions, string(e.Body))
	assert.Equal(t, "cart", e.Header.Get("X-Page"))
	assert.Equal(t, map[string]string{"pipeline_id": pipeline, "eval_dataset_id": dataset}, e.Params)
	assert.Equal(t, 200, e.Status)
	assert.Equal(t, a.Text, string(e.ResponseBody))
	assert.Equal(t, "application/json", e.ResponseHeader.Get("Content-Type"))
	assert.Equal(t, len(a.Text), e.ResponseSize)
	assert.False(t, e.Clipped)
}

func TestJournalFilters(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, SelfCheck: true})
	get(t, s, base)
	get(t, s, base+"/not-an-id")
	require.NoError(t, shared(t, s).Clock().Advance(time.Minute))
	ask(t, s, "POST", base, questions)
	get(t, s, base, "Prefer: count=1, fault=content-type:missing")
	get(t, s, base+"/result", "Ringer-Session: other")
	for query, want := range map[string][]string{
		"":                           {"default.1", "default.2", "default.3", "default.4", "other.1"},
		"session=other":              {"other.1"},
		"operation=list":             {"default.1", "default.4"},
		"method=post":                {"default.3"},
		"path=not-an":                {"default.2"},
		"status=422":                 {"default.2"},
		"status=4xx":                 {"default.2"},
		"since=2024-10-01T12:00:30Z": {"default.3", "default.4"},
		"trace=default.3":            {"default.3"},
		"refused=true":               {"default.2"},
		"refused=false&method=POST":  {"default.3"},
		"fault=*":                    {"default.4"},
		"fault=content":              {"default.4"},
		"fault=reset":                {},
		"limit=2":                    {"default.4", "other.1"},
	} {
		t.Run(query, func(t *testing.T) {
			values, err := url.ParseQuery(query)
			require.NoError(t, err)
			f, err := mock.ParseFilter(values)
			require.NoError(t, err)
			got := []string{}
			for _, e := range s.Mock.Find(f) {
				got = append(got, e.Trace.ID)
			}
			assert.Equal(t, want, got)
		})
	}
}

func TestJournalFilterNamesTheWrongParameter(t *testing.T) {
	t.Parallel()
	for query, field := range map[string]string{
		"statsu=4":        "statsu",
		"status=four":     "status",
		"status=42":       "status",
		"since=yesterday": "since",
		"refused=maybe":   "refused",
		"limit=0":         "limit",
		"operation=fetch": "operation",
		"path=a&path=b":   "path",
	} {
		t.Run(query, func(t *testing.T) {
			t.Parallel()
			values, err := url.ParseQuery(query)
			require.NoError(t, err)
			_, err = mock.ParseFilter(values, "list", "get")
			var problem *mock.Problem
			require.ErrorAs(t, err, &problem)
			assert.Equal(t, field, problem.Field)
			assert.Equal(t, http.StatusBadRequest, problem.Status)
		})
	}
}

func TestJournalIsBoundedInEntries(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, JournalEntries: 3, Scenario: "empty"})
	for range 5 {
		get(t, s, base)
	}
	entries := shared(t, s).Journal()
	require.Len(t, entries, 3)
	assert.Equal(t, "default.3", entries[0].Trace.ID)
}

func TestJournalIsBoundedInBytes(t *testing.T) {
	t.Parallel()
	const most = 8 << 10
	s := serve(t, mock.Config{Now: noon, JournalBytes: most, Scenario: "empty"})
	padding := "X-Padding: " + strings.Repeat("x", 2_000)
	for range 20 {
		get(t, s, base, padding)
	}
	entries := shared(t, s).Journal()
	assert.NotEmpty(t, entries)
	assert.LessOrEqual(t, len(entries), 4)
	assert.Equal(t, "default.20", entries[len(entries)-1].Trace.ID, "the last one stays")
}

func TestJournalKeepsAnExchangeThatIsTooLargeWithoutItsBodies(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, JournalBytes: 4 << 10, Scenario: "fifty"})
	get(t, s, base)
	entries := shared(t, s).Journal()
	require.Len(t, entries, 1)
	assert.Empty(t, entries[0].ResponseBody)
	assert.True(t, entries[0].Clipped)
	get(t, s, base, "X-Padding: "+strings.Repeat("x", 8_000))
	entries = shared(t, s).Journal()
	assert.Empty(t, entries[len(entries)-1].Header)
	for _, e := range entries {
		text, err := json.Marshal(e)
		require.NoError(t, err)
		assert.Less(t, len(text), 4<<10)
	}
}

func TestJournalClips(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, Scenario: "many"})
	a := get(t, s, base)
	e, ok := s.Mock.Exchange("default.1")
	require.True(t, ok)
	assert.Len(t, e.ResponseBody, 64<<10)
	assert.Equal(t, len(a.Text), e.ResponseSize)
	assert.True(t, e.Clipped)
}

func TestJournalIsCleared(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon})
	get(t, s, base)
	shared(t, s).ClearJournal()
	assert.Empty(t, shared(t, s).Journal())
	_, ok := s.Mock.Exchange("default.1")
	assert.False(t, ok)
}

func TestExchangeThatIsNotThere(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon})
	for _, trace := range []string{"", "default", "default.1", "nobody.1", "."} {
		_, ok := s.Mock.Exchange(trace)
		assert.False(t, ok, trace)
	}
	assert.Len(t, s.Mock.Sessions(), 1, "asking makes no session")
}

func TestJournalHasNoSecrets(t *testing.T) {
	t.Parallel()
	s := behave(t, `
rules:
  - when: {operation: list}
    answers: [{headers: {Set-Cookie: session=s3cret, X-Access-Token: s3cret, Location: "/x?token=s3cret&page=2"}}]
`)
	headers := []string{"Authorization: Bearer s3cret", "Proxy-Authorization: Basic s3cret", "Cookie: session=s3cret",
		"X-Api-Key: s3cret", "X-Forwarded-Authorization: s3cret", "X-Whatever: Bearer s3cret",
		"Referer: https://me:s3cret@page.test/?api_key=s3cret"}
	for _, query := range []string{"?access_token=s3cret&page=2", "?%74oken=s3cret", "?page=%zz&token=s3cret",
		"?a=1;password=s3cret;b=2", "?token=s3cret", "?key=s3cret&signature=s3cret"} {
		get(t, s, base+query, headers...)
		get(t, s, base+"/"+query, headers...) // 307, with the query in its Location
	}
	var archive strings.Builder
	require.NoError(t, mock.WriteHAR(&archive, s.Mock.Find(mock.Filter{})))
	entries, err := json.Marshal(s.Mock.Find(mock.Filter{}))
	require.NoError(t, err)
	for _, text := range []string{archive.String(), string(entries)} {
		assert.NotContains(t, text, "s3cret")
		assert.Contains(t, text, "page=2", "what is not a secret stays")
		assert.Contains(t, text, "[redacted]")
	}
	for _, e := range s.Mock.Find(mock.Filter{}) {
		assert.NotContains(t, e.Explain(), "s3cret")
	}
}

func TestPayloadAsJSON(t *testing.T) {
	t.Parallel()
	for _, p := range []mock.Payload{mock.Payload("text é"), {0xff, 0x00}, mock.Payload("")} {
		text, err := json.Marshal(p)
		require.NoError(t, err)
		var back mock.Payload
		require.NoError(t, json.Unmarshal(text, &back))
		assert.Equal(t, p, back)
	}
	text, err := json.Marshal(mock.Payload{0xff})
	require.NoError(t, err)
	assert.JSONEq(t, `{"base64": "/w=="}`, string(text))
}

func TestExplain(t *testing.T) {
	t.Parallel()
	told := make(chan string, 10)
	s := mock.NewServer(mock.Config{Now: noon, Explain: func(paragraph string) { told <- paragraph }})
	defer s.Close()
	get(t, s, base, "Prefer: scenario=a-job-told-in-calls, fault=close-after")
	assert.Contains(t, <-told, "got 400")
	own := get(t, s, base, "Prefer: count=-3")
	refused := <-told
	assert.Contains(t, refused, fmt.Sprintf("got 400 with %d bytes", len(own.Text)))
	assert.Contains(t, refused, `count=-3: want a whole number`)
	assert.NotContains(t, refused, "Scenario", "none had been looked for")
	kept, _ := s.Mock.Exchange("default.2")
	assert.JSONEq(t, own.Text, string(kept.ResponseBody))
	assert.Equal(t, "application/problem+json", kept.ResponseHeader.Get("Content-Type"))
	get(t, s, base, "Prefer: scenario=a-job-told-in-calls, fault=garbage")
	paragraph := <-told
	for _, part := range []string{
		"default.3: GET " + base + " got 200",
		"The clock of session default was at 2024-10-01T12:00:00Z, frozen.",
		"This is call 1 of list with these ids.",
		`In scenario a-job-told-in-calls, rule "the list's story" matched, and its response 1 was used.`,
		"Preferences of the request: scenario=a-job-told-in-calls, fault=garbage.",
		"Fault garbage changed the response",
	} {
		assert.Contains(t, paragraph, part)
	}
	get(t, s, base+"/x")
	assert.Contains(t, <-told, "It was refused")
	do[control.ScenarioState](t, s, 200, "PUT", "/sessions/default/scenario", `{"inline": {"rules": [
		{"name": "retry", "when": {"operation": "get"}, "answers": [{"code": 503}]},
		{"when": {"call": {"nth": 2}}, "answers": [{"code": 503}]}]}}`)
	get(t, s, base)
	paragraph = <-told
	assert.Contains(t, paragraph, `The scenario's rule "retry" did not match: operation is list, not get.`)
	assert.Contains(t, paragraph, "The scenario's rule 2 did not match: this is call 1, not nth 2.")
	assert.Contains(t, paragraph, "Scenario inline was used; none of its rules matched.")
}

func TestJournalKnowsWhatWasNotSent(t *testing.T) {
	t.Parallel()
	told := make(chan string, 1)
	s := mock.NewServer(mock.Config{Now: noon, Explain: func(paragraph string) { told <- paragraph }})
	defer s.Close()
	_, err := http.Get(s.URL + base + "?ringer.fault=close")
	require.Error(t, err)
	assert.Contains(t, <-told, "the connection was closed")
	e, ok := s.Mock.Exchange("default.1")
	require.True(t, ok)
	assert.Zero(t, e.Status)
	assert.Empty(t, e.ResponseBody)
	assert.False(t, e.Pending)
}

func TestSelfCheckIsInTheTrace(t *testing.T) {
	t.Parallel()
	s := mock.NewServer(mock.Config{Now: noon, SelfCheck: true, Scenario: "one"})
	defer s.Close()
	breaking := "rules: [{when: {operation: list}, answers: [{template: no list}]}]"
	inline, err := fixtures.Default().Parse("inline.yaml", []byte("title: inline\nfor: a test\ngroup: basics\n"+breaking))
	require.NoError(t, err)
	_, err = s.Mock.MakeSession("broken", mock.SessionConfig{Inline: inline, Now: noon})
	require.NoError(t, err)
	get(t, s, base, "Ringer-Session: broken")
	e, ok := s.Mock.Exchange("broken.1")
	require.True(t, ok)
	require.NotEmpty(t, e.Trace.Broken)
	assert.Contains(t, e.Explain(), "breaks the contract, and its scenario does not declare it")
	require.Len(t, s.Mock.Broken(), 1)
	assert.Equal(t, "broken.1", s.Mock.Broken()[0].Trace.ID)
}

func TestSelfCheckRemembersNoMoreThanIsRead(t *testing.T) {
	t.Parallel()
	s := mock.NewServer(mock.Config{Now: noon, SelfCheck: true, Scenario: "one"})
	defer s.Close()
	inline, err := mock.ParseScenario(nil, []byte(`rules: [{when: {operation: list}, answers: [{template: '[{{ repeat 10000 "1," }}1]'}]}]`))
	require.NoError(t, err)
	require.NoError(t, shared(t, s).SetInlineScenario(inline))
	get(t, s, base)
	e, ok := s.Mock.Exchange("default.1")
	require.True(t, ok)
	assert.Len(t, e.Trace.Broken, 100)
	require.Len(t, s.Mock.Broken(), 1)
	assert.Len(t, s.Mock.Broken()[0].Violations, 100)
}
