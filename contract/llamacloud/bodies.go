package llamacloud

import (
	"fmt"
	"net/http"

	"github.com/ringer-api/ringer/contract/observation"
)

// override has values of params other than the defaults.
var override = params{Model: "GPT_4O_MINI", Prompt: `Answer {query_str} "briefly": <b>überall</b> & 🙂.`}

// inventedID are well-formed ids of made-up questions, which a service need not know.
var inventedID = []string{"b1e5c0de-0000-4000-8000-00000000000a", "b1e5c0de-0000-4000-8000-00000000000b"}

// creator knows the bodies of requests that start executions.
type creator struct{}

// Example returns a body with made-up questions.
func (creator) Example() (body []byte, known bool) {
	return createInput{Questions: inventedID}.body(), false
}

// Valid returns the body, and one with its own parameters.
func (creator) Valid(body []byte, known bool) []observation.Body {
	why := "an execution of questions of the dataset"
	if !known {
		why = "an execution of made-up questions, which the service may refuse"
	}
	usual := inputOf(body)
	usual.Params = nil
	own := usual
	own.Params = &override
	return []observation.Body{
		{Name: "usual", Content: usual.body(), Why: why}, {Name: "override", Content: own.body(), Why: why},
	}
}

// Wrong returns bodies that every version of the framework's parser refuses: none of them
// accepts one by converting numbers to strings, or pairs to objects.
func (creator) Wrong(body []byte) []observation.Body {
	const notUUID = "not-a-uuid"
	id := inputOf(body).Questions[0]
	list := func(element string) string { return fmt.Sprintf(`{"eval_question_ids": ["%s", %s]}`, id, element) }
	with := func(params string) string {
		return fmt.Sprintf(`{"eval_question_ids": ["%s"], "params": %s}`, id, params)
	}
	const ids, model, prompt = "eval_question_ids", "params.llm_model", "params.qa_prompt_tmpl"
	var all []observation.Body
	for _, b := range []struct {
		name, body string
		wrong      []string
	}{
		{"missing-body", "", []string{""}},
		{"malformed-json", `{"eval_question_ids": [`, []string{""}},
		{"number", "7", []string{""}},
		{"null-body", "null", []string{""}},
		{"missing-questions", "{}", []string{ids}},
		{"null-questions", `{"eval_question_ids": null}`, []string{ids}},
		{"questions-no-list", `{"eval_question_ids": "word"}`, []string{ids}},
		{"question-no-uuid", list(`"` + notUUID + `"`), []string{ids + ".1"}},
		{"question-no-string", list("7"), []string{ids + ".1"}},
		{"question-null", list("null"), []string{ids + ".1"}},
		{"params-no-object", with(`"word"`), []string{"params"}},
		{"unknown-model", with(`{"llm_model": "NO_SUCH_MODEL"}`), []string{model}},
		{"prompt-no-string", with(`{"qa_prompt_tmpl": {}}`), []string{prompt}},
		{"two-questions", fmt.Sprintf(`{"eval_question_ids": ["%s", "%s", 7]}`, notUUID, id),
			[]string{ids + ".0", ids + ".2"}},
		{"questions-and-model", `{"params": {"llm_model": "NO_SUCH_MODEL"}}`, []string{ids, model}},
		{"model-and-prompt", with(`{"llm_model": "", "qa_prompt_tmpl": []}`), []string{model, prompt}},
	} {
		wrong := observation.Body{Name: b.name, Content: []byte(b.body), Wrong: b.wrong}
		if b.name == "malformed-json" {
			wrong.Also = []int{http.StatusBadRequest}
		}
		all = append(all, wrong)
	}
	return all
}
