package control

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/ringer-api/ringer/mock/problem"
	"github.com/ringer-api/ringer/mock/session"
)

// JobList is the jobs of collections.
type JobList struct {
	Jobs []session.Job `json:"jobs" doc:"in the order of the API's list operation"`
}

// jobsPath is the path of a session's jobs.
const jobsPath = "/sessions/{session}/jobs"

func jobsRoutes(e examples, scope []string) []route {
	one, which := e.job, []param{{"resource", "a resource of the job model; without it, all"}}
	for _, name := range scope {
		which = append(which, param{name, "the path parameter of the API; without any, all collections that the session received requests for"})
	}
	return []route{
		{id: "listJobs", method: http.MethodGet, path: jobsPath, summary: "List jobs as the session sees them now", query: which,
			more: "With the whole timeline of each: its states and when they begin, past and to come. A collection may be named before it is requested.",
			out:  JobList{[]session.Job{one}}, responds: (*call).listJobs},
		{id: "createJob", method: http.MethodPost, path: jobsPath, summary: "Create a job in a given state, from which it continues",
			more: "A session that does not exist is made.", makes: true,
			in: session.NewJob{Resource: one.Resource, Scope: one.Scope, State: one.State}, out: one,
			responds: (*call).createJob},
		{id: "getJob", method: http.MethodGet, path: jobsPath + "/{job}", summary: "Get one job", query: append(slices.Clone(which), ofInstant), out: one,
			responds: (*call).getJob},
		{id: "patchJob", method: http.MethodPatch, path: jobsPath + "/{job}", summary: "Set fields of a job", query: which,
			more: "Its lifecycle continues underneath. Values that break the record's schema are refused, unless breakContract is true.",
			in:   session.Edit{Set: map[string]json.RawMessage{"/error": json.RawMessage(`"out of tokens"`)}}, out: one,
			responds: (*call).patchJob},
		{id: "endJob", method: http.MethodPost, path: jobsPath + "/{job}/end", summary: "End a job now, in a final state", query: which,
			more: "Until now it is as it was.", in: JobEnd{e.final}, out: one, responds: (*call).endJob},
		{id: "listPolls", method: http.MethodGet, path: jobsPath + "/{job}/polls", summary: "What clients saw of a job", query: which,
			more: "The requests of the session's journal that looked at the job, by its get and its list operation, oldest first; the latest 200.",
			out:  PollList{[]session.Poll{e.poll}}, responds: (*call).listPolls},
		{id: "deleteJob", method: http.MethodDelete, path: jobsPath + "/{job}", summary: "Delete a job", query: which,
			responds: (*call).deleteJob},
	}
}

// ofInstant is the parameter with an instant at which a job is shown.
var ofInstant = param{"at", "show it as it is at this time of the session's clock: 2024-10-01T12:00:00Z"}

// JobEnd says how a job ends.
type JobEnd struct {
	State string `json:"state" doc:"a final state of the job model"`
}

// PollList is requests that looked at a job.
type PollList struct {
	Polls []session.Poll `json:"polls" doc:"oldest first"`
}

// which reads the collection and the job that the request names.
func (c *call) which() (session.Which, error) {
	w := session.Which{Resource: c.query.Get("resource"), ID: c.param("job")}
	for _, name := range c.control.Resources.Params() {
		if c.query.Has(name) {
			w.Scope = w.Scope.With(name, c.query.Get(name))
		}
	}
	if w.ID == "" {
		return w, nil
	}
	return w, c.control.Resources.CheckID("job", w.Resource, w.ID)
}

func (c *call) listJobs() (any, error) {
	which, err := c.which()
	if err != nil {
		return nil, err
	}
	jobs, err := c.jobs(which)
	if err != nil {
		return nil, err
	}
	return JobList{jobs}, nil
}

// jobs returns the jobs of the session that the path names.
func (c *call) jobs(which session.Which) ([]session.Job, error) {
	s, err := c.session()
	if err != nil {
		return nil, err
	}
	scopes, err := s.Covered(which)
	if err != nil {
		return nil, err
	}
	jobs := []session.Job{}
	for _, d := range scopes {
		some, err := s.JobsIn(c.room, d)
		if err != nil {
			return nil, err
		}
		jobs = append(jobs, some...)
	}
	return jobs, nil
}

func (c *call) createJob() (any, error) {
	var n session.NewJob
	if err := c.read(&n); err != nil {
		return nil, err
	}
	job, err := c.newJob(n, "jobs")
	if err != nil {
		return nil, err
	}
	return created{job}, nil
}

// newJob creates a job in the session that the path names, and sends its path, which ends
// with the name of the resource and the job's id, as the Location.
func (c *call) newJob(n session.NewJob, resource string) (session.Job, error) {
	s, err := c.control.Sessions.Enter(c.param("session"))
	if err != nil {
		return session.Job{}, renameField(err, "session")
	}
	defer c.control.Sessions.Leave(s)
	job, err := s.MakeJobIn(c.room, n)
	if err != nil {
		return job, err
	}
	if err := c.control.Sessions.Keep(s); err != nil {
		return job, renameField(err, "session")
	}
	c.w.Header().Set("Location", Prefix+"sessions/"+url.PathEscape(s.Name())+"/"+resource+"/"+job.ID)
	return job, nil
}

func (c *call) getJob() (any, error) {
	s, which, err := c.named()
	if err != nil {
		return nil, err
	}
	if c.query.Has(ofInstant.name) {
		if which.At, err = time.Parse(time.RFC3339Nano, c.query.Get(ofInstant.name)); err != nil {
			return nil, problem.BadInput("parameter", ofInstant.name, fmt.Sprintf("at is %.100q", c.query.Get(ofInstant.name)), "want a time such as 2024-10-01T12:00:00Z")
		}
		if _, err = instantOf(ofInstant.name, &which.At); err == nil {
			err = session.CheckTime(which.At)
		}
		if err != nil {
			return nil, problem.BadInput("parameter", ofInstant.name, err.Error(), "")
		}
	}
	return s.JobIn(c.room, which)
}

func (c *call) endJob() (any, error) {
	s, which, err := c.named()
	if err != nil {
		return nil, err
	}
	var end JobEnd
	if err := c.read(&end); err != nil {
		return nil, err
	}
	return s.EndJobIn(c.room, which, end.State)
}

func (c *call) listPolls() (any, error) {
	s, which, err := c.named()
	if err != nil {
		return nil, err
	}
	polls, err := s.PollsIn(c.room, which)
	return PollList{polls}, err
}

func (c *call) patchJob() (any, error) {
	s, which, err := c.named()
	if err != nil {
		return nil, err
	}
	var change session.Edit
	if err := c.read(&change); err != nil {
		return nil, err
	}
	return s.ChangeJobIn(c.room, which, change)
}

func (c *call) deleteJob() (any, error) {
	s, which, err := c.named()
	if err != nil {
		return nil, err
	}
	return nil, s.DeleteJobIn(c.room, which)
}

// named returns the session and the job that the path names.
func (c *call) named() (*session.Session, session.Which, error) {
	s, err := c.session()
	if err != nil {
		return nil, session.Which{}, err
	}
	which, err := c.which()
	return s, which, err
}
