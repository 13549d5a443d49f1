package probe

import (
	"slices"
	"time"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
)

// Learned is what a run has learned that later probes may use.
type Learned struct {
	about     *observation.Jobs
	ids       map[observation.Collection][]seenJob // jobs as their list shows them
	ServedIDs bool                                 // a valid request has succeeded
	// bodies create jobs like the one that was created last.
	bodies map[observation.Collection][]byte
	// shown are the canonical ids of all jobs that a list has ever shown.
	shown map[string]bool
}

// NewLearned returns what a run knows of jobs before its first response.
func NewLearned(j *observation.Jobs) *Learned {
	return &Learned{
		about: j, ids: map[observation.Collection][]seenJob{}, bodies: map[observation.Collection][]byte{},
		shown: map[string]bool{},
	}
}

// maxShown bounds Learned.shown.
const maxShown = 200_000

// MayBeOlder reports whether a job may have existed before the check created one:
// a list has shown its id, or too many to tell.
func (h *Learned) MayBeOlder(id string) bool { return h.shown[id] || len(h.shown) >= maxShown }

// seenJob is a job that a list has shown.
type seenJob struct {
	id, canonical, status string
	moves                 bool      // it has not ended
	created, listed       time.Time // by the service's clock; zero when unknown
}

// Learn takes the jobs from the first list; later it keeps only those that each further list
// contains too.
func (h *Learned) Learn(x *observation.Observation) {
	h.ServedIDs = h.ServedIDs || x.Probe.Expect.Kind == exchange.Served && exchange.Success(x.Status())
	d, ok := x.Collection()
	if !ok || x.Role != observation.RoleList {
		return
	}
	if body := x.Jobs.Creator.Like(x.Distinct()); body != nil {
		h.bodies[d] = body
	}
	var shown, both []seenJob
	known := map[string]bool{}
	for _, t := range h.ids[d] {
		known[t.canonical] = true
	}
	for _, r := range x.Distinct() {
		id := observation.Text(r.Value(r.Jobs.ID))
		created, _ := r.Time(r.Jobs.Created)
		t := seenJob{id, r.ID(), r.Status(), r.Kind() != "" && !r.Final(), created, x.When()}
		shown = append(shown, t)
		if len(h.shown) < maxShown {
			h.shown[t.canonical] = true
		}
		if known[t.canonical] {
			both = append(both, t)
		}
	}
	switch {
	case len(known) == 0:
		h.ids[d] = shown
	case len(both) > 0:
		h.ids[d] = both
	}
}

// jobs returns the ids of up to most jobs of a collection: first one of each state, those
// that have not ended before all others, then others spread evenly over the list.
func (h *Learned) jobs(in exchange.Inputs, most int) []string {
	c, _ := h.about.CollectionOf(in)
	all := h.ids[c]
	var some []string
	seen := map[string]bool{}
	for _, pending := range []bool{true, false} {
		for _, t := range all {
			if len(some) < most && !seen[t.status] && t.moves == pending {
				seen[t.status] = true
				some = append(some, t.id)
			}
		}
	}
	for i := 0; i < most && len(some) < min(most, len(all)); i++ {
		at := i * (len(all) - 1) / max(1, most-1)
		for ; slices.Contains(some, all[at].id); at = (at + 1) % len(all) {
		}
		some = append(some, all[at].id)
	}
	return some
}

// fresh reports whether a job was created so shortly before its list was returned that not
// all of the service need know it.
func (h *Learned) fresh(in exchange.Inputs, id string, settle time.Duration) bool {
	c, _ := h.about.CollectionOf(in)
	return slices.ContainsFunc(h.ids[c], func(t seenJob) bool {
		return t.id == id && !t.created.IsZero() && t.listed.Sub(t.created) < settle
	})
}

// lists reports whether a collection's list has shown a job.
func (h *Learned) lists(in exchange.Inputs, id string) bool {
	c, _ := h.about.CollectionOf(in)
	canonical, _ := h.about.Job.Form.Canonical(id)
	return slices.ContainsFunc(h.ids[c], func(t seenJob) bool { return t.canonical == canonical })
}

// inputs returns valid inputs: the collection's, and the id of one of its jobs, or a made-up
// id when none is known.
func (h *Learned) inputs(in exchange.Inputs) exchange.Inputs {
	out := h.about.Inputs(in)
	if h.about.Job.Name == "" {
		return out
	}
	id := h.about.Job.Form.Invented()
	if ids := h.jobs(in, 1); len(ids) > 0 {
		id = ids[0]
	}
	return out.With(h.about.Job.Name, id)
}

// CreateBody returns the body of a request that creates a job, and whether a service must
// accept it: like an earlier job of the collection, or else an example. It is nil when
// nobody knows one.
func (h *Learned) CreateBody(in exchange.Inputs) (body []byte, known bool) {
	c, _ := h.about.CollectionOf(in)
	if like := h.bodies[c]; like != nil {
		return like, true
	}
	return h.about.Creator.Example()
}

// Filled reports whether a collection's list has shown jobs.
func (h *Learned) Filled(in exchange.Inputs) bool { return len(h.jobs(in, 1)) > 0 }
