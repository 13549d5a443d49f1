package operation

import (
	"errors"
	"net/http"

	"github.com/ringer-api/ringer/mock/lifecycle"
	"github.com/ringer-api/ringer/mock/world"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// unmoved are the status codes for a job whose state does not allow what is asked of it.
var unmoved = []int{http.StatusConflict, http.StatusUnprocessableEntity, http.StatusPreconditionFailed, http.StatusBadRequest,
	http.StatusMethodNotAllowed, http.StatusForbidden}

// change changes a job as the operation does, and responds with its record.
func (r *Request) change() (*Response, error) {
	if r.Job == "" {
		return r.generated() // it changes several, or one that it does not name
	}
	job, err := r.job()
	if err != nil {
		return nil, err
	}
	mover, ok := r.Place.Kind.(world.Mover)
	if !ok {
		return r.generated()
	}
	birth, err := mover.Move(&r.View.Query, job.Birth, r.Place.Role, r.Operation, r.Wish.Input)
	refused := (*lifecycle.Refused)(nil)
	switch {
	case errors.As(err, &refused) && refused.Kind.Final():
		return nil, &RefusedError{Status: unmoved, Why: refused.Error()}
	case err != nil: // the model has no state for it, or the body is not the record's: nothing changes
		birth = job.Birth
	}
	job.Birth = birth
	if r.Place.Role == jobs.UpdateRole {
		if err := r.link(job, lifecycle.Updating); err != nil {
			return nil, err
		}
	}
	if err := r.Session.Replace(job, job.Birth); err != nil {
		return nil, err
	}
	job.Birth = r.View.Followed(job.Birth)
	if !r.View.Shows(r.name()) || !r.speaksJSON() {
		a := r.success()
		a.Changed = true
		r.setGenerated(a, r.seed(job))
		r.setHeaders(a, job)
		return a, nil
	}
	a, err := r.show(job)
	if err == nil {
		a.Changed = true
	}
	return a, err
}

// remove deletes a job.
func (r *Request) remove() (*Response, error) {
	if r.Job == "" {
		return r.generated()
	}
	job, err := r.job()
	if err != nil {
		return nil, err
	}
	if err := r.Session.Remove(job); err != nil {
		return nil, err
	}
	if err := r.link(job, lifecycle.Deleting); err != nil {
		return nil, err
	}
	a := r.success()
	a.Changed = true
	r.setGenerated(a, r.seed(job))
	r.setDeleted(a, job)
	r.setMonitor(a)
	return a, nil
}
