package mock_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock"
)

// behave starts a mock with a scenario given as text.
func behave(t *testing.T, text string) *mock.Server {
	t.Helper()
	inline, err := fixtures.Default().Parse("inline.yaml", []byte("title: inline\nfor: a test\ngroup: basics\n"+text))
	require.NoError(t, err)
	s := serve(t, mock.Config{Now: noon})
	_, err = s.Mock.MakeSession(mock.SharedSession, mock.SessionConfig{Inline: inline, Now: noon})
	require.NoError(t, err)
	return s
}

// codes requests the list several times and returns the status codes.
func codes(t *testing.T, s *mock.Server, times int) []int {
	t.Helper()
	var got []int
	for range times {
		got = append(got, get(t, s, base).StatusCode)
	}
	return got
}

func TestScriptAnswersInTurn(t *testing.T) {
	t.Parallel()
	for then, want := range map[string][]int{
		"stay":         {404, 503, 503, 503},
		"loop":         {404, 503, 404, 503},
		"fall-through": {404, 503, 200, 200},
	} {
		t.Run(then, func(t *testing.T) {
			t.Parallel()
			s := behave(t, "rules: [{when: {operation: list}, answers: [{code: 404}, {code: 503}], then: "+then+"}]")
			assert.Equal(t, want, codes(t, s, 4))
		})
	}
}

func TestScriptCountsForEachOperationAndDataset(t *testing.T) {
	t.Parallel()
	s := behave(t, "rules: [{answers: [{code: 404}], then: fall-through}]")
	other := strings.Replace(base, dataset, pipeline, 1)
	assert.Equal(t, []int{404, 200}, codes(t, s, 2))
	assert.Equal(t, 404, get(t, s, other).StatusCode)
	assert.Equal(t, 404, get(t, s, base+"/result").StatusCode, "each operation has its own turn")
}

func TestScriptStartsOverWithTheScenario(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, Scenario: "a-job-told-in-calls"})
	first := get(t, s, base).Text
	assert.NotEqual(t, first, get(t, s, base).Text)
	session, err := s.Mock.Session("")
	require.NoError(t, err)
	require.NoError(t, session.SetScenario("a-job-told-in-calls"))
	assert.Equal(t, first, get(t, s, base).Text)
}

func TestRuleMatches(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		when string
		hit  func(t *testing.T, s *mock.Server) answer
		miss func(t *testing.T, s *mock.Server) answer
	}{
		"operation":  {"operation: results", asks("GET", base+"/result", ""), asks("GET", base, "")},
		"path":       {"path: {eval_dataset_id: " + dataset + "}", asks("GET", base, ""), asks("GET", strings.Replace(base, dataset, pipeline, 1), "")},
		"uuid case":  {"path: {eval_dataset_id: " + strings.ToUpper(dataset) + "}", asks("GET", base, ""), asks("GET", strings.Replace(base, dataset, pipeline, 1), "")},
		"header":     {"header: {X-Page: two}", asks("GET", base, "", "X-Page: two"), asks("GET", base, "", "X-Page: three")},
		"any header": {"header: {X-Page: '*'}", asks("GET", base, "", "X-Page: two"), asks("GET", base, "")},
		"cookie":     {"cookie: {who: me}", asks("GET", base, "", "Cookie: who=me"), asks("GET", base, "", "Cookie: who=you")},
		"body":       {"body: {/params/llm_model: GPT_4}", asks("POST", base, `{"eval_question_ids":[],"params":{"llm_model":"GPT_4"}}`), asks("POST", base, questions)},
		"both":       {"operation: list\n      header: {X-Page: two}", asks("GET", base, "", "X-Page: two"), asks("GET", base+"/result", "", "X-Page: two")},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := behave(t, "rules:\n  - when:\n      "+c.when+"\n    answers: [{code: 418}]")
			assert.Equal(t, 418, c.hit(t, s).StatusCode)
			assert.NotEqual(t, 418, c.miss(t, s).StatusCode)
		})
	}
}

func asks(method, path, body string, headers ...string) func(*testing.T, *mock.Server) answer {
	return func(t *testing.T, s *mock.Server) answer {
		t.Helper()
		return ask(t, s, method, path, body, headers...)
	}
}

