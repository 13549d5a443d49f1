package control

import (
	"encoding/json"
	"net/http"
	"net/url"

	"github.com/ringer-api/ringer/mock/session"
	"github.com/ringer-api/ringer/mock/world"
)

// ExecutionList is the executions of datasets.
type ExecutionList struct {
	Executions []session.Execution `json:"executions"`
}

func executionsRoutes() []route {
	one, dataset := exampleExecution, []param{
		{"pipeline_id", "the pipeline of the dataset; without it, all datasets that the session received requests for"},
		{"eval_dataset_id", "the dataset"},
	}
	const path = "/sessions/{session}/executions"
	return []route{
		{method: http.MethodGet, path: path, summary: "List executions as the session sees them now", query: dataset,
			more: "With the next transition of each. A dataset may be named before it is requested.",
			out:  ExecutionList{[]session.Execution{one}}, responds: (*call).listExecutions},
		{method: http.MethodPost, path: path, summary: "Make an execution in a given state, from which it continues",
			more: "A session that does not exist is made.", makes: true,
			in: session.NewExecution{DatasetID: one.DatasetID, Status: "PENDING", Running: true, Ends: "ERROR"}, out: one,
			responds: (*call).postExecution},
		{method: http.MethodGet, path: path + "/{execution}", summary: "Get one execution", query: dataset, out: one,
			responds: (*call).getExecution},
		{method: http.MethodPatch, path: path + "/{execution}", summary: "Set fields of an execution", query: dataset,
			more: "Its lifecycle continues underneath. Values that break the record's schema are refused, unless break_contract is true.",
			in:   session.Edit{Set: map[string]json.RawMessage{"/error_message": json.RawMessage(`"out of tokens"`)}}, out: one,
			responds: (*call).patchExecution},
		{method: http.MethodDelete, path: path + "/{execution}", summary: "Delete an execution", query: dataset,
			responds: (*call).deleteExecution},
	}
}

// which reads the dataset and the execution that the request names.
func (c *call) which() (session.Which, error) {
	w := session.Which{PipelineID: c.query.Get("pipeline_id"), EvalDatasetID: c.query.Get("eval_dataset_id"), ID: c.param("execution")}
	if w.ID == "" {
		return w, nil
	}
	id, err := world.CanonicalID("execution", w.ID)
	w.ID = id
	return w, err
}

func (c *call) listExecutions() (any, error) {
	s, err := c.session()
	if err != nil {
		return nil, err
	}
	which, err := c.which()
	if err != nil {
		return nil, err
	}
	datasets, err := s.Covered(which)
	if err != nil {
		return nil, err
	}
	list := ExecutionList{Executions: []session.Execution{}}
	for _, d := range datasets {
		some, err := s.ExecutionsIn(c.room, d)
		if err != nil {
			return nil, err
		}
		list.Executions = append(list.Executions, some...)
	}
	return list, nil
}

func (c *call) postExecution() (any, error) {
	var n session.NewExecution
	if err := c.read(&n); err != nil {
		return nil, err
	}
	s, err := c.control.Sessions.Enter(c.param("session"))
	if err != nil {
		return nil, renameField(err, "session")
	}
	defer c.control.Sessions.Leave(s)
	e, err := s.MakeExecutionIn(c.room, n)
	if err != nil {
		return nil, err
	}
	if err := c.control.Sessions.Keep(s); err != nil {
		return nil, renameField(err, "session")
	}
	c.w.Header().Set("Location", Prefix+"sessions/"+url.PathEscape(s.Name())+"/executions/"+e.ID)
	return created{e}, nil
}

func (c *call) getExecution() (any, error) {
	s, which, err := c.named()
	if err != nil {
		return nil, err
	}
	return s.ExecutionIn(c.room, which)
}

func (c *call) patchExecution() (any, error) {
	s, which, err := c.named()
	if err != nil {
		return nil, err
	}
	var change session.Edit
	if err := c.read(&change); err != nil {
		return nil, err
	}
	return s.ChangeExecutionIn(c.room, which, change)
}

func (c *call) deleteExecution() (any, error) {
	s, which, err := c.named()
	if err != nil {
		return nil, err
	}
	return nil, s.DeleteExecutionIn(c.room, which)
}

// named returns the session and the execution that the path names.
func (c *call) named() (*session.Session, session.Which, error) {
	s, err := c.session()
	if err != nil {
		return nil, session.Which{}, err
	}
	which, err := c.which()
	return s, which, err
}
