package contract_test

import (
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"
	"slices"
	"strings"
	"time"
)

// birth is an execution that a POST started. It is pending for a second, then
// started, and has ended after three.
type birth struct {
	pipeline, dataset string
	id                string
	created           time.Time
	order             order
}

// order is the body of a POST.
type order struct {
	questions     []string
	model, prompt string
}

var models = []string{"GPT_3_5_TURBO", "GPT_4", "GPT_4_TURBO", "GPT_4O", "GPT_4O_MINI", "AZURE_OPENAI"}

func (h *honest) clock() time.Time {
	if h.now == nil {
		return time.Now()
	}
	return h.now()
}

// start remembers an execution and shows it as it is at once.
func (h *honest) start(pipelineID, datasetID string, o order) record {
	h.mu.Lock()
	defer h.mu.Unlock()
	b := birth{
		pipeline: pipelineID, dataset: datasetID, created: h.clock(), order: o,
		id: fmt.Sprintf("%08x-eeee-4eee-8eee-eeeeeeeeeeee", len(h.births)+1),
	}
	h.births = append(h.births, b)
	return b.at(b.created)
}

// started are the executions of a dataset that were started, oldest first.
func (h *honest) started(datasetID string) []record {
	h.mu.Lock()
	defer h.mu.Unlock()
	var records []record
	for _, b := range h.births {
		if b.dataset == datasetID {
			records = append(records, b.at(h.clock()))
		}
	}
	return records
}

// at is the execution as it is then.
func (b birth) at(now time.Time) record {
	stamp := func(after time.Duration) string {
		return b.created.Add(after).UTC().Format("2006-01-02T15:04:05.000000Z")
	}
	r := newRecord(0).with(
		"id", b.id, "status", "PENDING", "attempts", 0,
		"created_at", stamp(0), "updated_at", stamp(0), "started_at", nil, "ended_at", nil,
		"partitions", map[string]any{"pipeline_id_partition": b.pipeline, "eval_dataset_id_partition": b.dataset},
		"parameters", map[string]any{
			"eval_question_ids":     b.order.questions,
			"eval_execution_params": map[string]any{"llm_model": b.order.model, "qa_prompt_tmpl": b.order.prompt},
		})
	if now.Sub(b.created) >= time.Second {
		r = r.with("attempts", 1, "started_at", stamp(time.Second), "updated_at", stamp(time.Second))
	}
	if now.Sub(b.created) >= 3*time.Second {
		r = r.with("status", "SUCCESS", "ended_at", stamp(3*time.Second), "updated_at", stamp(3*time.Second))
	}
	return r
}

// readOrder validates a body as the framework does.
func readOrder(r *http.Request) (order, []any) {
	text, err := io.ReadAll(r.Body)
	if err != nil {
		panic(err)
	}
	var body any
	media, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if len(text) == 0 {
		return order{}, []any{problemOf("missing", "Field required", nil, "body")}
	} else if media != "" && media != "application/json" && !strings.HasSuffix(media, "+json") {
		body = string(text)
	} else if json.Unmarshal(text, &body) != nil {
		return order{}, []any{problemOf("json_invalid", "JSON decode error", map[string]any{}, "body", 0)}
	}
	fields, ok := body.(map[string]any)
	if body == nil {
		return order{}, []any{problemOf("missing", "Field required", nil, "body")}
	} else if !ok {
		return order{}, []any{notObject(body, "body")}
	}
	o := order{model: "GPT_4O", prompt: "Answer: "}
	problems := o.readQuestions(fields)
	return o, append(problems, o.readParams(fields)...)
}

func notObject(given any, loc ...any) map[string]any {
	return problemOf("model_attributes_type",
		"Input should be a valid dictionary or object to extract fields from", given, loc...)
}

func (o *order) readQuestions(body map[string]any) (problems []any) {
	const name = "eval_question_ids"
	given, present := body[name]
	list, ok := given.([]any)
	if !present {
		return []any{problemOf("missing", "Field required", body, "body", name)}
	} else if !ok {
		return []any{problemOf("list_type", "Input should be a valid list", given, "body", name)}
	}
	o.questions = []string{}
	for i, element := range list {
		id, ok := element.(string)
		if !ok {
			problems = append(problems, problemOf("uuid_type",
				"UUID input should be a string, bytes or UUID object", element, "body", name, i))
		} else if canonical(id) == "" {
			problems = append(problems,
				problemOf("uuid_parsing", "Input should be a valid UUID", id, "body", name, i))
		}
		o.questions = append(o.questions, canonical(id))
	}
	return problems
}

func (o *order) readParams(body map[string]any) (problems []any) {
	given, present := body["params"]
	params, ok := given.(map[string]any)
	if !present {
		return nil
	} else if !ok {
		return []any{notObject(given, "body", "params")}
	}
	if model := params["llm_model"]; model != nil {
		name, ok := model.(string)
		if !ok || !slices.Contains(models, name) {
			problems = append(problems,
				problemOf("enum", "Input should be one of the models", model, "body", "params", "llm_model"))
		}
		o.model = name
	}
	if prompt := params["qa_prompt_tmpl"]; prompt != nil {
		if o.prompt, ok = prompt.(string); !ok {
			problems = append(problems,
				problemOf("string_type", "Input should be a valid string", prompt, "body", "params", "qa_prompt_tmpl"))
		}
	}
	return problems
}

// resultsOf are the results of the execution that ended last, one per question.
func resultsOf(pipelineID string, records []record) []any {
	var last record
	for _, r := range records {
		if r["ended_at"] != nil && (last == nil || r["ended_at"].(string) >= last["ended_at"].(string)) {
			last = r
		}
	}
	if last == nil || last["parameters"] == nil {
		return []any{}
	}
	results := []any{}
	params := last["parameters"].(map[string]any)
	for _, id := range params["eval_question_ids"].([]string) {
		results = append(results, resultOf(pipelineID, last, id, params["eval_execution_params"]))
	}
	return results
}

// resultOf is one result, with a value for every property of the schema.
func resultOf(pipelineID string, r record, question string, params any) map[string]any {
	related := func(id, kind string) map[string]any {
		return map[string]any{"node_id": id, "node_type": kind, "metadata": map[string]any{"page": 1},
			"hash": "9f86d081", "class_name": "RelatedNodeInfo"}
	}
	return map[string]any{
		"eval_question_id": question, "pipeline_id": pipelineID, "answer": "Within thirty days.",
		"eval_dataset_execution_id": r["id"], "eval_dataset_execution_params": params,
		"eval_finished_at": r["ended_at"], "class_name": "EvalQuestionResult",
		"eval_metrics": map[string]any{
			"RELEVANCY":    map[string]any{"passing": true, "score": 0.75, "feedback": "To the point."},
			"FAITHFULNESS": map[string]any{"passing": nil, "score": nil, "feedback": nil},
		},
		"source_nodes": []any{map[string]any{
			"id_": "node-1", "embedding": []any{0.25, -1}, "extra_info": map[string]any{"file": "terms.pdf"},
			"excluded_embed_metadata_keys": []any{"file"}, "excluded_llm_metadata_keys": []any{"file"},
			"relationships": map[string]any{
				"1": related("document-1", "4"), "5": []any{related("node-2", "1"), related("node-3", "1")},
			},
			"text": "Refunds are paid within thirty days.", "mimetype": "text/plain",
			"start_char_idx": 0, "end_char_idx": 36, "text_template": "{metadata_str}\n\n{content}",
			"metadata_template": "{key}: {value}", "metadata_seperator": "\n", "class_name": "TextNode",
		}},
	}
}
