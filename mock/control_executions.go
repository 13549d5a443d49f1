package mock

import (
	"encoding/json"
	"net/http"
	"net/url"
)

// ExecutionList is the executions of datasets.
type ExecutionList struct {
	Executions []Execution `json:"executions"`
}

func executionsRoutes() []controlRoute {
	one, dataset := exampleExecution, []controlParam{
		{"pipeline_id", "the pipeline of the dataset; without it, all datasets that the session was asked about"},
		{"eval_dataset_id", "the dataset"},
	}
	const path = "/sessions/{session}/executions"
	return []controlRoute{
		{method: http.MethodGet, path: path, summary: "List executions as the session sees them now", query: dataset,
			more: "With when each moves next. A dataset can be named before anybody asked for it.",
			out:  ExecutionList{[]Execution{one}}, answer: (*controlCall).listExecutions},
		{method: http.MethodPost, path: path, summary: "Make an execution in a state, to live on from there",
			more: "A session that does not exist is made.", makes: true,
			in: NewExecution{DatasetID: one.DatasetID, Status: "PENDING", Running: true, Ends: "ERROR"}, out: one,
			answer: (*controlCall).postExecution},
		{method: http.MethodGet, path: path + "/{execution}", summary: "Look at one execution", query: dataset, out: one,
			answer: (*controlCall).getExecution},
		{method: http.MethodPatch, path: path + "/{execution}", summary: "Set fields of an execution", query: dataset,
			more: "Its life goes on beneath them. What would break the record's schema is refused, unless break_contract says that it is meant.",
			in:   Edit{Set: map[string]json.RawMessage{"/error_message": json.RawMessage(`"out of tokens"`)}}, out: one,
			answer: (*controlCall).patchExecution},
		{method: http.MethodDelete, path: path + "/{execution}", summary: "Let an execution disappear", query: dataset,
			answer: (*controlCall).deleteExecution},
	}
}

// which is the dataset, and the execution, that the request names.
func (c *controlCall) which() (Which, error) {
	w := Which{PipelineID: c.query.Get("pipeline_id"), EvalDatasetID: c.query.Get("eval_dataset_id"), ID: c.param("execution")}
	if w.ID == "" {
		return w, nil
	}
	id, err := canonicalID("execution", w.ID)
	w.ID = id
	return w, err
}

func (c *controlCall) listExecutions() (any, error) {
	s, err := c.session()
	if err != nil {
		return nil, err
	}
	which, err := c.which()
	if err != nil {
		return nil, err
	}
	datasets, err := s.covered(which)
	if err != nil {
		return nil, err
	}
	list := ExecutionList{Executions: []Execution{}}
	for _, d := range datasets {
		some, err := s.executions(c.room, d)
		if err != nil {
			return nil, err
		}
		list.Executions = append(list.Executions, some...)
	}
	return list, nil
}

func (c *controlCall) postExecution() (any, error) {
	var n NewExecution
	if err := c.read(&n); err != nil {
		return nil, err
	}
	s, err := c.mock.enter(c.param("session"))
	if err != nil {
		return nil, refield(err, "session")
	}
	defer c.mock.leave(s)
	e, err := s.makeExecution(c.room, n)
	if err != nil {
		return nil, err
	}
	if err := c.mock.stay(s); err != nil {
		return nil, refield(err, "session")
	}
	c.w.Header().Set("Location", OwnPrefix+"sessions/"+url.PathEscape(s.Name())+"/executions/"+e.ID)
	return made{e}, nil
}

func (c *controlCall) getExecution() (any, error) {
	s, which, err := c.named()
	if err != nil {
		return nil, err
	}
	return s.execution(c.room, which)
}

func (c *controlCall) patchExecution() (any, error) {
	s, which, err := c.named()
	if err != nil {
		return nil, err
	}
	var change Edit
	if err := c.read(&change); err != nil {
		return nil, err
	}
	return s.changeExecution(c.room, which, change)
}

func (c *controlCall) deleteExecution() (any, error) {
	s, which, err := c.named()
	if err != nil {
		return nil, err
	}
	return nil, s.deleteExecution(c.room, which)
}

// named is the session and the execution that the path names.
func (c *controlCall) named() (*Session, Which, error) {
	s, err := c.session()
	if err != nil {
		return nil, Which{}, err
	}
	which, err := c.which()
	return s, which, err
}
