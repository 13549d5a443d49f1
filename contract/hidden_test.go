package contract_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
	"github.com/ringer-api/ringer/schemas"
)

// A finding about one field must not switch off the rules that read other fields, even
// when the finding is accepted as known.

// brokenField is a field that breaks its schema in every record that a service shows.
type brokenField struct {
	field, way string
	change     func(record) record
}

func (b brokenField) String() string { return b.field + "." + b.way }

// brokenFields are all fields, each broken in every way that its schema refuses.
func brokenFields(t *testing.T) (all []brokenField) {
	t.Helper()
	schema, err := schemas.Default().Schema("EvalDatasetJobRecord")
	require.NoError(t, err)
	for _, field := range slices.Sorted(maps.Keys(newRecord(1))) {
		ways := []brokenField{{field, "absent", func(r record) record { return r.without(field) }}}
		for _, other := range append(slices.Clone(otherTypes), struct {
			name  string
			value any
		}{"text", "yesterday"}) {
			ways = append(ways, brokenField{field, other.name, func(r record) record { return r.with(field, other.value) }})
		}
		for _, way := range ways {
			text, err := json.Marshal(way.change(wholeRecord(3)))
			require.NoError(t, err)
			if len(schema.Validate(text)) > 0 {
				all = append(all, way)
			}
		}
	}
	return all
}

// inEveryRecord changes all records in the responses of a service, after what spoils it
// otherwise.
func inEveryRecord(h *honest, change func(record) record) {
	before := h.spoil
	h.spoil = func(a *answer) {
		if before != nil {
			before(a)
		}
		switch body := a.body.(type) {
		case record:
			a.body = change(body)
		case []record:
			changed := make([]record, len(body))
			for i, r := range body {
				changed[i] = change(r)
			}
			a.body = changed
		}
	}
}

// twoDatasets requests both datasets of the service.
func twoDatasets(target *contract.Target) {
	target.Datasets = append(target.Datasets, contract.Dataset{PipelineID: pipeline, EvalDatasetID: otherDataset})
}

// leaksAndGoesBack shows an execution of one dataset in another as well, and has a
// finished one go back to PENDING after some lists.
func leaksAndGoesBack(h *honest) {
	h.others[otherDataset] = append(h.others[otherDataset], h.records[11])
	var lists atomic.Int64
	h.spoil = func(a *answer) {
		if body, ok := a.body.([]record); ok && lists.Add(1) > 8 && len(body) > 8 {
			body[8] = body[8].with("status", "PENDING", "ended_at", nil)
		}
	}
}

// hiddenRules are the rules that cannot be examined when a field is broken in every
// record, because they are about that field.
var hiddenRules = map[string][]string{
	"attempts":      {"record.attempts-counted", "lifecycle.attempts-grow"},
	"created_at":    {"record.time-units"},
	"updated_at":    {"lifecycle.updates-grow", "lifecycle.updates-told", "record.time-units"},
	"started_at":    {"lifecycle.started-stays", "record.ended-has-start", "record.time-units"},
	"ended_at":      {"record.final-has-end", "record.pending-has-no-end", "record.ended-has-start", "record.time-units"},
	"error_code":    {"record.success-has-no-error"},
	"error_message": {"record.error-has-message", "record.success-has-no-error"},
	"id": {
		"record.id-asked-for", "lifecycle.final-stays-final", "lifecycle.keeps-identity", "lifecycle.keeps-id",
		"lifecycle.attempts-grow", "lifecycle.updates-grow", "lifecycle.started-stays", "lifecycle.listed-stays-listed",
		"exchange.list-and-single-agree", "exchange.one-dataset", "record.parents-end", "lifecycle.updates-told", "lifecycle.ended-stays",
	},
	"parameters": {"results.follow-success"},
	"partitions": {"record.partitions-match"},
	"status": {
		"lifecycle.final-stays-final",
		"record.final-has-end", "record.pending-has-no-end", "record.error-has-message", "results.follow-success",
		"record.success-has-no-error", "record.ended-has-start", "exchange.not-cached", "lifecycle.updates-told", "lifecycle.ended-stays",
		"record.time-units",
	},
	"parent_job_execution_id": {"record.parents-end"},
}

