package main

import (
	"fmt"
	"os"
	"slices"

	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// target makes a job that an operation can be about, if its path names one, and returns the
// parameters that name it.
func (t *trial) target(op *schemas.Operation) (map[string]string, error) {
	place := t.placeOf(op)
	r := place.Resource
	if r == nil || r.ID == nil || !slices.ContainsFunc(op.Parameters, func(p schemas.Parameter) bool { return p.Name == r.ID.Parameter }) {
		return nil, nil
	}
	job, err := t.make(r, t.stateFor(place, op))
	if err != nil {
		return nil, err
	}
	params := job.Scope.Map()
	params[r.ID.Parameter] = job.ID
	return params, nil
}

// placeOf returns the place of an operation or, of one below a record, that of the record.
func (t *trial) placeOf(op *schemas.Operation) jobs.Place {
	if place, known := t.places[jobs.Of(op)]; known {
		return place
	}
	for _, r := range t.api.Jobs.All() {
		for _, get := range r.Get {
			if found := get.Find(t.api.Description); found != nil && len(op.Path) > len(found.Path) && op.Path[:len(found.Path)] == found.Path {
				return jobs.Place{Resource: r}
			}
		}
	}
	return jobs.Place{}
}

// stateFor returns a state in which an operation makes sense; "" for any.
func (t *trial) stateFor(place jobs.Place, op *schemas.Operation) string {
	want := func(kinds ...jobs.Kind) string {
		for _, s := range place.Resource.States {
			if slices.Contains(kinds, s.Kind) {
				return s.Name
			}
		}
		return ""
	}
	switch place.Role {
	case jobs.CancelRole, jobs.PauseRole:
		return want(jobs.Running, jobs.Waiting)
	case jobs.ResumeRole:
		return want(jobs.Paused)
	case jobs.ResultsRole:
		if when := place.Resource.Result[jobs.Of(op)].When; len(when) > 0 {
			return when[0]
		}
		return want(jobs.Succeeded)
	}
	return ""
}

func (t *trial) make(r *jobs.Resource, state string) (mock.Job, error) {
	s, err := t.mock.Session("")
	if err != nil {
		return mock.Job{}, err
	}
	job, err := s.MakeJob(mock.NewJob{Resource: r.Name, Scope: t.scope(r), State: state})
	if err != nil {
		return job, fmt.Errorf("making a %s in state %q: %w", r.Name, state, err)
	}
	return job, nil
}

// scope has a value for each parameter of the resource's collections.
func (t *trial) scope(r *jobs.Resource) mock.Params {
	for _, name := range slices.Concat(r.Get, r.List, r.Create) {
		op := name.Find(t.api.Description)
		if op == nil {
			continue
		}
		var p mock.Params
		for _, param := range op.Parameters {
			if param.In == "path" && (r.ID == nil || param.Name != r.ID.Parameter) {
				p = p.With(param.Name, t.input(param))
			}
		}
		return p
	}
	return mock.Params{}
}

// runJobs moves a job of each resource to each of its final states by the clock, and looks
// at its record after each transition.
func (t *trial) runJobs() {
	for _, r := range t.api.Jobs.Jobs {
		for _, state := range r.States {
			if state.Final() {
				t.finals++
				if why := t.runJob(r, state.Name); why != "" {
					t.unfinished++
					if t.failures {
						fmt.Fprintf(os.Stderr, "job %s to %s: %s\n", r.Name, state.Name, why)
					}
				}
			}
		}
	}
}

func (t *trial) runJob(r *jobs.Resource, state string) string {
	s, err := t.mock.Session("")
	if err != nil {
		return err.Error()
	}
	job, err := s.MakeJob(mock.NewJob{Resource: r.Name, Scope: t.scope(r), Ends: state})
	if err != nil {
		return err.Error()
	}
	which := mock.JobID{Resource: r.Name, Scope: job.Scope, ID: job.ID}
	const most = 100
	for range most {
		if job, err = s.Job(which); err != nil {
			return err.Error()
		}
		if why := contradiction(r, &job); why != "" {
			t.contradictions++
			if t.failures {
				fmt.Fprintf(os.Stderr, "job %s in state %s: %s: %.600s\n", r.Name, job.State, why, job.Record)
			}
		}
		if job.State == state {
			return ""
		}
		if _, err = s.AdvanceToNextTransition(which); err != nil {
			return "it is " + job.State + ": " + err.Error()
		}
	}
	return "no end"
}

// contradiction looks for what no real record has.
func contradiction(r *jobs.Resource, job *mock.Job) string {
	return contradicts(r, r.State(job.State), job)
}
