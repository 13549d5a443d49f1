package world

import (
	"encoding/json"

	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/mock/llamacloud/execution"
)

// Execution is one execution of a dataset, as a Query returns it.
type Execution struct {
	ID    string
	Index int // position in the list, from 0
	Of    int // length of the list
	Birth execution.Birth
	// FromRequest reports that POST or the control interface made it.
	FromRequest bool
	// Literal is a record from a file; nil for none.
	Literal json.RawMessage
	Patch   *Patch
}

// Created is the Origin of an execution created by POST or the control interface.
const Created = "created"

// Origin returns Created, "generated" for an execution derived from the seed, or "file" for
// a literal record.
func (e *Execution) Origin() string {
	switch {
	case e.Literal != nil:
		return "file"
	case e.FromRequest:
		return Created
	}
	return "generated"
}

// literal returns the executions that a scenario's file contains as records.
func literal(records []json.RawMessage) []Execution {
	all := make([]Execution, 0, len(records))
	for _, r := range records {
		all = append(all, Execution{ID: edit.Text(r, "/id"), Literal: r, Birth: birthOf(r)})
	}
	return all
}

// birthOf reads from a literal record what its results depend on.
func birthOf(record json.RawMessage) execution.Birth {
	b := execution.Birth{ID: edit.Text(record, "/id"),
		Model:  edit.Text(record, "/parameters/eval_execution_params/llm_model"),
		Prompt: edit.Text(record, "/parameters/eval_execution_params/qa_prompt_tmpl"),
		Life:   execution.Life{Final: execution.Status(edit.Text(record, "/status"))}}
	if ids, err := edit.Get(record, "/parameters/eval_question_ids"); err == nil {
		_ = json.Unmarshal(ids, &b.QuestionIDs) // a record that is invalid on purpose has no questions
	}
	return b
}
