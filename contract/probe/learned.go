package probe

import (
	"slices"
	"time"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/schemas"
)

// Learned is what a run has learned that later probes may use.
type Learned struct {
	ids       map[exchange.Dataset][]seenExecution // executions as their list shows them
	ServedIDs bool                                 // a valid request has succeeded
	// questions are those of the execution that was created last.
	questions map[exchange.Dataset][]string
	// shown are the canonical ids of all executions that a list has ever shown.
	shown map[string]bool
}

// maxShown bounds Learned.shown.
const maxShown = 200_000

// MayBeOlder reports whether an execution may have existed before the check created one:
// a list has shown its id, or too many to tell.
func (h *Learned) MayBeOlder(id string) bool { return h.shown[id] || len(h.shown) >= maxShown }

// seenExecution is an execution that a list has shown.
type seenExecution struct {
	id, canonical, status string
	moves                 bool      // it has not ended
	created, listed       time.Time // by the service's clock; zero when unknown
}

// Learn takes the executions from the first list; later it keeps only those that each
// further list contains too.
func (h *Learned) Learn(x *observation.Observation) {
	h.ServedIDs = h.ServedIDs || x.Probe.Expect.Kind == exchange.Served && exchange.Success(x.Status())
	d, ok := x.Probe.Inputs.Dataset()
	if !ok || x.Probe.Operation != schemas.List {
		return
	}
	if h.ids == nil {
		h.ids, h.questions = map[exchange.Dataset][]seenExecution{}, map[exchange.Dataset][]string{}
		h.shown = map[string]bool{}
	}
	if some := lastListed(x.Distinct()); len(some) > 0 {
		h.questions[d] = some
	}
	var shown, both []seenExecution
	known := map[string]bool{}
	for _, t := range h.ids[d] {
		known[t.canonical] = true
	}
	for _, r := range x.Distinct() {
		id, _ := r.Text(r.Jobs.ID)
		created, _ := r.Time(r.Jobs.Created)
		t := seenExecution{id, r.ID(), r.Status(), r.Kind() != "" && !r.Final(), created, x.When()}
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

// executions returns the ids of up to most executions of a dataset: first one of each
// status, PENDING before all others, then others spread evenly over the list.
func (h *Learned) executions(d exchange.Dataset, most int) []string {
	in, _ := d.Inputs().Dataset()
	all := h.ids[in]
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

// fresh reports whether an execution was created so shortly before its list was returned
// that not all of the service need know it.
func (h *Learned) fresh(d exchange.Dataset, id string, settle time.Duration) bool {
	in, _ := d.Inputs().Dataset()
	return slices.ContainsFunc(h.ids[in], func(t seenExecution) bool {
		return t.id == id && !t.created.IsZero() && t.listed.Sub(t.created) < settle
	})
}

// lists reports whether a dataset's list has shown an execution.
func (h *Learned) lists(d exchange.Dataset, id string) bool {
	in, _ := d.Inputs().Dataset()
	canonical, _ := exchange.CanonicalUUID(id)
	return slices.ContainsFunc(h.ids[in], func(t seenExecution) bool { return t.canonical == canonical })
}

// inputs returns valid inputs: the dataset's, and the id of one of its executions, or a
// made-up id when none is known.
func (h *Learned) inputs(d exchange.Dataset) exchange.Inputs {
	in := d.Inputs()
	in.ExecutionID = "b1e5c0de-0000-4000-8000-000000000000"
	if ids := h.executions(d, 1); len(ids) > 0 {
		in.ExecutionID = ids[0]
	}
	return in
}

// CreateInput returns the input of a request that starts an execution: the questions of
// an earlier execution of the dataset, and true; or else made-up ones, and false.
func (h *Learned) CreateInput(d exchange.Dataset) (o CreateInput, known bool) {
	in, _ := d.Inputs().Dataset()
	if some := h.questions[in]; len(some) > 0 {
		return CreateInput{Questions: some}, true
	}
	return CreateInput{Questions: inventedID}, false
}

// lastListed returns the questions of the execution that was created last.
func lastListed(records []observation.Record) []string {
	var questions []string
	var created time.Time
	for _, r := range records {
		parameters, _ := r.Object(r.Jobs.Input)
		at, _ := r.Time(r.Jobs.Created)
		list, _ := parameters["eval_question_ids"].([]any)
		if len(list) == 0 || questions != nil && !at.After(created) {
			continue
		}
		created, questions = at, nil
		for _, element := range list {
			id, ok := exchange.CanonicalUUID(observation.Text(element))
			if ok && !slices.Contains(questions, id) && len(questions) < maxQuestions {
				questions = append(questions, id)
			}
		}
	}
	return questions
}

// Filled reports whether a dataset's list has shown executions.
func (h *Learned) Filled(d exchange.Dataset) bool { return len(h.executions(d, 1)) > 0 }
