package execution

import (
	"strconv"
	"time"

	"github.com/ringer-api/ringer/mock/pydantic"
)

// Record is an execution as clients see it: an EvalDatasetJobRecord. A nil pointer is null;
// no key is ever left out.
type Record struct {
	PipelineID    string // partitions contains these two
	EvalDatasetID string
	Parameters    *Parameters
	SessionID     *string
	CorrelationID *string
	ParentID      *string // parent_job_execution_id
	UserID        *string
	CreatedAt     time.Time
	ID            string
	Status        Status
	ErrorCode     *string
	ErrorMessage  *string
	Attempts      *int
	StartedAt     *time.Time
	EndedAt       *time.Time
	UpdatedAt     time.Time
	Data          bool // {} instead of null
	// Times is the format of its times.
	Times pydantic.TimeForm
}

// Parameters is the input of an execution: EvalDatasetJobParams.
type Parameters struct {
	QuestionIDs []string
	Model       string
	Prompt      string
}

// AppendJSON appends the record in the format of the service: all 17 keys in the
// documented order, compact, UTF-8 without escapes.
func (r Record) AppendJSON(dst []byte) []byte {
	dst = append(dst, `{"job_name":"eval_dataset_job","partitions":{"pipeline_id_partition":`...)
	dst = pydantic.AppendString(dst, r.PipelineID)
	dst = append(dst, `,"eval_dataset_id_partition":`...)
	dst = pydantic.AppendString(dst, r.EvalDatasetID)
	dst = append(dst, `},"parameters":`...)
	dst = r.Parameters.appendJSON(dst)
	dst = appendText(append(dst, `,"session_id":`...), r.SessionID)
	dst = appendText(append(dst, `,"correlation_id":`...), r.CorrelationID)
	dst = appendText(append(dst, `,"parent_job_execution_id":`...), r.ParentID)
	dst = appendText(append(dst, `,"user_id":`...), r.UserID)
	dst = appendTime(append(dst, `,"created_at":`...), &r.CreatedAt, r.Times)
	dst = pydantic.AppendString(append(dst, `,"id":`...), r.ID)
	dst = pydantic.AppendString(append(dst, `,"status":`...), string(r.Status))
	dst = appendText(append(dst, `,"error_code":`...), r.ErrorCode)
	dst = appendText(append(dst, `,"error_message":`...), r.ErrorMessage)
	dst = appendInt(append(dst, `,"attempts":`...), r.Attempts)
	dst = appendTime(append(dst, `,"started_at":`...), r.StartedAt, r.Times)
	dst = appendTime(append(dst, `,"ended_at":`...), r.EndedAt, r.Times)
	dst = appendTime(append(dst, `,"updated_at":`...), &r.UpdatedAt, r.Times)
	if r.Data {
		return append(dst, `,"data":{}}`...)
	}
	return append(dst, `,"data":null}`...)
}

func (p *Parameters) appendJSON(dst []byte) []byte {
	if p == nil {
		return append(dst, "null"...)
	}
	dst = appendTexts(append(dst, `{"eval_question_ids":`...), p.QuestionIDs)
	dst = append(dst, `,"eval_execution_params":`...)
	dst = appendParams(dst, p.Model, p.Prompt)
	return append(dst, '}')
}

// appendParams appends EvalExecutionParams.
func appendParams(dst []byte, model, prompt string) []byte {
	dst = pydantic.AppendString(append(dst, `{"llm_model":`...), model)
	dst = pydantic.AppendString(append(dst, `,"qa_prompt_tmpl":`...), prompt)
	return append(dst, '}')
}

func appendInt(dst []byte, n *int) []byte {
	if n == nil {
		return append(dst, "null"...)
	}
	return strconv.AppendInt(dst, int64(*n), 10)
}
