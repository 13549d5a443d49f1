package operation

import (
	"net/http"
	"slices"

	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/mock/world"
)

// early are the status codes of results before the end: the state of the job conflicts, or it is
// too early; the result does not exist yet; the request is wrong.
var early = []int{http.StatusConflict, http.StatusTooEarly, http.StatusNotFound, http.StatusBadRequest}

// results responds with the results of the job that the request names or, if it names none,
// with those of the collection.
func (r *Request) results() (*Response, error) {
	a := r.success()
	if kind, ok := r.Place.Kind.(world.Resulter); ok {
		body, err := r.View.Results(kind)
		r.setJSON(a, body)
		return a, err
	}
	if r.Job == "" {
		return r.generated()
	}
	job, err := r.job()
	if err != nil {
		return nil, err
	}
	if r.setUpload(a, job) {
		return a, nil // what was sent is there at once
	}
	seen, err := r.View.Snapshot(*job)
	if err != nil {
		return nil, err
	}
	result := r.Place.Result[r.name()]
	ready := slices.Contains(result.When, seen.Status)
	if len(result.When) > 0 && !ready && seen.Status != "" {
		why := "the " + r.Place.Noun() + " is " + seen.Status + ": there is no result"
		switch {
		case seen.Ended() || result.Before == 0:
		case result.Before < http.StatusBadRequest:
			return r.later(job, result.Before), nil
		default:
			return nil, &RefusedError{Status: []int{result.Before}, Exact: true, Why: why}
		}
		if !seen.Ended() && r.documents(http.StatusAccepted) && !r.documents(http.StatusConflict) && !r.documents(http.StatusTooEarly) {
			return r.later(job, http.StatusAccepted), nil
		}
		return nil, &RefusedError{Status: early, Why: why}
	}
	r.setGenerated(a, r.seed(job))
	if result.Job == "" || len(a.Body) == 0 {
		return a, nil
	}
	at := result.Items
	if items, err := edit.Get(a.Body, at); err == nil && len(items) > 0 && items[0] == '[' {
		at += "/0"
	}
	if changed, err := edit.Set(a.Body, at+result.Job, edit.Quote(job.ID)); err == nil {
		a.Body = changed
	}
	return a, nil
}

// later responds with the documented 202, or another success, of an operation whose result is not
// there yet.
func (r *Request) later(j *world.Job, status int) *Response {
	r.status = status
	a := r.success()
	r.setGenerated(a, r.seed(j))
	r.setHeaders(a, j)
	a.Status = status
	return a
}