func TestRuleMatchesTheHost(t *testing.T) {
	t.Parallel()
	s := behave(t, "rules: [{when: {header: {host: eval.test}}, answers: [{code: 418}]}]")
	for host, status := range map[string]int{"eval.test": 418, "other.test": 200} {
		r := httptest.NewRequest(http.MethodGet, "http://"+host+base, nil)
		w := httptest.NewRecorder()
		s.Mock.ServeHTTP(w, r)
		assert.Equal(t, status, w.Code, host)
	}
}

func TestRuleMatchesCalls(t *testing.T) {
	t.Parallel()
	for when, want := range map[string][]int{
		"{nth: 2}":         {200, 418, 200, 200, 200},
		"{from: 3}":        {200, 200, 418, 418, 418},
		"{from: 2, to: 3}": {200, 418, 418, 200, 200},
		"{every: 2}":       {200, 418, 200, 418, 200},
	} {
		t.Run(when, func(t *testing.T) {
			t.Parallel()
			s := behave(t, "rules: [{when: {call: "+when+"}, answers: [{code: 418}]}]")
			assert.Equal(t, want, codes(t, s, 5))
		})
	}
}

func TestRuleAnswerBringsItsOwn(t *testing.T) {
	t.Parallel()
	s := behave(t, `rules:
  - when: {operation: list, call: {nth: 1}}
    answers: [{code: 429, headers: {Retry-After: "7"}, body: {detail: slow down}}]
  - when: {operation: list, call: {nth: 2}}
    answers: [{text: "<p>hi", content_type: text/html}]
  - when: {operation: list, call: {nth: 3}}
    answers: [{body_base64: /w==}]
  - when: {operation: list, call: {nth: 4}}
    answers: [{scenario: one-of-each-status, count: 2}]
breaks_contract: true
`)
	a := get(t, s, base)
	assert.Equal(t, 429, a.StatusCode)
	assert.Equal(t, `{"detail":"slow down"}`, a.Text)
	assert.Equal(t, "7", a.Header.Get("Retry-After"))
	a = get(t, s, base)
	assert.Equal(t, "<p>hi", a.Text)
	assert.Equal(t, "text/html", a.Header.Get("Content-Type"))
	a = get(t, s, base)
	assert.Equal(t, "\xff", a.Text)
	assert.NotContains(t, a.Header, "Content-Type")
	assert.Len(t, list(t, s), 2)
}

func TestOverrides(t *testing.T) {
	t.Parallel()
	s := behave(t, `
generate: {count: 3, states: {SUCCESS: 1}}
overrides:
  - {at: /user_id, value: somebody}
  - {at: /user_id, value: the first, where: {index: 0}}
  - {at: /user_id, value: the last, where: {index: -1}}
  - {at: /error_message, template: '{{ index }} at {{ record "/user_id" }}', where: {in: list}}
  - {at: /session_id, generate: uuid}
  - {at: /data, remove: true}
`)
	a := get(t, s, base)
	records := decode[[]map[string]any](t, a.Text)
	require.Len(t, records, 3)
	assert.Equal(t, "the first", records[0]["user_id"])
	assert.Equal(t, "somebody", records[1]["user_id"])
	assert.Equal(t, "the last", records[2]["user_id"])
	assert.Equal(t, "2 at the last", records[2]["error_message"])
	assert.NotContains(t, records[0], "data")
	assert.NotEqual(t, records[0]["session_id"], records[1]["session_id"])
	assert.Equal(t, a.Text, get(t, s, base).Text)
	single := decode[map[string]any](t, get(t, s, base+"/"+records[2]["id"].(string)).Text)
	assert.Equal(t, "the last", single["user_id"])
	assert.Nil(t, single["error_message"], "only in the list")
}

func TestTemplateThatBreaksTheContractIsTheScenariosMistake(t *testing.T) {
	t.Parallel()
	override := "generate: {count: 1}\noverrides: [{at: /id, template: 'x{{ index }}'}]\n"
	a := get(t, behave(t, override), base)
	assert.Equal(t, 500, a.StatusCode)
	assert.NotEmpty(t, a.Header.Get("Ringer-Problem"))
	assert.Contains(t, a.Text, `with this override, /id: should be a UUID`)
	assert.Contains(t, a.Text, "inline.yaml:")
	a = get(t, behave(t, override+"breaks_contract: true\n"), base)
	assert.Equal(t, 200, a.StatusCode)
	assert.Contains(t, a.Text, `"id":"x0"`)
}

