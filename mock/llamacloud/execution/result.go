package execution

import (
	"strconv"
	"time"

	"github.com/ringer-api/ringer/mock/pydantic"
)

// Result is the result of one question of an execution: an EvalQuestionResult.
type Result struct {
	QuestionID  string
	PipelineID  string
	SourceNodes []TextNode
	Answer      string
	Metrics     []Metric
	ExecutionID string
	Model       string
	Prompt      string
	FinishedAt  time.Time
	// Times is the format of its time.
	Times pydantic.TimeForm
}

// Metric is one evaluation of an answer: a name such as RELEVANCY and its MetricResult. A
// nil pointer is null.
type Metric struct {
	Name     string
	Passing  *bool
	Score    *float64
	Feedback *string
}

// AppendJSON appends the result in the format of the service.
func (r Result) AppendJSON(dst []byte) []byte {
	dst = pydantic.AppendString(append(dst, `{"eval_question_id":`...), r.QuestionID)
	dst = pydantic.AppendString(append(dst, `,"pipeline_id":`...), r.PipelineID)
	dst = append(dst, `,"source_nodes":[`...)
	for i, node := range r.SourceNodes {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = node.AppendJSON(dst)
	}
	dst = pydantic.AppendString(append(dst, `],"answer":`...), r.Answer)
	dst = append(dst, `,"eval_metrics":{`...)
	for i, metric := range r.Metrics {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = metric.appendJSON(dst)
	}
	dst = pydantic.AppendString(append(dst, `},"eval_dataset_execution_id":`...), r.ExecutionID)
	dst = append(dst, `,"eval_dataset_execution_params":`...)
	dst = appendParams(dst, r.Model, r.Prompt)
	dst = appendTime(append(dst, `,"eval_finished_at":`...), &r.FinishedAt, r.Times)
	return append(dst, `,"class_name":"EvalQuestionResult"}`...)
}

func (m Metric) appendJSON(dst []byte) []byte {
	dst = append(pydantic.AppendString(dst, m.Name), `:{"passing":`...)
	if m.Passing == nil {
		dst = append(dst, "null"...)
	} else {
		dst = strconv.AppendBool(dst, *m.Passing)
	}
	dst = append(dst, `,"score":`...)
	if m.Score == nil {
		dst = append(dst, "null"...)
	} else {
		dst = pydantic.AppendFloat(dst, *m.Score)
	}
	dst = appendText(append(dst, `,"feedback":`...), m.Feedback)
	return append(dst, '}')
}
