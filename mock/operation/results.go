package operation

import (
	"net/http"
	"slices"

	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/mock/world"
)

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
	seen, err := r.View.Snapshot(*job)
	if err != nil {
		return nil, err
	}
	result := r.Place.Result[r.name()]
	ready := slices.Contains(result.When, seen.Status)
	if len(result.When) > 0 && !ready && seen.Status != "" {
		return nil, &RefusedError{Status: http.StatusConflict, Why: "the " + r.Place.Name + " is " + seen.Status + ": there is no result"}
	}
	if r.setUpload(a, job) {
		return a, nil
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
