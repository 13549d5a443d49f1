package contract_test

import (
	"fmt"
	"net/http"
	"sync/atomic"

	"github.com/ringer-api/ringer/contract"
)

// lifecycleMutants change what must not change from one look to the next. All
// operations show the same at any time.
func lifecycleMutants() []mutant {
	var all []mutant
	for _, b := range badChanges {
		all = append(all, mutant{
			name: b.rule + "." + b.name, rule: b.rule, spoil: changes(b.at, b.change),
		})
	}
	return append(all,
		mutant{name: "keeps-id.drawn-anew", rule: "lifecycle.keeps-id", spoil: func(h *honest) {
			var looks atomic.Int64
			h.records = h.records[:3]
			h.spoil = func(a *answer) {
				list, ok := a.body.([]record)
				if look := looks.Add(1); ok {
					for i, r := range list {
						list[i] = r.with("id", fmt.Sprintf("%04d%04d-aaaa-4bbb-8ccc-dddddddddddd", look, i))
					}
				}
				if a.operation == "get" && a.status == http.StatusNotFound {
					id := canonical(base.FindStringSubmatch(a.request.URL.Path)[3][1:])
					var at int
					fmt.Sscanf(id[4:8], "%d", &at)
					*a = *withRequest(newAnswer("get", 200, h.records[at%3].with("id", id)), a)
				}
			}
		}},
		mutant{name: "listed-stays-listed.comes-and-goes", rule: "lifecycle.listed-stays-listed",
			spoil: everyList(2, func(a *answer) { a.body = without(a.body.([]record), 5) })},
		mutant{name: "list-and-single-agree.status", rule: "exchange.list-and-single-agree",
			spoil: otherExecution(func(r record) record { return r.with("session_id", nil, "user_id", "user-8") })},
		mutant{name: "list-and-single-agree.model", rule: "exchange.list-and-single-agree",
			spoil: otherExecution(func(r record) record {
				return r.with("parameters", map[string]any{"eval_question_ids": []string{},
					"eval_execution_params": map[string]any{"llm_model": "GPT_4", "qa_prompt_tmpl": ""}})
			})},
	)
}

// badChanges change the record at a place of the list after a few looks: 11 has
// failed, 9 is pending, 10 has succeeded in part and 8 altogether.
var badChanges = []struct {
	name, rule string
	at         int
	change     func(record) record
}{
	{"success-pending", "lifecycle.final-stays-final", 8, set("status", "PENDING", "ended_at", nil)},
	{"success-error", "lifecycle.final-stays-final", 8,
		set("status", "ERROR", "error_code", "LATE", "error_message", "found out late")},
	{"error-success", "lifecycle.final-stays-final", 11,
		set("status", "SUCCESS", "error_code", nil, "error_message", nil)},
	{"partial-success", "lifecycle.final-stays-final", 10,
		set("status", "SUCCESS", "error_code", nil, "error_message", nil)},
	{"created-at", "lifecycle.keeps-identity", 8, set("created_at", "2024-10-01T12:08:00Z")},
	{"session", "lifecycle.keeps-identity", 8, set("session_id", "99999999-5e55-4bbb-8ccc-dddddddddddd")},
	{"correlation", "lifecycle.keeps-identity", 9, set("correlation_id", "99999999-5e55-4bbb-8ccc-dddddddddddd")},
	{"parameters", "lifecycle.keeps-identity", 9, set("parameters", map[string]any{
		"eval_question_ids":     []string{},
		"eval_execution_params": map[string]any{"llm_model": "GPT_4", "qa_prompt_tmpl": ""}})},
	{"partitions", "lifecycle.keeps-identity", 11, set("partitions", map[string]any{"other": "value"})},
	{"attempts-fewer", "lifecycle.attempts-grow", 10, set("attempts", 1)},
	{"updated-earlier", "lifecycle.updates-grow", 9, set("updated_at", "2024-10-01T12:09:00.9Z")},
	{"started-vanishes", "lifecycle.started-stays", 9, set("started_at", nil)},
}

func set(pairs ...any) func(record) record {
	return func(r record) record { return r.with(pairs...) }
}

// changes alters one record for all operations once the list was seen.
func changes(at int, change func(record) record) func(*honest) {
	return func(h *honest) {
		var lists atomic.Int64
		id := h.records[at]["id"]
		h.spoil = func(a *answer) {
			if a.status != http.StatusOK || lists.Load() == 0 && a.operation != "list" {
				return
			}
			if a.operation == "list" && lists.Add(1) <= 2 {
				return
			}
			switch body := a.body.(type) {
			case []record:
				for i, r := range body {
					if r["id"] == id && lists.Load() > 2 {
						body[i] = change(r)
					}
				}
			case record:
				if body["id"] == id && lists.Load() > 2 {
					a.body = change(body)
				}
			}
		}
	}
}

// datasetMutants show what belongs to another dataset.
func datasetMutants() []mutant {
	both := func(t *contract.Target) {
		t.Datasets = append(t.Datasets, contract.Dataset{PipelineID: pipeline, EvalDatasetID: otherDataset})
	}
	return []mutant{{
		name: "one-dataset.leaks", rule: "exchange.one-dataset", tune: both,
		spoil: func(h *honest) {
			foreign := h.records[11].with("partitions", map[string]any{})
			h.records[11] = foreign
			h.others[otherDataset] = append(h.others[otherDataset], foreign)
		},
	}}
}

// intermittentMutants spoil every so-manieth list. The rest is in order.
func intermittentMutants() []mutant {
	var all []mutant
	for _, every := range []int64{3, 5, 10} {
		for _, b := range []struct {
			name, rule string
			spoil      func(*answer)
		}{
			{"fails", "status.no-server-error", func(a *answer) { a.status, a.body = 503, []byte{} }},
			{"is-refused", "status.valid-accepted", func(a *answer) { a.status = 400 }},
			{"is-a-page", "wire.json", func(a *answer) { a.body = []byte("<html></html>") }},
			{"is-cut", "wire.json", func(a *answer) { a.body = a.bytes()[:100] }},
			{"is-plain-text", "wire.content-type", typed("text/plain")},
			{"breaks-its-schema", "schema.body", func(a *answer) {
				list := a.body.([]record)
				list[len(list)-1] = list[len(list)-1].with("status", "DONE")
			}},
		} {
			all = append(all, mutant{
				name: fmt.Sprintf("every-%d.%s", every, b.name), rule: b.rule, spoil: everyList(every, b.spoil),
			})
		}
	}
	return all
}

// everyList spoils every so-manieth list of the dataset that is checked.
func everyList(n int64, spoil func(*answer)) func(*honest) {
	return func(h *honest) {
		var lists atomic.Int64
		h.spoil = func(a *answer) {
			if list, ok := a.body.([]record); ok && len(list) > 1 && lists.Add(1)%n == 0 {
				spoil(a)
			}
		}
	}
}

func without(list []record, at int) []record {
	return append(append([]record{}, list[:at]...), list[at+1:]...)
}

// hugeMutants break one record of two thousand.
func hugeMutants() []mutant {
	var all []mutant
	for _, at := range []int{0, 1000, 1999} {
		all = append(all, mutant{
			name: fmt.Sprintf("record-%d-of-2000", at+1), rule: "schema.body", pointer: fmt.Sprintf("/%d/status", at),
			spoil: func(h *honest) {
				h.records = manyRecords(2000)
				h.records[at] = h.records[at].with("status", "DONE")
			},
			brief: true,
		})
	}
	return all
}
