// Package llamacloud is what the check knows of the built-in API, the eval dataset
// executions of LlamaCloud, beyond its description and its job model: the bodies that
// create an execution, the words in which its rules are told, and where its service lists
// pipelines and datasets, which the description does not have.
package llamacloud

import (
	"encoding/json"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/contract/rule"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// Extras returns what rules and probes know of the API.
func Extras() observation.Extras {
	return observation.Extras{
		Creator: creator{}, Counts: "/attempts", Requested: []jobs.Pointer{parameters}, Details: []jobs.Pointer{"/error_code"},
		Lists: []string{"/api/v1/pipelines", "/api/v1/pipelines/{pipeline_id}/eval-datasets"},
		Keys:  map[string]string{"partitions": "PartitionNames", "eval_metrics": "EvalMetric"},
		Files: []observation.FileKey{
			{Key: "job_name", Object: record, Array: "list"},
			{Key: "partitions", Object: record, Array: "list"},
			{Key: "eval_question_id", Object: result, Array: "results"},
			{Key: "source_nodes", Object: result, Array: "results"},
			{Key: "detail[]", Object: "HTTPValidationError"},
			{Key: "eval_question_ids", Object: "EvalExecutionCreate"},
		},
		Listed: "the service's pipelines and their eval datasets",
		Hint:   "name a pipeline and an eval dataset to look at, both as UUIDs",
		Fields: []string{"PipelineID", "EvalDatasetID"},
		Prefix: "/api/v1",
	}
}

const (
	record     = "EvalDatasetJobRecord"
	result     = "EvalQuestionResult"
	parameters = "/parameters"
)

// Words returns the texts of the rules for the API.
func Words() rule.Words { return words }

// Dataset names one eval dataset of a pipeline, both as UUIDs.
type Dataset struct {
	PipelineID    string `json:"pipeline_id"`
	EvalDatasetID string `json:"eval_dataset_id"`
}

// Inputs returns the path parameters of the dataset.
func (d Dataset) Inputs() exchange.Inputs {
	return exchange.Inputs{{Name: "pipeline_id", Value: d.PipelineID}, {Name: "eval_dataset_id", Value: d.EvalDatasetID}}
}

// createInput is the body of a request that starts an execution.
type createInput struct {
	Questions []string `json:"eval_question_ids"`
	Params    *params  `json:"params,omitempty"`
}

type params struct {
	Model  string `json:"llm_model"`
	Prompt string `json:"qa_prompt_tmpl"`
}

func (o createInput) body() []byte {
	b, err := json.Marshal(o)
	if err != nil {
		panic(err) // strings are always JSON
	}
	return b
}

// inputOf reads a body that the check has made.
func inputOf(body []byte) (o createInput) {
	if json.Unmarshal(body, &o) != nil {
		return createInput{}
	}
	return o
}
