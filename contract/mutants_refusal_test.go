package contract_test

import (
	"fmt"
	"slices"
)

// refusalMutants are refusals that keep the schema and mislead all the same.
func refusalMutants() []mutant {
	var all []mutant
	for _, operation := range []string{"list", "get", "results", "execute"} {
		for _, b := range badRefusals {
			all = append(all, mutant{
				name: fmt.Sprintf("%s.%s", operation, b.name), rule: b.rule, tune: needs(operation),
				spoil: onAnswer(operation, func(a *answer) {
					if a.status == 422 {
						problems := a.body.(map[string]any)["detail"].([]any)
						a.body = map[string]any{"detail": b.spoil(slices.Clone(problems))}
					}
				}),
			})
		}
	}
	return all
}

var badRefusals = []struct {
	name, rule string
	spoil      func(problems []any) []any
}{
	{"no-problems", "error.loc", func([]any) []any { return []any{} }},
	{"first-problem-alone", "error.loc", func(p []any) []any { return p[:1] }},
	{"last-problem-alone", "error.loc", func(p []any) []any { return p[len(p)-1:] }},
	{"problem-too-many", "error.loc", func(p []any) []any {
		return append(p, problemOf("missing", "Field required", nil, "query", "limit"))
	}},
	{"names-swapped", "error.loc", locs(func(loc []any) []any {
		name := map[any]string{"pipeline_id": "eval_dataset_id", "eval_dataset_id": "pipeline_id"}[loc[1]]
		if name == "" {
			name = "pipeline_id"
		}
		return []any{loc[0], name}
	})},
	{"names-in-camel-case", "error.loc", locs(func(loc []any) []any { return []any{loc[0], "pipelineId"} })},
	{"loc-in-query", "error.loc", locs(func(loc []any) []any { return append([]any{"query"}, loc[1:]...) })},
	{"loc-without-place", "error.loc", locs(func(loc []any) []any { return loc[1:] })},
	{"loc-without-name", "error.loc", locs(func(loc []any) []any { return loc[:1] })},
	{"loc-empty", "error.loc", locs(func([]any) []any { return []any{} })},
	{"loc-index", "error.loc", locs(func(loc []any) []any { return []any{loc[0], 0} })},
	{"msg-empty", "error.message", field("msg", "")},
	{"msg-blank", "error.message", field("msg", "  \t")},
	{"type-empty", "error.message", field("type", "")},
	{"type-blank", "error.message", field("type", " ")},
}

// field sets one member of the last problem.
func field(name string, value any) func([]any) []any {
	return func(problems []any) []any {
		last := len(problems) - 1
		problems[last] = record(problems[last].(map[string]any)).with(name, value)
		return problems
	}
}

// locs changes where each problem is said to be, of those with two steps.
func locs(change func([]any) []any) func([]any) []any {
	return func(problems []any) []any {
		for i, p := range problems {
			if loc := p.(map[string]any)["loc"].([]any); len(loc) >= 2 {
				problems[i] = record(p.(map[string]any)).with("loc", change(slices.Clone(loc)))
			}
		}
		return problems
	}
}