// TestMatrixOfBrokenFields breaks each field in each way, accepts the finding, and
// sees which rules still run, and that other defects are found.
func TestMatrixOfBrokenFields(t *testing.T) {
	t.Parallel()
	clean, err := contract.Check(t.Context(), timeless(t, newWhole(), nil, twoDatasets))
	require.NoError(t, err)
	for i, b := range brokenFields(t) {
		if i%oneIn > 0 {
			continue
		}
		t.Run(b.String(), func(t *testing.T) {
			t.Parallel()
			report := b.check(t, func(*honest) {})
			assert.Equal(t, contract.Passed, report.Verdict, "%v", rulesOf(report))
			hidden := []string{}
			for i, r := range report.Rules {
				if clean.Rules[i].Examined > 0 && r.Examined == 0 {
					hidden = append(hidden, r.ID)
					assert.Contains(t, r.HiddenBy, contract.Hiding{Rule: "schema.body", Finding: 1}, r.ID)
					assert.Contains(t, r.Skipped(), "may be hidden by finding 1 (schema.body)", r.ID)
				}
			}
			assert.Subset(t, hiddenRules[b.field], hidden)
			notes := strings.Join(report.Notes, "\n")
			for _, id := range hidden {
				assert.Contains(t, notes, id)
			}

			report = b.check(t, leaksAndGoesBack)
			found := rulesOf(report)
			assert.Equal(t, contract.Broken, report.Verdict)
			assert.True(t, slices.Contains(found, "exchange.one-dataset") || slices.Contains(found, "record.partitions-match"),
				"another tenant's execution is found: %v", found)
			if b.field != "id" && b.field != "status" {
				assert.Contains(t, found, "lifecycle.final-stays-final")
			}
		})
	}
}

// check checks a service that breaks the field everywhere, which is accepted.
func (b brokenField) check(t *testing.T, spoil func(*honest)) *contract.Report {
	t.Helper()
	h := newWhole()
	spoil(h)
	inEveryRecord(h, b.change)
	target := timeless(t, h, nil, twoDatasets)
	target.Known = []contract.KnownFailure{{Rule: "schema.body", Reason: "accepted"}}
	report, err := contract.Check(t.Context(), target)
	require.NoError(t, err)
	return report
}

// What is hidden by a rule that is off is said as well, and can be required.
func TestHiddenByARuleThatIsOff(t *testing.T) {
	t.Parallel()
	h := newWhole()
	inEveryRecord(h, func(r record) record { return r.with("ended_at", "yesterday") })
	target := timeless(t, h, nil, nil)
	target.Rules = map[string]contract.Severity{"schema.body": contract.Off}
	report, err := contract.Check(t.Context(), target)
	require.NoError(t, err)
	assert.Equal(t, contract.Passed, report.Verdict)
	assert.Contains(t, report.Notes, "not examined, and may be hidden by schema.body (off): "+
		"record.time-units, record.final-has-end, record.pending-has-no-end, record.ended-has-start")
	assert.Contains(t, string(written(t, contract.Text, report)),
		"passed "+target.URL+", but 4 rules may be hidden by schema.body (off)\n")

	target.Require = []string{"record.unique-ids", "record.final-has-end"}
	report, err = contract.Check(t.Context(), target)
	require.NoError(t, err)
	assert.Equal(t, contract.NotChecked, report.Verdict)
	assert.Equal(t, contract.ExitNotChecked, contract.ExitCode(report, err))
	assert.Contains(t, report.Notes, "required, but record.final-has-end was not examined "+
		"(needs an ended execution with started_at or ended_at; may be hidden by schema.body (off))")
}

// A response that is no JSON hides what every rule behind it would have read.
func TestHiddenByAResponseThatCannotBeRead(t *testing.T) {
	t.Parallel()
	h := newWhole()
	h.spoil = func(a *answer) {
		if a.status == 200 && a.operation != "results" {
			a.body = []byte("<html></html>")
		}
	}
	report, err := contract.Check(t.Context(), timeless(t, h, nil, nil))
	require.NoError(t, err)
	for _, r := range report.Rules {
		switch r.ID {
		case "record.times-in-order", "lifecycle.final-stays-final", "exchange.one-dataset":
			assert.Equal(t, []contract.Hiding{{Rule: "wire.json", Finding: 1}}, r.HiddenBy, r.ID)
		case "write.shown", "write.parameters-echoed", "results.one-a-question", "auth.required":
			assert.Empty(t, r.HiddenBy, "%s has nothing to see in a run that starts nothing", r.ID)
		}
	}
}

