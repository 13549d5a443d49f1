package contract_test

import (
	"encoding/json"
	"fmt"
	"strings"
)

// recordMutants show one execution that keeps the schema and cannot be: the
// last of the list, everywhere alike.
func recordMutants() []mutant {
	var all []mutant
	for _, b := range badRecords {
		all = append(all, mutant{
			name: strings.TrimPrefix(b.rule, "record.") + "." + b.name, rule: b.rule,
			spoil: withRecord(11, b.pairs...),
		})
	}
	return append(all,
		mutant{name: "unique-ids.last-is-first", rule: "record.unique-ids", spoil: onAnswer("list", func(a *answer) {
			if list, ok := a.body.([]record); ok && len(list) > 1 {
				list[len(list)-1] = list[0]
			}
		})},
		mutant{name: "unique-ids.in-capitals", rule: "record.unique-ids", spoil: onAnswer("list", func(a *answer) {
			if list, ok := a.body.([]record); ok && len(list) > 1 {
				list[len(list)-1] = list[0].with("id", strings.ToUpper(list[0]["id"].(string)))
			}
		})},
		mutant{name: "id-asked-for.another", rule: "record.id-asked-for", spoil: otherExecution(func(r record) record {
			return wholeRecord(42)
		})},
		mutant{name: "id-asked-for.another-id", rule: "record.id-asked-for", spoil: otherExecution(func(r record) record {
			return r.with("id", "00000042-aaaa-4bbb-8ccc-dddddddddddd")
		})},
	)
}

const before, between, after = "2024-10-01T11:00:00Z", "2024-10-01T12:11:05Z", "2024-10-01T12:59:00Z"

// badRecords change the record that has failed. Its times are 12:11:00.25 for
// created_at, a second later for started_at and nine for the others.
var badRecords = []struct {
	name, rule string
	pairs      []any
}{
	{"started-before-created", "record.times-in-order", []any{"started_at", before}},
	{"ended-before-created", "record.times-in-order", []any{"ended_at", before, "started_at", nil}},
	{"ended-before-started", "record.times-in-order", []any{"started_at", after, "updated_at", after}},
	{"updated-before-created", "record.times-in-order", []any{"updated_at", before}},
	{"created-after-all", "record.times-in-order", []any{"created_at", after}},
	{"zones-confused", "record.times-in-order", []any{"created_at", "2024-10-01T12:11:00-01:00"}},
	{"success-null", "record.final-has-end",
		[]any{"status", "SUCCESS", "ended_at", nil, "error_code", nil, "error_message", nil}},
	{"error-null", "record.final-has-end", []any{"ended_at", nil}},
	{"partial-null", "record.final-has-end", []any{"status", "PARTIAL_SUCCESS", "ended_at", nil}},
	{"ended", "record.pending-has-no-end",
		[]any{"status", "PENDING", "error_code", nil, "error_message", nil}},
	{"nulls", "record.error-has-message", []any{"error_code", nil, "error_message", nil}},
	{"empty", "record.error-has-message", []any{"error_code", nil, "error_message", ""}},
	{"blank", "record.error-has-message", []any{"error_code", "", "error_message", " "}},
	{"year-one", "record.times-possible", []any{"started_at", "0001-01-01T00:00:00Z"}},
	{"epoch", "record.times-possible", []any{"ended_at", "1970-01-01T00:00:00Z"}},
	{"year-9999", "record.times-possible", []any{"ended_at", "9999-12-31T23:59:59Z", "updated_at", "9999-12-31T23:59:59Z"}},
	{"created-next-year", "record.times-possible", []any{"created_at", "2124-10-01T12:11:00Z"}},
	{"updated-before-ended", "record.times-in-order", []any{"updated_at", "2024-10-01T12:11:05Z"}},
	{"keeps-its-error", "record.success-has-no-error", []any{"status", "SUCCESS"}},
	{"keeps-its-code", "record.success-has-no-error", []any{"status", "SUCCESS", "error_message", nil}},
	{"never-started", "record.ended-has-start", []any{"status", "SUCCESS", "error_code", nil, "error_message", nil, "started_at", nil}},
	{"own-parent", "record.parents-end", []any{"parent_job_execution_id", "00000011-aaaa-4bbb-8ccc-dddddddddddd"}},
	{"large", "record.exact-integers", []any{"attempts", json.Number("9007199254740993")}},
	{"negative", "record.attempts-counted", []any{"attempts", -1}},
	{"none-though-started", "record.attempts-counted", []any{"attempts", 0}},
	{"other-pipeline", "record.partitions-match", []any{"partitions", map[string]any{
		"pipeline_id_partition": "00000000-1111-4222-8333-444455556666", "eval_dataset_id_partition": dataset}}},
	{"other-dataset", "record.partitions-match", []any{"partitions", map[string]any{
		"pipeline_id_partition": pipeline, "eval_dataset_id_partition": otherDataset}}},
	{"exchanged", "record.partitions-match", []any{"partitions", map[string]any{
		"pipeline_id_partition": dataset, "eval_dataset_id_partition": pipeline}}},
}

// otherExecution returns another execution than the requested one.
func otherExecution(change func(record) record) func(*honest) {
	return onAnswer("get", func(a *answer) {
		if r, ok := a.body.(record); ok {
			a.body = change(r)
		}
	})
}

// resultMutants show results that keep the schema and cannot be.
func resultMutants() []mutant {
	var all []mutant
	for _, b := range badResults {
		all = append(all, mutant{
			name: b.rule + "." + b.name, rule: b.rule,
			spoil: onAnswer("results", func(a *answer) {
				if list, ok := a.body.([]any); ok && len(list) > 0 {
					a.body = b.spoil(list)
				}
			}),
		})
	}
	return append(all, mutant{name: "results.follow-success.none", rule: "results.follow-success",
		spoil: func(h *honest) { h.results, h.records = []any{}, manyRecords(3) }})
}

var badResults = []struct {
	name, rule string
	spoil      func([]any) []any
}{
	{"twice", "results.unique-questions", func(list []any) []any { return append(list, list[0]) }},
	{"in-capitals", "results.unique-questions", func(list []any) []any {
		last := record(list[len(list)-1].(map[string]any))
		return append(list, last.with("eval_question_id", strings.ToUpper(fmt.Sprint(last["eval_question_id"]))))
	}},
	{"other-pipeline", "results.belong", func(list []any) []any {
		last := record(list[len(list)-1].(map[string]any))
		list[len(list)-1] = last.with("pipeline_id", "00000000-1111-4222-8333-444455556666")
		return list
	}},
}
