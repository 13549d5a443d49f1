package operation

import (
	"maps"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/mock/random"
	"github.com/ringer-api/ringer/mock/world"
)

// job returns the job that the request names: by its id; by another property, such as the
// name in /flows/name/{name}; or, if nothing in the path names one (/projects/current), the
// newest.
func (r *Request) job() (*world.Job, error) {
	all, err := r.View.Jobs()
	if err != nil {
		return nil, err
	}
	if r.Job == "" {
		return r.jobByProperty(all)
	}
	for i := range all {
		if all[i].ID == r.Job {
			return &all[i], nil
		}
	}
	if len(r.Place.List)+len(r.Place.Create) > 0 {
		parent, err := r.isParent(r.Job)
		if err != nil {
			return nil, err
		}
		if !parent {
			return nil, ErrNotFound
		}
	}
	return r.any(r.Job)
}

// isParent reports whether a job was created in a collection of the one with the id: then that
// one exists, too, even if no request created it.
func (r *Request) isParent(id string) (bool, error) {
	if r.Place.ID == nil || r.Place.ID.Parameter == "" {
		return false, nil
	}
	return r.Session.Holds(r.Place.API, r.View.Scope.Params.With(r.Place.ID.Parameter, id))
}

// any returns a job that exists because the request names it: of a resource that can
// neither be listed nor created, any id may be one.
func (r *Request) any(id string) (*world.Job, error) {
	kind, ok := r.Place.Kind.(world.Anyone)
	patch := r.View.Patches(r.View.Scope, id)
	if !ok || patch != nil && patch.Gone {
		return nil, ErrNotFound
	}
	j := &world.Job{ID: id, Scope: r.View.Scope, Of: 1, Birth: kind.Any(&r.View.Query, id), Patch: patch}
	if patch != nil && patch.Birth != nil {
		j.Birth = patch.Birth
	}
	return j, nil
}

// jobByProperty returns the newest job whose record has the values of the path's parameters
// that do not name its collection.
func (r *Request) jobByProperty(all []world.Job) (*world.Job, error) {
	wanted := maps.Clone(r.Params)
	maps.DeleteFunc(wanted, func(name, _ string) bool { return slices.Contains(r.Place.Within, name) })
	for i := range all {
		if len(wanted) == 0 || r.has(&all[i], wanted) {
			return &all[i], nil
		}
	}
	if _, ok := r.Place.Kind.(world.Anyone); !ok {
		return nil, ErrNotFound
	}
	parts := []string{}
	for _, name := range slices.Sorted(maps.Keys(wanted)) {
		parts = append(parts, name, wanted[name])
	}
	return r.any(r.Place.Kind.(world.Namer).NewID(r.View.Seed ^ random.Hash(parts...)))
}

// has reports whether the record of a job has values at the properties that parameters name:
// work_queue_name names name.
func (r *Request) has(j *world.Job, wanted map[string]string) bool {
	record, err := r.View.Render(j)
	if err != nil {
		return false
	}
	for name, value := range wanted {
		found := false
		for rest := name; rest != "" && !found; {
			raw, err := edit.Get(record, "/"+rest)
			found = err == nil && (string(raw) == value || edit.Text(record, "/"+rest) == value)
			_, rest, _ = strings.Cut(rest, "_")
		}
		if !found {
			return false
		}
	}
	return true
}
