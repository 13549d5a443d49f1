package observation

import (
	"slices"

	"github.com/ringer-api/ringer/schemas"
)

// Resources are all kinds of jobs of an API, each with its operations, places and states.
type Resources struct {
	// All are the kinds of jobs, in the order of the job model.
	All []*Jobs
	// Rest stands for the operations that belong to no job.
	Rest *Jobs

	of map[string]*Jobs
}

// One are the resources of an API with one kind of jobs, to which every operation belongs.
func One(j *Jobs) *Resources {
	j.Only = true
	return &Resources{All: []*Jobs{j}, Rest: j, of: map[string]*Jobs{}}
}

// Several are the resources of an API with any number of kinds of jobs. An operation of two
// kinds belongs to the first.
func Several(all []*Jobs, fastAPI bool) *Resources {
	r := &Resources{All: all, Rest: nothing(fastAPI), of: map[string]*Jobs{}}
	for _, j := range slices.Backward(all) {
		for _, id := range j.Operations() {
			r.of[id] = j
		}
	}
	return r
}

// nothing are the jobs of an API that has none.
func nothing(fastAPI bool) *Jobs {
	j := &Jobs{Noun: "job", Collection: "collection", FastAPI: fastAPI}
	j.Creator = described{j, nil}
	return j
}

// Of are the jobs to which an operation belongs.
func (r *Resources) Of(operation string) *Jobs {
	if j := r.of[operation]; j != nil {
		return j
	}
	return r.Rest
}

// First is the first kind of jobs, after which reports are named; Rest when there is none.
func (r *Resources) First() *Jobs {
	if len(r.All) > 0 {
		return r.All[0]
	}
	return r.Rest
}

// shownBy are the jobs that bodies with a schema show.
func (r *Resources) shownBy(s *schemas.Schema) *Jobs {
	for _, j := range r.All {
		if _, results := j.results[s.Name()]; results || j.shownBy(s) {
			return j
		}
	}
	return r.Rest
}
