package operation

import (
	"net/http"
	"slices"

	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/mock/lifecycle"
	"github.com/ringer-api/ringer/mock/world"
)

// create starts a job and responds with its record.
func (r *Request) create() (*Response, error) {
	v := r.View
	if r.Job != "" && r.Operation.Method != http.MethodPut { // it copies the one that its path names
		if _, err := r.job(); err != nil {
			return nil, err
		}
	}
	r.Wish.Upload = r.facts()
	born, err := r.start()
	if err != nil {
		return nil, err
	}
	r.keepUpload(born.JobID())
	a := r.success()
	a.Started, a.Changed = born.JobID(), true
	job := &world.Job{ID: born.JobID(), Scope: v.Scope, Of: 1, Birth: born, Patch: v.Patches(v.Scope, born.JobID())}
	if err := r.link(job, lifecycle.Creating); err != nil {
		return a, err
	}
	if r.Monitor != nil {
		if err := r.Session.Replace(job, job.Birth); err != nil {
			return a, err
		}
		job.Birth = v.Followed(job.Birth)
	}
	job.Patch = nil
	if err := r.await(a, job); err != nil {
		return a, err
	}
	v.Response = r.status
	if v.Shows(r.name()) && r.speaksJSON() {
		record, err := r.render(a, job)
		if err != nil {
			return a, err
		}
		if err := r.setRecord(a, record, r.seed(job)); err != nil {
			return a, err
		}
	} else {
		r.setGenerated(a, r.seed(job))
	}
	r.setID(a, job)
	r.setHeaders(a, job)
	return a, nil
}

// start stores the birth of a new job.
func (r *Request) start() (world.Birth, error) {
	v := r.View
	if r.Job != "" && r.Operation.Method == http.MethodPut {
		r.Wish.ID = r.Job // the path names it
	} else if chooser, ok := r.Place.Kind.(world.Chooser); ok {
		r.Wish.ID = chooser.Chosen(r.Wish.Input)
		if slices.ContainsFunc(r.Files, func(f File) bool { return f.Name == r.Wish.ID }) {
			r.Wish.ID = "" // the name stands for the file in the input
		}
	}
	birth, err := r.Place.Kind.New(&v.Query, &r.Wish)
	if err != nil {
		return nil, err
	}
	if r.Wish.ID == "" {
		return r.Session.StartDrawn(&v.Query, birth)
	}
	before, err := r.known(r.Wish.ID)
	if err != nil {
		return nil, err
	}
	if !before {
		return r.Session.Start(v.Resource, v.Scope, birth)
	}
	nth, err := r.Session.Count("created again", v.Scope.Key(r.Wish.ID))
	if err != nil {
		return nil, err
	}
	born := birth(-nth)
	return born, r.Session.Replace(&world.Job{ID: r.Wish.ID, Scope: v.Scope}, born)
}

// known reports whether the collection has a job with the id, or had it before it was deleted.
func (r *Request) known(id string) (bool, error) {
	if r.View.Patches(r.View.Scope, id) != nil {
		return true, nil
	}
	all, err := r.View.Jobs()
	return slices.ContainsFunc(all, func(j world.Job) bool { return j.ID == id }), err
}

// setID writes the id of a new job where the response has it.
func (r *Request) setID(a *Response, j *world.Job) {
	if r.Place.ID == nil || len(a.Body) == 0 {
		return
	}
	at := r.Place.ID.In[r.name()]
	if at == "" {
		return
	}
	old, err := edit.Get(a.Body, at)
	if err != nil {
		return
	}
	id := edit.Quote(j.ID)
	if old[0] != '"' && edit.Check([]byte(j.ID)) == nil {
		id = []byte(j.ID) // a number
	}
	changed, err := edit.Set(a.Body, at, id)
	if media, ok := r.media(); err == nil && (!ok || media.Schema == nil || len(media.Schema.Validate(changed)) == 0) {
		a.Body = changed // the place may turn out to be another one
	}
}
