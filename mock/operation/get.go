package operation

import (
	"slices"

	"github.com/ringer-api/ringer/mock/world"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// get responds with one job.
func (r *Request) get() (*Response, error) {
	job, err := r.job()
	if err != nil {
		return nil, err
	}
	return r.show(job)
}

// show responds with a job's record.
func (r *Request) show(j *world.Job) (*Response, error) {
	a := r.success()
	if r.setUpload(a, j) || !r.speaksJSON() {
		if a.Body == nil {
			r.setGenerated(a, r.seed(j))
		}
		r.setHeaders(a, j)
		return a, nil
	}
	record, err := r.render(a, j)
	if err != nil {
		return nil, err
	}
	if err := r.setRecord(a, record, r.seed(j)); err != nil {
		return nil, err
	}
	r.setState(a, j)
	r.setHeaders(a, j)
	return a, nil
}

// setState changes the status code to that of the job's state, if the model gives it one.
func (r *Request) setState(a *Response, j *world.Job) {
	if !slices.ContainsFunc(r.Place.States, func(s *jobs.State) bool { return s.Respond != 0 }) {
		return
	}
	seen, err := r.View.Snapshot(*j)
	if err != nil {
		return
	}
	if s := r.Place.State(seen.Status); s != nil && s.Respond != 0 {
		a.Status = s.Respond
	}
}
