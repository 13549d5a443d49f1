package control

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/gorilla/mux"

	"github.com/ringer-api/ringer/mock/problem"
	"github.com/ringer-api/ringer/mock/session"
	"github.com/ringer-api/ringer/mock/world"
)

// Version 1 of the interface called jobs executions, and spelled the names of fields with
// underscores. Its paths have these names, requests and responses for one release; then
// this file can be deleted, and what refers to it.

// Execution is a job as version 1 writes it.
type Execution struct {
	ID            string          `json:"id"`
	PipelineID    string          `json:"pipeline_id"`
	EvalDatasetID string          `json:"eval_dataset_id"`
	Status        string          `json:"status"`
	Origin        string          `json:"origin"`
	Next          *ExecutionMove  `json:"next,omitempty"`
	FinalAt       *time.Time      `json:"final_at,omitempty"`
	Still         string          `json:"still,omitempty"`
	Changed       []string        `json:"changed,omitempty"`
	Record        json.RawMessage `json:"record"`
}

// ExecutionMove is a transition as version 1 writes it.
type ExecutionMove struct {
	ID      string    `json:"id"`
	At      time.Time `json:"at"`
	From    string    `json:"from"`
	To      string    `json:"to"`
	Attempt int       `json:"attempt"`
}

// ExecutionList is a JobList as version 1 writes it.
type ExecutionList struct {
	Executions []Execution `json:"executions"`
}

// NewExecution is a session.NewJob as version 1 reads it.
type NewExecution struct {
	PipelineID    string   `json:"pipeline_id"`
	EvalDatasetID string   `json:"eval_dataset_id"`
	ID            string   `json:"id,omitempty"`
	Status        string   `json:"status,omitempty"`
	Running       bool     `json:"running,omitempty"`
	Ends          string   `json:"ends,omitempty"`
	QuestionIDs   []string `json:"eval_question_ids,omitempty"`
	Model         *string  `json:"llm_model,omitempty"`
	Prompt        *string  `json:"qa_prompt_tmpl,omitempty"`
}

// ExecutionEdit is a session.Edit as version 1 reads it.
type ExecutionEdit struct {
	Set           map[string]json.RawMessage `json:"set"`
	BreakContract bool                       `json:"break_contract,omitempty"`
}

// executionsRoutes returns those of an API that version 1 could imitate.
func (c *Config) executionsRoutes(e examples) []route {
	if len(c.APIs) > 1 || !slices.Equal(c.Resources.Params(), []string{"pipeline_id", "eval_dataset_id"}) {
		return nil
	}
	one, dataset := executionOf(&e.job), []param{{"pipeline_id", "the pipeline of the dataset"}, {"eval_dataset_id", "the dataset"}}
	const path, next, nextOne = "/sessions/{session}/executions", jobsPath, jobsPath + "/{job}"
	return []route{
		{id: "listExecutions", method: http.MethodGet, path: path, successor: next, summary: "Old name of listJobs", query: dataset,
			out: ExecutionList{[]Execution{one}}, responds: (*call).listExecutions},
		{id: "createExecution", method: http.MethodPost, path: path, successor: next, summary: "Old name of createJob", makes: true,
			in: NewExecution{PipelineID: one.PipelineID, EvalDatasetID: one.EvalDatasetID}, out: one, responds: (*call).createExecution},
		{id: "getExecution", method: http.MethodGet, path: path + "/{job}", successor: nextOne, summary: "Old name of getJob",
			query: dataset, out: one, responds: (*call).getExecution},
		{id: "patchExecution", method: http.MethodPatch, path: path + "/{job}", successor: nextOne, summary: "Old name of patchJob",
			query: dataset, in: ExecutionEdit{Set: map[string]json.RawMessage{"/error_message": json.RawMessage(`"out of tokens"`)}},
			out: one, responds: (*call).patchExecution},
		{id: "deleteExecution", method: http.MethodDelete, path: path + "/{job}", successor: nextOne, summary: "Old name of deleteJob",
			query: dataset, responds: (*call).deleteExecution},
	}
}

// deprecatedSince is the date of the deprecation, as the header of RFC 9745 has it:
// 2026-11-28.
const deprecatedSince = "@1795824000"

// deprecate sends that a request's path is deprecated, and the path to use instead.
func deprecate(w http.ResponseWriter, r *http.Request, successor string) {
	for name, value := range mux.Vars(r) {
		successor = strings.ReplaceAll(successor, "{"+name+"}", value)
	}
	w.Header().Set("Deprecation", deprecatedSince)
	w.Header().Set("Link", fmt.Sprintf(`<%s%s>; rel="successor-version"`, strings.TrimSuffix(Prefix, "/"), successor))
}