func TestTemplatesEchoTheRequest(t *testing.T) {
	t.Parallel()
	s := behave(t, `
breaks_contract: true
rules:
  - when: {operation: execute}
    answers:
      - template: >-
          {"model": {{ body "/params/llm_model" | json }}, "ids": {{ body "/eval_question_ids" }},
          "pipeline": "{{ path "pipeline_id" }}", "ago": {{ now | add "-90s" | json }}, "call": {{ call }},
          "same": {{ eq (uuid "a") (uuid "a") }}, "long": {{ repeat 3 "ab" | json }},
          "text": {{ print "call " call | upper | json }}}
`)
	a := ask(t, s, "POST", base, `{"eval_question_ids":[],"params":{"llm_model":"GPT_4"}}`)
	assert.JSONEq(t, `{"model":"GPT_4","ids":[],"pipeline":"`+pipeline+`","ago":"2024-10-01T11:58:30Z","call":1,
		"same":true,"long":"ababab","text":"CALL 1"}`, a.Text)
}

func TestTemplateThatFailsIsTheMocksOwnError(t *testing.T) {
	t.Parallel()
	s := behave(t, `
breaks_contract: true
rules: [{when: {operation: execute}, answers: [{template: '{{ body "/nowhere" }}'}]}]
`)
	a := ask(t, s, "POST", base, questions)
	assert.Equal(t, 500, a.StatusCode)
	assert.Equal(t, "application/problem+json", a.Header.Get("Content-Type"))
	assert.Contains(t, a.Text, "inline.yaml:")
	assert.Contains(t, a.Text, "/nowhere")
}

func TestTemplatesAreBounded(t *testing.T) {
	t.Parallel()
	eight := strings.Repeat(" $a", 8)
	for _, template := range []string{
		`{{ repeat 100000000 "x" }}`,
		`{{ repeat 9000000000000000000 "x" }}`,
		strings.Repeat(`{{ $a := repeat 1000000 "x" }}`, 17) + `{{ len $a }}`,
		`{{ $a := repeat 1000000 "x" }}{{ $a := print` + eight + ` }}{{ $a := print` + eight + ` }}{{ len $a }}`,
		`{{ $a := repeat 1000000 "x" }}` + strings.Repeat(`{{ $b := upper $a }}`, 16),
		`{{ $a := "x" | json }}` + strings.Repeat(`{{ $a = json $a }}`, 25) + `{{ len $a }}`,
		`{{ $a := repeat 1000000 "x" }}` + strings.Repeat(`{{ $a }}`, 17),
	} {
		s := behave(t, "rules: [{answers: [{template: '"+template+"'}]}]")
		a := get(t, s, base)
		assert.Equal(t, 500, a.StatusCode, template)
		assert.Contains(t, a.Text, "more than 16 MiB", template)
	}
	s := behave(t, `rules: [{answers: [{template: '{{ print "call " call | upper | json }}, {{ repeat -1 "a" }}'}]}]`)
	assert.Contains(t, get(t, s, base).Text, "repeat wants a whole number from 0, got -1")
}

func TestJobsMoveByPolls(t *testing.T) {
	t.Parallel()
	s := behave(t, "generate: {count: 0, states: {SUCCESS: 1}, after_polls: 3}")
	id := decode[record](t, ask(t, s, "POST", base, questions).Text).ID
	var seen []string
	for range 8 {
		seen = append(seen, list(t, s)[0].Status)
	}
	assert.Equal(t, "PENDING", seen[2])
	assert.Equal(t, "SUCCESS", seen[7])
	assert.Equal(t, "SUCCESS", decode[record](t, get(t, s, base+"/"+id).Text).Status)
	session, err := s.Mock.Session("")
	require.NoError(t, err)
	require.NoError(t, session.Clock().Advance(time.Hour))
	second := decode[record](t, ask(t, s, "POST", base, questions).Text).ID
	require.NoError(t, session.Clock().Advance(time.Hour))
	assert.Equal(t, "PENDING", decode[record](t, get(t, s, base+"/"+second).Text).Status, "time alone moves nothing")
}
