package operation

import (
	"errors"
	"net/http"

	"github.com/ringer-api/ringer/mock/lifecycle"
	"github.com/ringer-api/ringer/mock/random"
	"github.com/ringer-api/ringer/mock/world"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// put replaces what its path names, or creates it there if there is none and the operation may
// create: it documents 201, or no other operation creates.
func (r *Request) put() (*Response, error) {
	_, err := r.job()
	switch creates := r.Place.Role == jobs.CreateRole || r.documents(http.StatusCreated); {
	case errors.Is(err, ErrNotFound) && creates:
		r.Place.Role = jobs.CreateRole
		return r.create()
	case err != nil:
		return nil, err
	case r.Place.Role == jobs.CreateRole && len(r.Place.States) > 0 && r.Monitor == nil:
		return r.create() // it runs again
	}
	r.Place.Role = jobs.UpdateRole
	return r.change()
}

// documents reports whether the operation documents a status code.
func (r *Request) documents(status int) bool {
	_, is := r.Operation.Responses[status]
	return is
}

// link starts the job that clients poll instead of the one that the operation has created or
// changed, which follows it from now on. Doing is one of the words of package lifecycle.
func (r *Request) link(j *world.Job, doing string) error {
	if r.Monitor == nil {
		return nil
	}
	scope := world.Scope{Resource: r.Monitor.Name}
	for _, name := range r.Monitor.Within {
		scope.Params = scope.Params.With(name, r.paramOf(r.Monitor, name))
	}
	beside, err := r.Session.Beside(r.View, scope)
	if err != nil {
		return err
	}
	birth, err := r.Monitor.Kind.New(&beside.Query, &world.Wish{})
	if err != nil {
		return err
	}
	linker, is := r.Place.Kind.(world.Linker)
	if !is {
		return nil
	}
	subject := lifecycle.Ref{Resource: j.Scope.Resource, Params: j.Scope.Params.Map(), ID: j.ID}
	born, err := r.Session.StartDrawn(&beside.Query, func(nth int) world.Birth {
		if doing == lifecycle.Deleting {
			return birth(nth)
		}
		return r.Monitor.Kind.(world.Linker).WithSubject(birth(nth), subject)
	})
	if err != nil {
		return err
	}
	r.Session.WatchScope(scope, r.View.Now)
	if doing != lifecycle.Deleting {
		leader := lifecycle.Ref{Resource: scope.Resource, Params: scope.Params.Map(), ID: born.JobID()}
		j.Birth = linker.WithLeader(j.Birth, leader, r.View.Now, doing)
	}
	r.monitor = r.addressOf(r.Monitor, &world.Job{ID: born.JobID(), Scope: scope}, r.Monitor.Gets[0].Path)
	return nil
}

// paramOf is the value of a path parameter of another resource: the request's own or, if it has
// none, always the same one.
func (r *Request) paramOf(of *world.Resource, name string) string {
	if value, has := r.Params[name]; has {
		return value
	}
	namer, is := of.Kind.(world.Namer)
	if !is {
		return name
	}
	return namer.NewID(r.View.Seed ^ random.Hash("parameter", name))
}