// executionOf returns a job in the words of version 1.
func executionOf(job *session.Job) Execution {
	e := Execution{ID: job.ID, PipelineID: job.Scope.Get("pipeline_id"), EvalDatasetID: job.Scope.Get("eval_dataset_id"), Status: job.State, Origin: job.Origin,
		FinalAt: job.FinalAt, Still: job.NoNext, Changed: job.Changed, Record: job.Record}
	if e.Origin == world.Created {
		e.Origin = "asked"
	}
	if next := job.Next; next != nil {
		e.Next = &ExecutionMove{ID: next.ID, At: next.At, From: next.From, To: next.To}
		if next.Attempt != nil {
			e.Next.Attempt = *next.Attempt
		}
	}
	return e
}

// oldNames are the names of fields in version 1, by those of today.
var oldNames = map[string]string{"state": "status", "job": "execution", "scope/pipeline_id": "pipeline_id", "scope/eval_dataset_id": "eval_dataset_id",
	"input/params/llm_model": "llm_model", "input/eval_question_ids": "eval_question_ids", "input/params/qa_prompt_tmpl": "qa_prompt_tmpl"}

// newName returns the name of today for a field of version 1; "" if it has not changed.
func newName(old string) string {
	for today, before := range oldNames {
		if before == old {
			return today
		}
	}
	return ""
}

// inOldNames replaces the name of the field that an error is about.
func inOldNames(err error) error {
	var p *problem.Problem
	if !errors.As(err, &p) {
		return err
	}
	again := *p
	for today, old := range oldNames {
		if rest, is := strings.CutPrefix(p.Field, today); is && (rest == "" || rest[0] == '/') {
			again.Field = old + rest
			again.Detail = strings.ReplaceAll(p.Detail, today, old)
		}
	}
	return &again
}

// oldWhich is which, by the names of version 1.
func (c *call) oldWhich() (session.Which, error) {
	which, err := c.which()
	return which, inOldNames(err)
}

// oldOne returns the session and the job that the path names, for version 1.
func (c *call) oldOne() (*session.Session, session.Which, error) {
	s, err := c.session()
	if err != nil {
		return nil, session.Which{}, err
	}
	which, err := c.oldWhich()
	return s, which, err
}

func (c *call) listExecutions() (any, error) {
	which, err := c.oldWhich()
	if err != nil {
		return nil, err
	}
	jobs, err := c.jobs(which)
	if err != nil {
		return nil, inOldNames(err)
	}
	list := ExecutionList{Executions: make([]Execution, len(jobs))}
	for i := range jobs {
		list.Executions[i] = executionOf(&jobs[i])
	}
	return list, nil
}

func (c *call) createExecution() (any, error) {
	var n NewExecution
	if err := c.read(&n); err != nil {
		return nil, err
	}
	input, err := n.input()
	if err != nil {
		return nil, err
	}
	job, err := c.newJob(session.NewJob{Scope: scopeOf(n.PipelineID, n.EvalDatasetID), ID: n.ID, State: n.Status, Running: n.Running,
		Ends: n.Ends, Input: input}, "executions")
	if err != nil {
		return nil, inOldNames(err)
	}
	return created{executionOf(&job)}, nil
}

// input returns the body of the request that would create the execution; nil for none.
func (n *NewExecution) input() (json.RawMessage, error) {
	if n.QuestionIDs == nil && n.Model == nil && n.Prompt == nil {
		return nil, nil
	}
	body := map[string]any{"params": map[string]*string{"llm_model": n.Model, "qa_prompt_tmpl": n.Prompt}}
	if n.QuestionIDs != nil {
		body["eval_question_ids"] = n.QuestionIDs
	}
	return json.Marshal(body)
}

func scopeOf(pipeline, dataset string) world.Params {
	return world.Params{}.With("pipeline_id", pipeline).With("eval_dataset_id", dataset)
}

func (c *call) getExecution() (any, error) {
	s, which, err := c.oldOne()
	if err != nil {
		return nil, err
	}
	job, err := s.JobIn(c.room, which)
	if err != nil {
		return nil, inOldNames(err)
	}
	return executionOf(&job), nil
}

func (c *call) patchExecution() (any, error) {
	s, which, err := c.oldOne()
	if err != nil {
		return nil, err
	}
	var change ExecutionEdit
	if err := c.read(&change); err != nil {
		return nil, err
	}
	job, err := s.ChangeJobIn(c.room, which, session.Edit{Set: change.Set, BreakContract: change.BreakContract})
	if err != nil {
		return nil, inOldNames(err)
	}
	return executionOf(&job), nil
}

func (c *call) deleteExecution() (any, error) {
	s, which, err := c.oldOne()
	if err != nil {
		return nil, err
	}
	return nil, inOldNames(s.DeleteJobIn(c.room, which))
}
