package operation

import (
	"net/http"
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
	if refused := r.byState(job); refused != nil {
		return nil, refused
	}
	return r.show(job)
}

// byState chooses the documented response that get has in the state of a job, or refuses: some
// services have nothing to show before the end.
func (r *Request) byState(j *world.Job) error {
	if r.Place.Role != jobs.GetRole || !slices.ContainsFunc(r.Place.States, func(s *jobs.State) bool { return s.Respond != 0 }) {
		return nil
	}
	seen, err := r.View.Snapshot(*j)
	if err != nil {
		return err
	}
	s := r.Place.State(seen.Status)
	switch {
	case s == nil || s.Respond == 0:
	case s.Respond >= http.StatusBadRequest && s.Final():
		return &RefusedError{Status: []int{s.Respond}, Exact: true, Why: "the " + r.Place.Noun() + " has ended as " + s.Name}
	case s.Respond >= http.StatusBadRequest:
		return &RefusedError{Status: []int{s.Respond}, Exact: true, Why: "the " + r.Place.Noun() + " is " + s.Name + ": it is not ready yet"}
	case s.Respond/100 == 3 && r.address(j, r.resultPath()) == "":
	default:
		r.status = s.Respond
	}
	return nil
}

// show responds with a job's record.
func (r *Request) show(j *world.Job) (*Response, error) {
	a := r.success()
	r.View.Response = a.Status
	if documented := r.documented(); r.status != 0 && documented.Status == r.status && len(documented.Content) == 0 {
		r.setHeaders(a, j)
		return a, nil
	}
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
	r.setHeaders(a, j)
	if r.status != 0 {
		a.Status = r.status // it need not be documented
	}
	return a, nil
}
