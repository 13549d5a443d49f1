package contract_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/mock/fastapi"
)

// ours distinguishes executions that a POST has started from earlier ones.
func ours(r record) bool { return strings.HasSuffix(r["id"].(string), "eeeeeeeeeeee") }

// onOurs changes what the given operations show of executions that were started.
func onOurs(change func(record) record, operations ...string) func(*honest) {
	return func(h *honest) {
		h.spoil = func(a *answer) {
			if !strings.Contains(strings.Join(operations, " "), a.operation) {
				return
			}
			switch body := a.body.(type) {
			case record:
				if ours(body) {
					a.body = change(body)
				}
			case []record:
				for i, r := range body {
					if ours(r) {
						body[i] = change(r)
					}
				}
			}
		}
	}
}

// asked changes the parameters that an execution was started with.
func asked(name string, value any) func(record) record {
	return func(r record) record {
		parameters := record(r["parameters"].(map[string]any)).with(name, value)
		return r.with("parameters", map[string]any(parameters))
	}
}

// hides leaves executions that were started out of the list.
func hides(a *answer) {
	list, ok := a.body.([]record)
	if !ok {
		return
	}
	a.body = []record{}
	for _, r := range list {
		if !ours(r) {
			a.body = append(a.body.([]record), r)
		}
	}
}

// writeMutants are wrong about executions that were started, and nothing else.
func writeMutants() []mutant {
	elsewhere := "99999999-1111-4222-8333-444455556666"
	usual := map[string]any{"llm_model": "GPT_4O", "qa_prompt_tmpl": "Answer: "}
	lostByID := func(a *answer) {
		if r, ok := a.body.(record); ok && ours(r) {
			*a = *withRequest(detail("get", 404, "Execution not found"), a)
		}
	}
	results := func(change func([]any) []any) func(*honest) {
		return onAnswer("results", func(a *answer) {
			list, ok := a.body.([]any)
			if ok && len(list) > 0 && strings.HasSuffix(list[0].(map[string]any)["eval_dataset_execution_id"].(string), "eeee") {
				a.body = change(list)
			}
		})
	}
	all := []mutant{
		{name: "echo.other-questions", rule: "write.parameters-echoed",
			spoil: onOurs(asked("eval_question_ids", []string{elsewhere}), "execute", "list", "get")},
		{name: "echo.no-questions", rule: "write.parameters-echoed",
			spoil: onOurs(asked("eval_question_ids", []string{}), "execute", "list", "get")},
		{name: "echo.override-ignored", rule: "write.parameters-echoed",
			spoil: onOurs(asked("eval_execution_params", usual), "execute", "list", "get")},
		{name: "echo.only-the-answer", rule: "write.parameters-echoed",
			spoil: onOurs(asked("eval_execution_params", usual), "list", "get")},
		{name: "agrees.created-at", rule: "write.answer-agrees",
			spoil: onOurs(set("created_at", "2024-10-01T11:00:00Z"), "execute")},
		{name: "agrees.session", rule: "write.answer-agrees",
			spoil: func(h *honest) { spoilSessions(h, elsewhere) }},
		{name: "shown.not-listed", rule: "write.shown", spoil: onAnswer("list", hides)},
		{name: "shown.not-by-id", rule: "write.shown", spoil: onAnswer("get", lostByID)},
		{name: "shown.nowhere", rule: "write.shown", spoil: func(h *honest) {
			h.spoil = func(a *answer) { hides(a); lostAnswer(a, lostByID) }
		}},
		{name: "shown.another-id", rule: "write.shown", spoil: onOurs(func(r record) record {
			return r.with("id", "f"+r["id"].(string)[1:])
		}, "execute")},
		{name: "one-a-question.none", rule: "results.one-a-question",
			spoil: results(func([]any) []any { return []any{} })},
		{name: "one-a-question.another", rule: "results.one-a-question", spoil: results(func(list []any) []any {
			first := record(list[0].(map[string]any)).with("eval_question_id", elsewhere)
			return append([]any{map[string]any(first)}, list[1:]...)
		})},
		{name: "one-a-question.of-another-execution", rule: "results.one-a-question",
			spoil: results(func(list []any) []any {
				for i := range list {
					list[i] = map[string]any(record(list[i].(map[string]any)).with("eval_dataset_execution_id", elsewhere))
				}
				return list
			})},
		{name: "started.goes-back", rule: "lifecycle.final-stays-final", spoil: goesBack()},
	}
	all = append(all, bodyMutants()...)
	for i := range all {
		all[i].tune = needs("execute")
	}
	return all
}

