package llamacloud

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/schemas/display"
)

// maxQuestions is how many questions an execution started by the check has: each costs
// money.
const maxQuestions = 2

// Like returns a body with questions of the execution that was created last.
func (creator) Like(records []observation.Record) []byte {
	var questions []string
	var created time.Time
	for _, r := range records {
		input, _ := r.Object(parameters)
		at, _ := r.Time(r.Jobs.Created)
		list, _ := input["eval_question_ids"].([]any)
		if len(list) == 0 || questions != nil && !at.After(created) {
			continue
		}
		created, questions = at, nil
		for _, element := range list {
			id, ok := exchange.CanonicalUUID(observation.Text(element))
			if ok && !slices.Contains(questions, id) && len(questions) < maxQuestions {
				questions = append(questions, id)
			}
		}
	}
	if len(questions) == 0 {
		return nil
	}
	return createInput{Questions: questions}.body()
}

// Keys returns the requested questions: each has one result.
func (creator) Keys(body []byte) []string {
	var keys []string
	for _, id := range inputOf(body).Questions {
		canonical, _ := exchange.CanonicalUUID(id)
		keys = append(keys, canonical)
	}
	return keys
}

// HasResults reports whether an execution has any questions.
func (creator) HasResults(r observation.Record) bool {
	input, _ := r.Object(parameters)
	ids, _ := input["eval_question_ids"].([]any)
	return len(ids) > 0
}

// Echo compares the questions, the model and the prompt with those that were requested, as
// far as they are known.
func (creator) Echo(body []byte, r observation.Record) (*observation.Difference, bool) {
	shown, ok := r.Object(parameters)
	if !ok {
		return nil, false // the schema allows that, or it is not known
	}
	requested, compared := inputOf(body), false
	if ids := shown["eval_question_ids"]; !observation.HasInvalid(ids) {
		want, got := canonicalSet(texts(requested.Questions)), canonicalSet(ids)
		if want != got {
			return &observation.Difference{
				Expected: "the requested questions, " + display.Excerpt(want, 120), Got: display.Excerpt(got, 120),
				At: parameters + "/eval_question_ids", Key: "questions",
			}, true
		}
		compared = true
	}
	if requested.Params == nil {
		return nil, compared
	}
	return paramsEchoed(*requested.Params, shown["eval_execution_params"]), compared
}

// paramsEchoed returns how the model or the prompt differ from those that were requested;
// nil when they do not, as far as they are known.
func paramsEchoed(requested params, shown any) *observation.Difference {
	if _, unknown := shown.(observation.Invalid); unknown {
		return nil
	}
	chosen, _ := shown.(map[string]any)
	for _, p := range [][2]string{{"llm_model", requested.Model}, {"qa_prompt_tmpl", requested.Prompt}} {
		if got := chosen[p[0]]; got != p[1] && !observation.HasInvalid(got) {
			return &observation.Difference{
				Expected: fmt.Sprintf("%q, as requested", p[1]), Got: display.Excerpt(observation.Text(got), 120),
				At: parameters + "/eval_execution_params/" + p[0], Key: "params",
			}
		}
	}
	return nil
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
