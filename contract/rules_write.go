package contract

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/display"
)

// begun is an execution that we asked for, as the answer to that showed it.
type begun struct {
	sight
	asked errand
}

// begin reads the answer to a request of ours to execute.
func begin(x *observation) (begun, bool) {
	kind := x.Probe.Expect.Kind
	if x.Probe.Operation != schemas.Execute || kind != Served && kind != Unknown || x.status() != http.StatusOK ||
		x.reading == nil || len(x.reading.records) != 1 || x.reading.records[0].ID() == "" {
		return begun{}, false
	}
	b := begun{sight: sight{x.reading.records[0], x.slim()}}
	return b, json.Unmarshal(x.Probe.Body, &b.asked) == nil
}

// beginnings are the executions of a run that we asked for, by their ids.
type beginnings map[string]begun

// followUp gives to judge what an answer shows of executions that were begun,
// beginning with the answer that began it.
func followUp(judge func(b begun, now sight, say *ruling)) func() judgement {
	return func() judgement {
		all := beginnings{}
		return judgement{see: func(x *observation, say *ruling) {
			if b, ok := begin(x); ok && len(all) < maxDoubts {
				all[b.ID()] = b
				judge(b, b.sight, say)
				return
			}
			for _, r := range x.distinct() {
				if b, ours := all[r.ID()]; ours {
					judge(b, sight{r, x.Exchange}, say)
				}
			}
		}}
	}
}

// parametersEchoed compares what was asked for with what the execution says.
func parametersEchoed(b begun, now sight, say *ruling) {
	shown, ok := now.Object("parameters")
	if !ok {
		return // which the schema allows
	}
	want, got := canonicalSet(texts(b.asked.Questions)), canonicalSet(shown["eval_question_ids"])
	if want != got {
		say.broke(Break{
			Expected: "the questions asked for, " + display.Excerpt(want, 120), Got: display.Excerpt(got, 120),
			Pointer: now.Pointer + "/parameters/eval_question_ids", Record: now.ID(), Key: "questions",
		})
		return
	}
	if b.asked.Params == nil {
		say.kept()
		return
	}
	chosen, _ := shown["eval_execution_params"].(map[string]any)
	for _, p := range [][2]string{
		{"llm_model", b.asked.Params.Model}, {"qa_prompt_tmpl", b.asked.Params.Prompt},
	} {
		if got := chosen[p[0]]; got != p[1] {
			say.broke(Break{
				Expected: fmt.Sprintf("%q, as asked for", p[1]), Got: display.Excerpt(text(got), 120),
				Pointer: now.Pointer + "/parameters/eval_execution_params/" + p[0], Record: now.ID(), Key: "params",
			})
			return
		}
	}
	say.kept()
}

func texts(all []string) any {
	list := make([]any, len(all))
	for i := range all {
		list[i] = all[i]
	}
	return list
}

// canonicalSet shows a list of ids in an order and a form that can be compared.
func canonicalSet(list any) string {
	ids := map[string]bool{}
	elements, _ := list.([]any)
	for _, e := range elements {
		id := text(e)
		if canonical, ok := canonicalUUID(id); ok {
			id = canonical
		}
		ids[id] = true
	}
	if len(ids) == 0 {
		return "none"
	}
	return strings.Join(slices.Sorted(maps.Keys(ids)), ", ")
}

// answerAgrees compares what is shown of an execution with what was answered
// when it was asked for.
func answerAgrees(b begun, now sight, say *ruling) {
	for _, name := range identity {
		if name == "parameters" || !b.Has(name) || !now.Has(name) ||
			sameValue(b.fields[name], now.fields[name], rounding) {
			continue
		}
		now.broke(say, name, b.as(show(b.sight, name)), show(now, name))
		return
	}
	if b.Final() && b.Status() != now.Status() {
		now.broke(say, "status", b.as(b.Status()), now.Status())
		return
	}
	say.kept()
}

// minUnseen is how often an execution has to be missing until it is a fault:
// a service may need a moment.
const minUnseen = 4

// beginningsShown waits for the end: an execution may appear a little late.
func beginningsShown() judgement {
	type looks struct {
		missing int
		last    *Exchange
		seen    bool
	}
	type spot struct{ id, operation string }
	all := beginnings{}
	seen := map[spot]*looks{}
	see := func(x *observation, say *ruling) {
		if b, ok := begin(x); ok && len(all) < maxDoubts {
			all[b.ID()] = b
		}
		for id, b := range all {
			if !looksFor(x, id, b) {
				continue
			}
			at := spot{id, x.Probe.Operation}
			if seen[at] == nil {
				seen[at] = &looks{}
			}
			if _, shown := x.shows(id); shown {
				seen[at].seen = true
				say.kept()
			} else {
				seen[at].missing++
				seen[at].last = x.slim()
			}
		}
	}
	end := func(say *ruling) {
		for _, id := range slices.Sorted(maps.Keys(all)) {
			for _, operation := range []string{schemas.List, schemas.Get} {
				if l := seen[spot{id, operation}]; l != nil && !l.seen && l.missing >= minUnseen {
					say.broke(Break{
						Expected: "the execution " + id + ", which was started",
						Got:      fmt.Sprintf("%s without it, %d times", l.last.gotStatus(), l.missing),
						Record:   id, Exchange: l.last, Key: "shown",
					})
				}
			}
		}
	}
	return judgement{see: see, end: end}
}

// looksFor tells that an answer should show an execution: the list of its
// dataset, or the answer to its id.
func looksFor(x *observation, id string, b begun) bool {
	d, _ := x.Probe.Inputs.dataset()
	if home, _ := b.in.Probe.Inputs.dataset(); d != home || x.Probe.Expect.Kind != Served {
		return false
	}
	switch x.Probe.Operation {
	case schemas.List:
		return x.status() == http.StatusOK && x.reading != nil && x.reading.response != nil &&
			len(x.reading.syntax)+len(x.reading.schema) == 0
	case schemas.Get:
		asked, _ := canonicalUUID(x.Probe.Inputs.ExecutionID)
		return asked == id && x.status() == http.StatusNotFound || x.status() == http.StatusOK && asked == id
	}
	return false
}
