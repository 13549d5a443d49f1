package contract_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
)

// brokenJobs are services whose answers keep the schema, each on its own, and
// break what one may expect of jobs, of time and of one truth.
var brokenJobs = []struct {
	name  string
	rule  string
	spoil func(*honest)
}{
	{"SUCCESS without an end", "record.final-has-end", withRecord(1, "ended_at", nil)},
	{"PENDING with an end", "record.pending-has-no-end", withRecord(1, "status", "PENDING")},
	{"ERROR without a message", "record.error-has-message", withRecord(1, "status", "ERROR", "error_code", "X")},
	{"SUCCESS with an error", "record.success-has-no-error", withRecord(1, "error_code", "LLM_TIMEOUT")},
	{"SUCCESS without a start", "record.ended-has-start", withRecord(1, "started_at", nil)},
	{"an end in the year one", "record.times-possible", withRecord(1, "ended_at", "0001-01-01T00:00:00Z")},
	{"its own parent", "record.parents-end", withRecord(1, "parent_job_execution_id", "00000002-aaaa-4bbb-8ccc-dddddddddddd")},
	{"negative attempts", "record.attempts-counted", withRecord(1, "attempts", -1)},
	{"started without an attempt", "record.attempts-counted", withRecord(1, "attempts", 0)},
	{"another pipeline's partition", "record.partitions-match", withRecord(1, "partitions", map[string]any{
		"pipeline_id_partition": "99999999-1111-4222-8333-444455556666"})},
	{"another dataset's partition", "record.partitions-match", withRecord(1, "partitions", map[string]any{
		"eval_dataset_id_partition": "99999999-1111-4222-8333-444455556666"})},
	{"another execution than asked for", "record.id-asked-for", onAnswer("get", func(a *answer) {
		if r, ok := a.body.(record); ok {
			a.body = r.with("id", "99999999-1111-4222-8333-444455556666")
		}
	})},
	{"a question answered twice", "results.unique-questions", onAnswer("results", func(a *answer) {
		if list, ok := a.body.([]any); ok && len(list) > 0 {
			a.body = append(list, list[0])
		}
	})},
	{"a final state that is left at every third look", "lifecycle.final-stays-final", everyNthList(3, func(r record) record {
		return r.with("status", "PENDING", "ended_at", nil)
	})},
	{"a final state that becomes another", "lifecycle.final-stays-final", everyNthList(2, func(r record) record {
		return r.with("status", "ERROR", "error_message", "it failed")
	})},
	{"created_at is the time of the answer", "lifecycle.keeps-identity", everyNthList(2, func(r record) record {
		return r.with("created_at", "2024-10-01T11:59:59.5Z")
	})},
	{"parameters change", "lifecycle.keeps-identity", everyNthList(2, func(r record) record {
		return r.with("parameters", nil)
	})},
	{"an id that changes", "lifecycle.keeps-id", everyNthList(2, func(r record) record {
		return r.with("id", strings.Replace(r["id"].(string), "aaaa", "abcd", 1))
	})},
	{"attempts go back", "lifecycle.attempts-grow", func(h *honest) {
		withRecord(0, "attempts", 3)(h)
		everyNthList(4, func(r record) record { return r.with("attempts", 2) })(h)
	}},
	{"the start of an ended one moves", "lifecycle.ended-stays", everyNthList(2, func(r record) record {
		return r.with("started_at", "2024-10-01T12:00:04Z")
	})},
	{"a cache keeps a pending one", "exchange.not-cached", func(h *honest) {
		withRecord(0, "status", "PENDING", "ended_at", nil)(h)
		everyHeader("Age", "3600")(h)
	}},
	{"updated_at goes back", "lifecycle.updates-grow", everyNthList(3, func(r record) record {
		return r.with("updated_at", "2024-10-01T12:00:08Z")
	})},
	{"started_at vanishes", "lifecycle.started-stays", func(h *honest) {
		withRecord(0, "status", "PENDING", "ended_at", nil)(h)
		everyNthList(3, func(r record) record { return r.with("started_at", nil) })(h)
	}},
	{"an empty list at every third look", "lifecycle.listed-stays-listed", onAnswer("list", func(a *answer) {
		if _, ok := a.body.([]record); ok && a.nth%3 == 0 {
			a.body = []record{}
		}
	})},
	{"the single execution says ERROR", "exchange.list-and-single-agree", onAnswer("get", func(a *answer) {
		if r, ok := a.body.(record); ok {
			a.body = r.with("status", "ERROR", "error_message", "it failed")
		}
	})},
	{"the list lags behind for ever", "exchange.list-and-single-agree", onAnswer("list", func(a *answer) {
		if list, ok := a.body.([]record); ok && len(list) > 0 {
			a.body = append([]record{list[0].with("status", "PENDING", "ended_at", nil)}, list[1:]...)
		}
	})},
	{"the single execution has other parameters", "exchange.list-and-single-agree", onAnswer("get", func(a *answer) {
		if r, ok := a.body.(record); ok {
			a.body = r.with("parameters", nil)
		}
	})},
	{"the same odd id is served or refused by turns", "exchange.same-answer", func(h *honest) {
		seen := map[string]int{}
		h.spoil = func(a *answer) {
			h.mu.Lock()
			defer h.mu.Unlock()
			seen[a.request.URL.Path]++
			if strings.Contains(a.request.URL.Path, "9C2B4E6A") && seen[a.request.URL.Path]%2 == 0 {
				a.status = 422
				a.body = map[string]any{"detail": []any{
					problemOf("uuid_parsing", "in capitals", "", "path", "eval_dataset_id"),
				}}
			}
		}
	}},
	{"only version 4 ids are accepted", "status.valid-accepted", func(h *honest) {
		h.spoil = func(a *answer) {
			if strings.Contains(a.request.URL.Path, "c0ffee00-5eed-7") {
				a.status = 422
				a.body = map[string]any{"detail": []any{
					problemOf("uuid_version", "UUID version 4 expected", "", "path", "eval_dataset_id"),
				}}
			}
		}
	}},
	{"500 for an id with a letter in it", "status.no-server-error", func(h *honest) {
		h.spoil = func(a *answer) {
			if strings.HasSuffix(a.request.URL.Path, "2c963f66afag") || strings.Contains(a.request.URL.Path, "afag/") {
				a.status = 500
			}
		}
	}},
	{"500 for a NUL in an id", "status.no-server-error", func(h *honest) {
		h.spoil = func(a *answer) {
			if strings.Contains(a.request.URL.Path, "\x00") {
				a.status = 500
			}
		}
	}},
	{"every tenth answer is lost", "wire.answered", func(h *honest) {
		h.write = everyNthOnWire(10, hangUp)
	}},
	{"every fifth answer is a 500", "status.no-server-error", func(h *honest) {
		h.spoil = func(a *answer) {
			if a.nth%5 == 0 {
				a.status = 500
			}
		}
	}},
}

func TestBrokenJobsBreakTheirRuleAlone(t *testing.T) {
	t.Parallel()
	for _, b := range brokenJobs {
		t.Run(b.name, func(t *testing.T) {
			t.Parallel()
			h := newHonest()
			b.spoil(h)
			report, err := contract.Check(t.Context(), h.target(t))
			require.NoError(t, err)
			assert.Equal(t, []string{b.rule}, warned(report))
			assert.Equal(t, contract.Broken, report.Verdict)
		})
	}
}

// warned names the rules with findings of severity warning or above: a line a
// finding, so that one fault has one line.
func warned(r *contract.Report) []string {
	var ids []string
	for _, f := range r.Findings {
		if f.Severity >= contract.Warning {
			ids = append(ids, f.Rule)
		}
	}
	return ids
}