// bodyMutants do not mind one kind of wrong body, fail on it, or do not say
// where it is wrong.
func bodyMutants() []mutant {
	var all []mutant
	for _, kind := range []string{
		"json_invalid", "missing", "model_attributes_type", "list_type", "uuid_type", "uuid_parsing", "enum", "string_type",
	} {
		on := func(change func(*answer)) func(*honest) {
			return func(h *honest) { h.spoil = onlyProblem(kind, change) }
		}
		all = append(all,
			mutant{name: "body." + kind + "-accepted", rule: "status.invalid-refused",
				spoil: on(func(a *answer) { a.status, a.body = http.StatusOK, wholeRecord(42) })},
			mutant{name: "body." + kind + "-fails", rule: "status.no-server-error",
				spoil: on(func(a *answer) { a.status, a.body = http.StatusInternalServerError, []byte("Internal Server Error") })},
			mutant{name: "body." + kind + "-elsewhere", rule: "error.loc", spoil: on(func(a *answer) {
				problem := record(a.body.(map[string]any)["detail"].([]any)[0].(map[string]any))
				a.body = map[string]any{"detail": []any{problem.with("loc", []any{"body", "params", "other"})}}
			})},
		)
	}
	return all
}

// onlyProblem changes refusals of bodies that name one problem, of this kind.
func onlyProblem(kind string, change func(*answer)) func(*answer) {
	return func(a *answer) {
		body, _ := a.body.(map[string]any)
		problems, ok := body["detail"].([]any)
		if a.operation != "execute" || !ok || len(problems) != 1 {
			return
		}
		p := problems[0].(map[string]any)
		if p["type"] == kind && p["loc"].([]any)[0] == "body" {
			change(a)
		}
	}
}

// spoilSessions gives an execution one session in the response and another later.
func spoilSessions(h *honest, session string) {
	h.spoil = func(a *answer) {
		r, ok := a.body.(record)
		switch {
		case a.operation == "execute" && ok && a.status == http.StatusOK:
			a.body = r.with("session_id", session)
		case ok && ours(r):
			a.body = r.with("session_id", pipeline)
		}
		if list, ok := a.body.([]record); ok {
			for i, r := range list {
				if ours(r) {
					list[i] = r.with("session_id", pipeline)
				}
			}
		}
	}
}

func lostAnswer(a *answer, lose func(*answer)) {
	if a.operation == "get" {
		lose(a)
	}
}

// goesBack makes the first execution of ours pending again once it has ended.
func goesBack() func(*honest) {
	return func(h *honest) {
		pending := set("status", "PENDING", "ended_at", nil)
		var seen atomic.Int64
		h.spoil = func(a *answer) {
			list, _ := a.body.([]record)
			for i, r := range list {
				first := strings.HasPrefix(r["id"].(string), "00000001-eeee")
				if first && r["status"] == "SUCCESS" && seen.Add(1) > 3 {
					list[i] = pending(r)
				}
			}
		}
	}
}

// What is accepted though it must not be is not asked for again, and no
// execution is started but those that are watched.
func TestFewExecutionsAreStarted(t *testing.T) {
	t.Parallel()
	h := newWhole()
	var bodies []string
	h.spoil = func(a *answer) {
		if a.operation == "execute" && a.status == http.StatusOK {
			h.mu.Lock()
			defer h.mu.Unlock()
			b, err := json.Marshal(a.body.(record)["parameters"])
			assert.NoError(t, err)
			bodies = append(bodies, string(b))
		}
	}
	report, err := contract.Check(t.Context(), timeless(t, h, nil, needs("execute")))
	require.NoError(t, err)
	assert.Empty(t, report.Findings)
	require.Len(t, bodies, 2)
	assert.NotContains(t, bodies[0], "GPT_4O_MINI")
	assert.Contains(t, bodies[1], "GPT_4O_MINI")
	assert.Contains(t, strings.Join(report.Notes, "\n"), "started, which may cost money")

	quiet := newWhole()
	_, err = contract.Check(t.Context(), timeless(t, quiet, nil, nil))
	require.NoError(t, err)
	assert.Empty(t, quiet.births, "without leave nothing is started")
}

