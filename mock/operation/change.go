package operation

import (
	"errors"
	"net/http"

	"github.com/ringer-api/ringer/mock/lifecycle"
	"github.com/ringer-api/ringer/mock/world"
)

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
		return nil, &RefusedError{Status: http.StatusConflict, Why: refused.Error()}
	case err != nil: // the model has no state for it, or the body is not the record's: nothing changes
		birth = job.Birth
	}
	if err := r.Session.Replace(job, birth); err != nil {
		return nil, err
	}
	job.Birth = birth
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
	a := r.success()
	a.Changed = true
	r.setGenerated(a, r.seed(job))
	r.setDeleted(a, job)
	return a, nil
}
