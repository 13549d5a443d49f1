package contract

import (
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/ringer-api/ringer/schemas"
)

// errand is what a request to execute asks for.
type errand struct {
	Questions []string `json:"eval_question_ids"`
	Params    *params  `json:"params,omitempty"`
}

type params struct {
	Model  string `json:"llm_model"`
	Prompt string `json:"qa_prompt_tmpl"`
}

// override is how an execution is wanted when it is not wanted as usual.
var override = params{Model: "GPT_4O_MINI", Prompt: "Answer {query_str} in one sentence."}

// maxQuestions is how many questions an execution of ours asks: each costs money.
const maxQuestions = 2

// madeUp are well-formed ids of questions that a service need not know.
var madeUp = []string{"b1e5c0de-0000-4000-8000-00000000000a", "b1e5c0de-0000-4000-8000-00000000000b"}

// notLetIn are the refusals of a service that lets us read and not write.
var notLetIn = []int{http.StatusUnauthorized, http.StatusForbidden}

// startProbe asks for an execution. Made-up questions may be unknown to the service.
func startProbe(id string, d Dataset, o errand, known bool) Probe {
	p := executeProbe(id, d.inputs(), o.body(), Expect{Kind: Served, Also: notLetIn},
		"an execution of questions that the dataset knows")
	if !known {
		p.Why = "an execution of questions that the dataset need not know"
		refused := []int{http.StatusBadRequest, http.StatusUnprocessableEntity}
		p.Expect = Expect{Kind: Unknown, Also: append(refused, notLetIn...)}
	}
	return p
}

func (o errand) body() string {
	b, err := json.Marshal(o)
	if err != nil {
		panic(err) // strings are always JSON
	}
	return string(b)
}

func executeProbe(id string, in Inputs, body string, e Expect, why string) Probe {
	in.ExecutionID = ""
	return Probe{
		ID: "execute." + id, Operation: schemas.Execute, Inputs: in, Header: jsonBody,
		Body: []byte(body), Expect: e, Why: why,
	}
}

// badBodies are bodies that every reader of the framework refuses, old or new:
// none of them turns numbers into texts, or pairs into objects, to accept it.
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

// bodyProbes ask to execute what nobody can: bodies that are wrong, and ids.
func bodyProbes(d Dataset, o errand) []Probe {
	var probes []Probe
	for _, b := range badBodies(o.Questions[0]) {
		e := Expect{Kind: Refused, Also: notLetIn}
		for _, name := range b.wrong {
			e.Wrong = append(e.Wrong, Input{"body", name})
		}
		if b.name == "malformed-json" {
			e.Also = append([]int{http.StatusBadRequest}, notLetIn...)
		}
		probes = append(probes, executeProbe("bad-"+b.name, d.inputs(), b.body, e,
			"a body that is wrong is refused, and the refusal names what is"))
	}
	for _, b := range []struct {
		body  string
		wrong []Input
	}{
		{o.body(), []Input{{"path", pipelineID}}}, {o.body(), []Input{{"path", evalDatasetID}}},
		{"{}", []Input{{"path", pipelineID}, {"path", evalDatasetID}, {"body", "eval_question_ids"}}},
	} {
		in, id := d.inputs(), "bad"
		for _, w := range b.wrong {
			in, id = in.with(w.Name, notUUID), id+"-"+w.Name
		}
		probes = append(probes, executeProbe(id, in, b.body, Expect{Kind: Refused, Wrong: b.wrong, Also: notLetIn},
			"an id that is no UUID is refused, and the refusal names it"))
	}
	return probes
}

// strangerProbes ask to execute without the right credential.
func strangerProbes(c probeConfig, d Dataset, o errand) []Probe {
	if !c.Credentials.any() {
		return nil
	}
	var probes []Probe
	for _, wrong := range c.wrongCredentials() {
		p := executeProbe("credential-"+wrong.name, d.inputs(), o.body(), Expect{Kind: Unauthorized}, wrong.why)
		p.Anonymous, p.Header = true, append(wrong.header, jsonBody...)
		probes = append(probes, p)
	}
	return probes
}
