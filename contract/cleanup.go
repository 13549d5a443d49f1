package contract

import (
	"context"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// cleaner cancels or deletes jobs by an operation of the description.
type cleaner struct {
	jobs           *observation.Jobs
	operation      string
	method, suffix string // the path is that of a single job with the suffix
	done           string // what it does to a job, such as "cancelled"
}

// newCleaner finds the operation that cancels the job that the check creates, or else the
// one that deletes it; nil when the description has neither.
func newCleaner(t Target, about *observation.Jobs) (*cleaner, error) {
	create, get := t.original(about.Create), t.original(about.Get)
	if !t.AllowWrites || create == nil || get == nil {
		return nil, nil
	}
	model := t.api().Jobs
	if t.documented != nil {
		var err error
		if model, err = jobs.Read(t.documented); err != nil {
			return nil, &UsageError{Field: "Description", Value: t.documented.File(),
				Problem: "has an invalid " + jobs.Extension + ": " + err.Error(), Hint: "ringer jobs shows the jobs of a description"}
		}
	}
	for _, job := range model.All() {
		if !slices.Contains(job.Create, jobs.Of(create)) {
			continue
		}
		for _, c := range []struct {
			operations []jobs.Operation
			done       string
		}{{job.Cancel, "cancelled"}, {job.Delete, "deleted"}} {
			for _, op := range t.allOperations() {
				suffix, below := strings.CutPrefix(op.Path, get.Path)
				if slices.Contains(c.operations, jobs.Of(op)) && below && needsNothing(op, suffix) {
					return &cleaner{about, op.ID, op.Method, suffix, c.done}, nil
				}
			}
		}
	}
	return nil, nil
}

// newCleaners are those of all kinds of jobs for which there is an operation.
func newCleaners(t Target) (map[*observation.Jobs]*cleaner, error) {
	all := map[*observation.Jobs]*cleaner{}
	for _, about := range t.resources.All {
		c, err := newCleaner(t, about)
		if err != nil {
			return nil, err
		}
		if c != nil {
			all[about] = c
		}
	}
	return all, nil
}

// needsNothing reports whether an operation below the path of a job can be
// requested with no more than that path.
func needsNothing(op *schemas.Operation, suffix string) bool {
	required := slices.ContainsFunc(op.Parameters, func(p schemas.Parameter) bool { return p.Required && p.In != "path" })
	return op.Query == "" && !strings.Contains(suffix, "{") && !required && (op.Request == nil || !op.Request.Required)
}

// cancel returns the request that cancels or deletes a job.
func (c *cleaner) cancel(job Inputs) Probe {
	return Probe{ID: "cancel", Operation: c.jobs.Get, Method: c.method, Inputs: job, Suffix: c.suffix,
		Why: exchange.A(c.jobs.Noun) + " that the check has started is " + c.done}
}

// cancels reports whether the jobs are cancelled, not deleted.
func (c *cleaner) cancels() bool { return c.done == "cancelled" }

// probe is the same request, to be judged: any refusal is one that a service may make.
func (c *cleaner) probe(job Inputs) Probe {
	return Probe{ID: c.operation, Operation: c.operation, Inputs: job, Expect: exchange.Expect{Kind: exchange.WellFormed},
		Why: "cancelling " + exchange.A(c.jobs.Noun) + " does not make the service fail, and ends it"}
}

// unended are the jobs of the check that may still be running, each id once.
func (r *run) unended() []*creation {
	var all []*creation
	for _, c := range r.created {
		same := func(other *creation) bool { return other.id == c.id && c.id != "" }
		if c.sure && !c.ended && !slices.ContainsFunc(all, same) {
			all = append(all, c)
		}
	}
	return all
}

// reserved is how many requests have to remain for what has to be cancelled.
func (r *run) reserved() int {
	if len(r.cleaners) == 0 || r.cleaned {
		return 0
	}
	return len(r.unended())
}

// cleanUp cancels or deletes, where the description allows it, what the check has started
// and has not seen in a final state. It is done after whatever ended the run, unless that
// was the caller, and takes one RequestTimeout at most. A failure is a note.
func (r *run) cleanUp(ctx context.Context) {
	running := r.unended()
	if len(running) == 0 {
		return
	}
	none := slices.DeleteFunc(slices.Clone(running), func(c *creation) bool { return r.cleaners[c.jobs] != nil })
	if len(none) > 0 {
		r.note("%s not seen to end: the description has no operation that cancels or deletes what was started",
			exchange.Count(len(none), none[0].jobs.Noun))
	}
	ctx, cancel := context.WithTimeout(ctx, r.target.RequestTimeout)
	defer cancel()
	done := map[string][]string{}
	for _, c := range running {
		cleaner := r.cleaners[c.jobs]
		switch {
		case cleaner == nil:
			continue
		case c.id == "":
			r.note("not %s: %s", cleaner.done, c)
			continue
		case !c.own:
			r.note("not %s: %s: its id is not certainly that of %s which the check has created", cleaner.done, c, exchange.A(c.jobs.Noun))
			continue
		case ctx.Err() != nil || r.room(r.kinds.Cancels.Name) == 0 || r.pace(ctx) != nil:
			r.use(r.kinds.Cancels.Name).wanted++
			r.note("not %s: %s: the run has ended", cleaner.done, c)
			continue
		}
		p := r.target.planned([]Probe{cleaner.cancel(r.inputsOf(c))})[0]
		x := r.aside(ctx, p, r.kinds.Cancels)
		switch {
		case exchange.Success(x.Status()):
			done[cleaner.done] = append(done[cleaner.done], c.id)
		case x.Status() == http.StatusNotFound, x.Status() == http.StatusGone:
			r.note("not %s: %s: %s, it does not exist", cleaner.done, c, x.StatusText())
		default:
			r.note("not %s: %s: %s", cleaner.done, c, outcome(x))
		}
	}
	r.cleaned = true
	for _, how := range slices.Sorted(maps.Keys(done)) {
		r.note("%s: %s", how, strings.Join(done[how], ", "))
	}
}

// inputsOf are the inputs of a request for a job that the check has created.
func (r *run) inputsOf(c *creation) Inputs {
	if r.known != nil {
		if _, single := r.known.Looks(c.jobs, c.probe, c.id); single.Operation != "" {
			return single.Inputs
		}
	}
	return c.probe.Inputs.With(c.jobs.Job.Name, c.id)
}

// outcome is the status of an exchange, or why there is none.
func outcome(x *Exchange) string {
	if x.Fault != nil {
		return x.Fault.Error()
	}
	return x.StatusText()
}
