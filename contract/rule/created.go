package rule

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/contract/probe"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/display"
)

// Created is an execution that the check has started, as the response to the create
// request shows it.
type Created struct {
	sighting
	Requested probe.CreateInput
}

// CreatedBy returns the execution in the response to a create request of the check; false
// when there is none.
func CreatedBy(x *observation.Observation) (Created, bool) {
	kind := x.Probe.Expect.Kind
	if x.Probe.Operation != schemas.Execute || kind != exchange.Served && kind != exchange.Unknown || x.Status() != http.StatusOK ||
		x.Reading == nil || len(x.Reading.Records) != 1 || x.Reading.Records[0].ID() == "" {
		return Created{}, false
	}
	b := Created{sighting: sighting{Record: x.Reading.Records[0], in: x.Slim()}}
	return b, json.Unmarshal(x.Probe.Body, &b.Requested) == nil
}

// beginnings are the executions that the check has started in a run, by id.
type beginnings map[string]Created

// followUp makes a rule of a function that compares an execution started by the check with
// each response that shows it, the response to the create request first.
func followUp(judge func(b Created, now sighting, say *Recorder)) func() Checker {
	return func() Checker {
		all := beginnings{}
		return Checker{See: func(x *observation.Observation, say *Recorder) {
			if b, ok := CreatedBy(x); ok && len(all) < maxAmbiguous {
				all[b.ID()] = b
				judge(b, b.sighting, say)
				return
			}
			for _, r := range x.Distinct() {
				if b, ours := all[r.ID()]; ours {
					judge(b, sighting{Record: r, in: x.Exchange}, say)
				}
			}
		}}
	}
}

// parametersEchoed compares what was requested with what the execution contains.
func parametersEchoed(b Created, now sighting, say *Recorder) {
	shown, ok := now.Object(now.Jobs.Input)
	if !ok {
		return // the schema allows that, or it is not known
	}
	compared := false
	if ids := shown["eval_question_ids"]; !observation.HasInvalid(ids) {
		want, got := canonicalSet(texts(b.Requested.Questions)), canonicalSet(ids)
		if want != got {
			say.Broke(Break{
				Expected: "the requested questions, " + display.Excerpt(want, 120), Got: display.Excerpt(got, 120),
				Pointer: now.Pointer + "/parameters/eval_question_ids", Record: now.ID(), Key: "questions",
			})
			return
		}
		compared = true
	}
	if b.Requested.Params != nil && !paramsEchoed(b, now, shown["eval_execution_params"], say) {
		return
	}
	if compared {
		say.Kept()
	}
}

// paramsEchoed reports whether the model and the prompt are those that were requested, as
// far as they are known.
func paramsEchoed(b Created, now sighting, shown any, say *Recorder) bool {
	if _, unknown := shown.(observation.Invalid); unknown {
		return true
	}
	chosen, _ := shown.(map[string]any)
	for _, p := range [][2]string{
		{"llm_model", b.Requested.Params.Model}, {"qa_prompt_tmpl", b.Requested.Params.Prompt},
	} {
		if got := chosen[p[0]]; got != p[1] && !observation.HasInvalid(got) {
			say.Broke(Break{
				Expected: fmt.Sprintf("%q, as requested", p[1]), Got: display.Excerpt(observation.Text(got), 120),
				Pointer: now.Pointer + "/parameters/eval_execution_params/" + p[0], Record: now.ID(), Key: "params",
			})
			return false
		}
	}
	return true
}

func texts(all []string) any {
	list := make([]any, len(all))
	for i := range all {
		list[i] = all[i]
	}
	return list
}

// canonicalSet returns a list of ids in an order and a form that can be compared.
func canonicalSet(list any) string {
	ids := map[string]bool{}
	elements, _ := list.([]any)
	for _, e := range elements {
		id := observation.Text(e)
		if canonical, ok := exchange.CanonicalUUID(id); ok {
			id = canonical
		}
		ids[id] = true
	}
	if len(ids) == 0 {
		return "none"
	}
	return strings.Join(slices.Sorted(maps.Keys(ids)), ", ")
}

// responseAgrees compares an execution with the response to the create request.
func responseAgrees(b Created, now sighting, say *Recorder) {
	for _, name := range now.Jobs.Fixed {
		if name == now.Jobs.Input || !b.Has(name) || !now.Has(name) ||
			sameValue(b.Fields[name], now.Fields[name], rounding) {
			continue
		}
		now.broke(say, name, b.as(name, show(b.sighting, name)), show(now, name))
		return
	}
	if b.Final() && !now.Invalid(now.Jobs.Status) && b.Status() != now.Status() {
		now.broke(say, now.Jobs.Status, b.as("status", b.Status()), now.Status())
		return
	}
	say.Kept()
}

// beginningsShown reports at the end of the run: an execution may appear a little late.
func beginningsShown() Checker {
	type looks struct {
		missing int
		last    *exchange.Exchange
		seen    bool
	}
	type spot struct{ id, operation string }
	all := beginnings{}
	seen := map[spot]*looks{}
	see := func(x *observation.Observation, say *Recorder) {
		if b, ok := CreatedBy(x); ok && len(all) < maxAmbiguous {
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
			if _, shown := x.Shows(id); shown {
				seen[at].seen = true
				say.Kept()
			} else {
				seen[at].missing++
				seen[at].last = x.Slim()
			}
		}
	}
	end := func(say *Recorder) {
		for _, id := range slices.Sorted(maps.Keys(all)) {
			for _, operation := range []string{schemas.List, schemas.Get} {
				if l := seen[spot{id, operation}]; l != nil && !l.seen && say.settled(all[id].in, l.last, l.missing) {
					say.Broke(Break{
						Expected: "the execution " + id + ", which was started",
						Got:      fmt.Sprintf("%s without it, %d times", l.last.StatusText(), l.missing),
						Record:   id, Exchange: l.last, Key: "shown",
					})
				}
			}
		}
	}
	return Checker{See: see, End: end}
}

// looksFor reports whether a response should show an execution: it is the list of its
// dataset, or the response to a request for its id.
func looksFor(x *observation.Observation, id string, b Created) bool {
	d, _ := x.Probe.Inputs.Dataset()
	if home, _ := b.in.Probe.Inputs.Dataset(); d != home || x.Probe.Expect.Kind != exchange.Served {
		return false
	}
	switch x.Probe.Operation {
	case schemas.List:
		return x.Status() == http.StatusOK && x.Reading.Response != nil &&
			len(x.Reading.Syntax) == 0 && x.ShowsEveryID()
	case schemas.Get:
		asked, _ := exchange.CanonicalUUID(x.Probe.Inputs.ExecutionID)
		return asked == id && (x.Status() == http.StatusNotFound || x.Status() == http.StatusOK && x.ShowsEveryID())
	}
	return false
}