func TestRequire(t *testing.T) {
	t.Parallel()
	target := timeless(t, newWhole(), nil, nil)
	for _, c := range []struct {
		name    string
		require []string
		rules   map[string]contract.Severity
		problem string
	}{
		{"an unknown rule", []string{"record.unique-id"}, nil, "is not a rule"},
		{"a rule that is off", []string{"record.unique-ids"}, map[string]contract.Severity{"record.unique-ids": contract.Off}, "is a rule that is off"},
	} {
		t.Run(c.name, func(t *testing.T) {
			target := target
			target.Require, target.Rules = c.require, c.rules
			_, err := contract.Check(t.Context(), target)
			var usage *contract.UsageError
			require.ErrorAs(t, err, &usage)
			assert.Contains(t, usage.Error(), c.problem)
			assert.Contains(t, usage.Error(), "Require[0]")
		})
	}
	t.Run("rules that are examined", func(t *testing.T) {
		target := target
		target.Require = []string{"record.unique-ids", contract.RequireRecords}
		report, err := contract.Check(t.Context(), target)
		require.NoError(t, err)
		assert.Equal(t, contract.Passed, report.Verdict)
	})
	t.Run("a rule that needs writes", func(t *testing.T) {
		target := target
		target.Require = []string{"write.shown"}
		report, err := contract.Check(t.Context(), target)
		require.NoError(t, err)
		assert.Equal(t, contract.NotChecked, report.Verdict)
		assert.Contains(t, report.Notes, "required, but write.shown was not examined (needs an execution that was started)")
	})
}

// What a field was is not forgotten because one response breaks its schema: the change
// is found in the next one.
func TestABrokenFieldBetweenTwoValues(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		rule, field   string
		before, after any
	}{
		{"lifecycle.final-stays-final", "status", "SUCCESS", "PENDING"},
		{"lifecycle.attempts-grow", "attempts", 3, 2},
		{"lifecycle.updates-grow", "updated_at", "2024-10-01T12:59:00Z", "2024-10-01T12:00:09.250000Z"},
		{"lifecycle.started-stays", "started_at", "2024-10-01T12:00:01.250000Z", nil},
		{"lifecycle.keeps-identity", "session_id", "00000007-5e55-4bbb-8ccc-dddddddddddd", "00000008-5e55-4bbb-8ccc-dddddddddddd"},
	} {
		t.Run(c.field, func(t *testing.T) {
			t.Parallel()
			h := newWhole()
			var lists atomic.Int64
			h.spoil = func(a *answer) {
				if list, ok := a.body.([]record); ok && len(list) > 8 {
					value := c.after
					switch n := lists.Add(1); {
					case n < 3:
						value = c.before
					case n < 5:
						value = map[string]any{}
					}
					list[0] = list[0].with(c.field, value)
					if c.after == "PENDING" {
						list[0] = list[0].with("ended_at", nil)
					}
				}
			}
			target := timeless(t, h, nil, nil)
			target.Concurrency = 1
			target.Known = []contract.KnownFailure{{Rule: "schema.body", Reason: "accepted"}}
			report, err := contract.Check(t.Context(), target)
			require.NoError(t, err)
			require.Contains(t, rulesOf(report), c.rule)
			at := slices.IndexFunc(report.Findings, func(f *contract.Finding) bool { return f.Rule == c.rule })
			shown := report.Findings[at].Expected
			assert.Regexp(t, `response \d+`, shown)
			for _, f := range report.Findings {
				if f.Rule == "schema.body" {
					assert.NotContains(t, shown, fmt.Sprint("response ", f.Places[0].Exchange), "it did not show the value")
				}
			}
		})
	}
}

// A field may break its schema in more places than a report tells; the others are read
// all the same.
func TestAFieldThatIsBrokenInManyPlaces(t *testing.T) {
	t.Parallel()
	ids := slices.Repeat([]string{"question"}, 150)
	change := func(r record) record {
		return r.with("parameters", map[string]any{"eval_question_ids": ids}, "ended_at", "2024-10-01T11:00:00Z")
	}
	h := newWhole()
	inEveryRecord(h, change)
	target := timeless(t, h, nil, nil)
	target.Known = []contract.KnownFailure{{Rule: "schema.body", Reason: "accepted"}}
	report, err := contract.Check(t.Context(), target)
	require.NoError(t, err)
	assert.Contains(t, rulesOf(report), "record.times-in-order")
	assert.Positive(t, report.Counts.Records)

	body, err := json.Marshal([]record{change(wholeRecord(0)), change(wholeRecord(4))})
	require.NoError(t, err)
	for _, maxBody := range []int64{0, 1024} { // a list is read as a whole, or record by record
		target.MaxBody = maxBody
		report, err = contract.JudgeFile(t.Context(), contract.File{Name: "list.json", From: bytes.NewReader(body)}, target)
		require.NoError(t, err)
		assert.Contains(t, rulesOf(report), "record.times-in-order")
		assert.Equal(t, 2, report.Counts.Records)
	}
}