// A job that takes longer than it is watched is no fault.
func TestSlowExecutionIsNoFinding(t *testing.T) {
	t.Parallel()
	h := newWhole()
	target := timeless(t, h, nil, func(c *contract.Target) { c.AllowWrites, c.Watch = true, time.Second })
	report, err := contract.Check(t.Context(), target)
	require.NoError(t, err)
	assert.Empty(t, report.Findings)
	assert.Contains(t, strings.Join(report.Notes, "\n"), "has not ended while it was watched")
}

// The watch is as long as it was asked for, however short the rest may be.
func TestWatchIsAddedToTheTimeForTheRun(t *testing.T) {
	t.Parallel()
	target := timeless(t, newWhole(), nil, needs("execute"))
	target.Timeout, target.Watch = time.Second, time.Minute
	report, err := contract.Check(t.Context(), target)
	require.NoError(t, err)
	assert.NotContains(t, strings.Join(report.Notes, "\n"), "has not ended")
	assert.NotContains(t, rulesOf(report), "results.one-a-question")
	for _, rule := range report.Rules {
		if rule.ID == "results.one-a-question" {
			assert.Equal(t, contract.RulePassed, rule.Outcome)
		}
	}
}

// An execution may appear a moment after the response that started it.
func TestLateExecutionIsNoFinding(t *testing.T) {
	t.Parallel()
	h := newWhole()
	var looks atomic.Int64
	h.spoil = func(a *answer) {
		r, single := a.body.(record)
		if a.operation == "list" && len(h.births) > 0 || single && a.operation == "get" && ours(r) {
			if looks.Add(1) > 5 {
				return
			}
			hides(a)
			if single {
				*a = *withRequest(detail("get", 404, "Execution not found"), a)
			}
		}
	}
	report, err := contract.Check(t.Context(), timeless(t, h, nil, needs("execute")))
	require.NoError(t, err)
	assert.Empty(t, report.Findings)
}

// Services of before call a body that cannot be read a bad request.
func TestUnreadableBodyMayBeABadRequest(t *testing.T) {
	t.Parallel()
	h := newWhole()
	h.spoil = onlyProblem("json_invalid", func(a *answer) { *a = *withRequest(detail("execute", 400, "There was an error"), a) })
	report, err := contract.Check(t.Context(), timeless(t, h, nil, needs("execute")))
	require.NoError(t, err)
	assert.Empty(t, report.Findings)
}

// Who may read need not be allowed to write.
func TestReadersMayBeRefusedToWrite(t *testing.T) {
	t.Parallel()
	h := newWhole()
	h.spoil = onlyOperation("execute", func(a *answer) { *a = *withRequest(detail("execute", 403, "Forbidden"), a) })
	report, err := contract.Check(t.Context(), timeless(t, h, nil, needs("execute")))
	require.NoError(t, err)
	assert.Empty(t, report.Findings)
	assert.Contains(t, strings.Join(report.Notes, "\n"), "no execution could be watched: execute.usual got status 403")
}

func onlyOperation(operation string, change func(*answer)) func(*answer) {
	return func(a *answer) {
		if a.operation == operation {
			change(a)
		}
	}
}

// The double starts executions as the service does, in both styles.
func TestMockStartsExecutions(t *testing.T) {
	t.Parallel()
	for _, style := range []fastapi.Style{fastapi.Pydantic2, fastapi.Pydantic1} {
		server := mock.NewServer(mock.Config{Seed: 7, Speed: 100, Style: style})
		t.Cleanup(server.Close)
		target := targetOf(server.URL)
		target.AllowWrites = true
		report, err := contract.Check(t.Context(), target)
		require.NoError(t, err)
		assert.Empty(t, report.Findings, "%v", report.Notes)
		assert.Equal(t, contract.Passed, report.Verdict)
	}
}
