package world

import (
	"fmt"
	"slices"
	"time"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/budget"
	"github.com/ringer-api/ringer/mock/lifecycle"
	"github.com/ringer-api/ringer/mock/problem"
	"github.com/ringer-api/ringer/mock/pydantic"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// Query computes the jobs of one collection at one instant. It has everything that they
// depend on; it must not be changed once made.
type Query struct {
	Scope    Scope
	Resource *Resource
	// Operation is the one whose response shows the jobs; empty for the resource's main one.
	Operation jobs.Operation
	// Response is the status code of that response; 0 for the operation's usual one.
	Response int
	// Now is the instant; Epoch is the time around which jobs are generated.
	Now, Epoch time.Time
	Seed       uint64
	// Data is the scenario that contains or generates the jobs; Generate is its
	// settings, with the request's own on top.
	Data     *fixtures.Scenario
	Generate fixtures.Generate
	// Born are the births of the jobs that were started, oldest first.
	Born []Birth
	// Elsewhere are births of other collections that the request's path includes: a path with
	// fewer parameters than the scope has.
	Elsewhere []Born
	// Patches returns what was changed of a job of a collection; nil for nothing.
	Patches func(of Scope, id string) *Patch
	// Count limits the list to the newest ones; nil keeps all.
	Count *int
	// Status, when not empty, is the state that all are in.
	Status string
	// KeepStatus prevents patches from changing the state, which the request chose.
	KeepStatus bool
	// Deleted reports whether a job is among the jobs although it is deleted: a client reads
	// on after it. nil for none.
	Deleted func(id string) bool
	// Dynamic ignores the examples of the description.
	Dynamic bool
	// Polls returns how often clients have polled a job.
	Polls func(Birth) int
	// Leads returns the states of a job that others follow, and Shown the record of the subject
	// of one; nil if nothing is linked.
	Leads func(lifecycle.Ref) []lifecycle.Lead
	Shown func(lifecycle.Ref) (record []byte, of Kind)
	// Times is how times are written.
	Times pydantic.TimeForm
	// Room is where the memory of the jobs is counted.
	Room *budget.Room
}

// Born are the births of a collection, oldest first.
type Born struct {
	Scope  Scope
	Births []Birth
}

// Jobs returns those of the collection, newest first: the ones that were started and
// those of the scenario, without the deleted ones. (Record computes the state of each at
// Now.) A Count larger than their number is a *problem.Problem.
func (q *Query) Jobs() ([]Job, error) {
	all, err := q.born()
	if err != nil {
		return nil, err
	}
	if records := q.Data.RecordsOf(q.Resource.Resource.Name); records != nil {
		all = append(all, apartFrom(all, q.literal(records))...)
	} else {
		generated, err := q.generated()
		if err != nil {
			return nil, err
		}
		all = append(all, apartFrom(all, generated)...)
		// A job made by the control interface may have an early time of creation.
		slices.SortStableFunc(all, func(a, b Job) int { return b.Birth.Created().Compare(a.Birth.Created()) })
	}
	if all, err = q.trim(q.patched(all)); err != nil {
		return nil, err
	}
	for i := range all {
		all[i].Index, all[i].Of = i, len(all)
	}
	return all, nil
}

// apartFrom returns the jobs of a scenario without those whose id one that was started has: it
// may have got it under another scenario.
func apartFrom(started, others []Job) []Job {
	if len(started) == 0 {
		return others
	}
	taken := make(map[string]bool, len(started))
	for i := range started {
		taken[started[i].ID] = true
	}
	return slices.DeleteFunc(others, func(j Job) bool { return taken[j.ID] })
}

// trim applies Count.
func (q *Query) trim(all []Job) ([]Job, error) {
	if q.Count == nil {
		return all, nil
	}
	if *q.Count > len(all) {
		return nil, problem.BadInput("preference", "count", fmt.Sprintf("count=%d: scenario %s generates none, and there are "+
			"%d in all", *q.Count, q.Data.Name, len(all)), "request fewer, or use a scenario that generates")
	}
	return all[:*q.Count], nil
}

// born returns the jobs that create requests or the control interface made.
func (q *Query) born() ([]Job, error) {
	if err := q.Room.Take(int64(len(q.Born))*budget.BirthSize, ListOf(len(q.Born))); err != nil {
		return nil, err
	}
	all := make([]Job, 0, len(q.Born))
	add := func(of Scope, births []Birth) {
		for _, b := range slices.Backward(births) {
			if q.Status != "" {
				b = q.Resource.Kind.Settled(q, b)
			}
			all = append(all, Job{ID: b.JobID(), Scope: of, Birth: b, FromRequest: true})
		}
	}
	add(q.Scope, q.Born)
	for _, other := range q.Elsewhere {
		add(other.Scope, other.Births)
	}
	return all, nil
}

// ListOf describes n jobs, for errors about their memory.
func ListOf(n int) string { return fmt.Sprintf("a list of %d jobs", n) }

// generated returns the jobs that are derived from the seed.
func (q *Query) generated() ([]Job, error) {
	births, err := q.Resource.Kind.Collection(q)
	if err != nil {
		return nil, err
	}
	all := make([]Job, 0, len(births))
	for _, b := range slices.Backward(births) {
		all = append(all, Job{ID: b.JobID(), Scope: q.Scope, Birth: b})
	}
	return all, nil
}

// patched adds the patches, and removes the deleted jobs.
func (q *Query) patched(all []Job) []Job {
	kept := all[:0]
	for _, j := range all {
		j.Patch = q.Patches(j.Scope, j.ID)
		if j.Patch != nil && j.Patch.Gone && (q.Deleted == nil || !q.Deleted(j.ID)) {
			continue
		}
		if j.Patch != nil && j.Patch.Birth != nil {
			j.Birth = j.Patch.Birth
			if q.Status != "" {
				j.Birth = q.Resource.Kind.Settled(q, j.Birth)
			}
		}
		j.Birth = q.Followed(j.Birth)
		kept = append(kept, j)
	}
	return kept
}

// Followed returns a birth in the states that its leader gives it; one without a leader as it
// is.
func (q *Query) Followed(b Birth) Birth {
	linked, is := b.(Linked)
	if !is || linked.Leader() == nil || q.Leads == nil || q.Status != "" {
		return b
	}
	return q.Resource.Kind.(Linker).Follow(b, q.Leads(*linked.Leader()))
}

// One returns the job of a birth that was started; nil if it was deleted.
func (q *Query) One(b Birth) *Job {
	kept := q.patched([]Job{{ID: b.JobID(), Scope: q.Scope, Of: 1, Birth: b, FromRequest: true}})
	if len(kept) == 0 {
		return nil
	}
	return &kept[0]
}