// What breaks its schema is unknown, so it is neither missing nor wrong; what stands
// beside it is read.
func TestBrokenFieldsOfWhatWasStarted(t *testing.T) {
	t.Parallel()
	params := func(model, prompt string) map[string]any {
		return map[string]any{"llm_model": model, "qa_prompt_tmpl": prompt}
	}
	for _, c := range []struct {
		name  string
		spoil func(*honest)
		found []string
	}{
		{"an id, by GET", onOurs(func(r record) record { return r.with("id", 7) }, "get"), []string{"schema.body"}},
		{"every result", onAnswer("results", func(a *answer) {
			if list, ok := a.body.([]any); ok {
				a.body = slices.Repeat([]any{nil}, len(list))
			}
		}), []string{"schema.body"}},
		{"the model", onOurs(asked("eval_execution_params", params("GPT_9", "Answer: ")), "get", "list", "execute"),
			[]string{"schema.body", "write.parameters-echoed"}}, // of the prompt
		{"the model, beside other questions", onOurs(func(r record) record {
			return asked("eval_question_ids", []string{"99999999-1111-4222-8333-444455556666"})(
				asked("eval_execution_params", params("GPT_9", "Answer: "))(r))
		}, "get", "list", "execute"), []string{"schema.body", "write.parameters-echoed"}},
		{"the questions, beside another prompt", onOurs(func(r record) record {
			return asked("eval_question_ids", []string{"question"})(asked("eval_execution_params", params("GPT_4O", "Answer: "))(r))
		}, "get", "list", "execute"), []string{"schema.body", "write.parameters-echoed"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			h := newWhole()
			c.spoil(h)
			report, err := contract.Check(t.Context(), timeless(t, h, nil, needs("execute")))
			require.NoError(t, err)
			assert.Equal(t, c.found, rulesOf(report))
		})
	}
}

// A rule is hidden only by what it would have read: by no results when it is about errors,
// and by nothing when no request without a credential was sent.
func TestWhatDoesNotHideARule(t *testing.T) {
	t.Parallel()
	hidden := func(spoil func(*honest), token string) map[string][]contract.Hiding {
		h := newWhole()
		h.token = token
		spoil(h)
		target := timeless(t, h, nil, nil)
		if token != "" {
			target.Token = contract.Secret{Value: token, Variable: "TOKEN"}
		}
		report, err := contract.Check(t.Context(), target)
		require.NoError(t, err)
		by := map[string][]contract.Hiding{}
		for _, r := range report.Rules {
			if len(r.HiddenBy) > 0 {
				by[r.ID] = r.HiddenBy
			}
		}
		return by
	}
	first := []contract.Hiding{{Rule: "schema.body", Finding: 1}}
	results := onAnswer("results", func(a *answer) {
		if list, ok := a.body.([]any); ok {
			a.body = slices.Repeat([]any{nil}, len(list))
		}
	})
	assert.Equal(t, map[string][]contract.Hiding{"results.unique-questions": first, "results.belong": first}, hidden(results, ""))

	ids := func(h *honest) { inEveryRecord(h, func(r record) record { return r.with("id", 7) }) }
	assert.Equal(t, first, hidden(ids, "t0ken-of-the-tests")["auth.no-leak"])
	assert.NotContains(t, hidden(ids, ""), "auth.no-leak")
	cut := onAnswer("list", func(a *answer) { a.header.Set("Content-Encoding", "gzip") })
	assert.NotContains(t, hidden(cut, ""), "auth.required")

	file := `[{"job_name": "eval_dataset_job", "status": "SUCCESS", "partitions": {}}, null]`
	target := contract.Target{Known: []contract.KnownFailure{{Rule: "schema.body", Reason: "accepted"}}}
	report, err := contract.JudgeFile(t.Context(), contract.File{Name: "list.json", From: strings.NewReader(file)}, target)
	require.NoError(t, err)
	notes := strings.Join(report.Notes, "\n")
	assert.Contains(t, notes, "may be hidden by finding 1 (schema.body, known): ")
	assert.NotContains(t, notes, "error.loc")
}

// Every form of the report has the number by which a skipped rule names a finding, and
// says in its verdict that something is hidden.
func TestEveryFormNumbersItsFindings(t *testing.T) {
	t.Parallel()
	h := newWhole()
	inEveryRecord(h, func(r record) record { return r.with("ended_at", "yesterday") })
	target := timeless(t, h, nil, nil)
	target.Known = []contract.KnownFailure{{Rule: "schema.body", Reason: "accepted"}}
	report, err := contract.Check(t.Context(), target)
	require.NoError(t, err)
	for name, form := range map[string]contract.Reporter{"JUnit": contract.JUnit, "SARIF": contract.SARIF, "GitHub": contract.GitHub} {
		assert.Regexp(t, `finding   1\b`, written(t, form, report), name)
	}
	assert.Contains(t, written(t, contract.SARIF, report), "passed, but 4 rules may be hidden by finding 1 (schema.body, known)")
}
