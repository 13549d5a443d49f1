package probe

import (
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/schemas"
)

// CreateInput is the body of a request that starts an execution.
type CreateInput struct {
	Questions []string `json:"eval_question_ids"`
	Params    *params  `json:"params,omitempty"`
}

type params struct {
	Model  string `json:"llm_model"`
	Prompt string `json:"qa_prompt_tmpl"`
}

// Override has values of params other than the defaults.
var Override = params{Model: "GPT_4O_MINI", Prompt: "Answer {query_str} in one sentence."}

// maxQuestions is how many questions an execution started by the check has: each costs
// money.
const maxQuestions = 2

// inventedID are well-formed ids of made-up questions, which a service need not know.
var inventedID = []string{"b1e5c0de-0000-4000-8000-00000000000a", "b1e5c0de-0000-4000-8000-00000000000b"}

// Unauthenticated are the status codes of a service that allows the check to read but
// not to write.
var Unauthenticated = []int{http.StatusUnauthorized, http.StatusForbidden}

// Start returns a probe that starts an execution. Unless its questions are known to be
// in the dataset, the service may also refuse them.
func Start(id string, d exchange.Dataset, o CreateInput, known bool) exchange.Probe {
	p := executeProbe(id, d.Inputs(), o.body(), exchange.Expect{Kind: exchange.Served, Also: Unauthenticated},
		"an execution of questions of the dataset")
	if !known {
		p.Why = "an execution of made-up questions, which the service may refuse"
		refused := []int{http.StatusBadRequest, http.StatusUnprocessableEntity}
		p.Expect = exchange.Expect{Kind: exchange.Unknown, Also: append(refused, Unauthenticated...)}
	}
	return p
}

func (o CreateInput) body() string {
	b, err := json.Marshal(o)
	if err != nil {
		panic(err) // strings are always JSON
	}
	return string(b)
}

func executeProbe(id string, in exchange.Inputs, body string, e exchange.Expect, why string) exchange.Probe {
	in.ExecutionID = ""
	return exchange.Probe{
		ID: "execute." + id, Operation: schemas.Execute, Inputs: in, Header: jsonBody,
		Body: []byte(body), Expect: e, Why: why,
	}
}

// badBodies are bodies that every version of the framework's parser refuses: none of
// them accepts one by converting numbers to strings, or pairs to objects.
func badBodies(id string) []struct {
	name, body string
	wrong      []string
} {
	list := func(element string) string { return fmt.Sprintf(`{"eval_question_ids": ["%s", %s]}`, id, element) }
	with := func(params string) string {
		return fmt.Sprintf(`{"eval_question_ids": ["%s"], "params": %s}`, id, params)
	}
	const ids, model, prompt = "eval_question_ids", "params.llm_model", "params.qa_prompt_tmpl"
	return []struct {
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
	}
}

// BadBodies returns probes that try to start an execution with a wrong body or wrong ids.
func BadBodies(d exchange.Dataset, o CreateInput) []exchange.Probe {
	var probes []exchange.Probe
	for _, b := range badBodies(o.Questions[0]) {
		e := exchange.Expect{Kind: exchange.Refused, Also: Unauthenticated}
		for _, name := range b.wrong {
			e.Wrong = append(e.Wrong, exchange.Input{In: "body", Name: name})
		}
		if b.name == "malformed-json" {
			e.Also = append([]int{http.StatusBadRequest}, Unauthenticated...)
		}
		probes = append(probes, executeProbe("bad-"+b.name, d.Inputs(), b.body, e,
			"a body that is wrong is refused, and the refusal names what is wrong in it"))
	}
	for _, b := range []struct {
		body  string
		wrong []exchange.Input
	}{
		{o.body(), []exchange.Input{{In: "path", Name: exchange.PipelineID}}},
		{o.body(), []exchange.Input{{In: "path", Name: exchange.EvalDatasetID}}},
		{"{}", []exchange.Input{
			{In: "path", Name: exchange.PipelineID}, {In: "path", Name: exchange.EvalDatasetID},
			{In: "body", Name: "eval_question_ids"},
		}},
	} {
		in, id := d.Inputs(), "bad"
		for _, w := range b.wrong {
			in, id = in.With(w.Name, notUUID), id+"-"+w.Name
		}
		refused := exchange.Expect{Kind: exchange.Refused, Wrong: b.wrong, Also: Unauthenticated}
		probes = append(probes, executeProbe(id, in, b.body, refused,
			"an id that is not a UUID is refused, and the refusal names it"))
	}
	return probes
}

// UnauthenticatedCreates returns probes that try to start an execution without the right
// credential; none when no credential is configured.
func UnauthenticatedCreates(c Config, d exchange.Dataset, o CreateInput) []exchange.Probe {
	if !c.Credentials.Any() {
		return nil
	}
	var probes []exchange.Probe
	for _, wrong := range c.wrongCredentials() {
		p := executeProbe("credential-"+wrong.name, d.Inputs(), o.body(), exchange.Expect{Kind: exchange.Unauthorized}, wrong.why)
		p.Anonymous, p.Header = true, append(wrong.header, jsonBody...)
		probes = append(probes, p)
	}
	return probes
}
