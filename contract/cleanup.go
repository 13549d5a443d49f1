package contract

import (
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/probe"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// cleaner cancels or deletes executions by an operation of the description.
type cleaner struct {
	method, suffix string // the path is that of the operation Get with the suffix
	done           string // what it does to an execution, such as "cancelled"
}

// newCleaner finds the operation that cancels the job that the check creates, or else the
// one that deletes it; nil when the description has neither. The built-in one has none.
func newCleaner(t Target) (*cleaner, error) {
	documented := t.documented
	if !t.AllowWrites || documented == nil {
		return nil, nil
	}
	create, get := t.original(schemas.Execute), t.original(schemas.Get)
	model, err := jobs.Read(documented)
	if err != nil {
		return nil, &UsageError{Field: "Description", Value: documented.File(),
			Problem: "has an invalid " + jobs.Extension + ": " + err.Error(), Hint: "ringer jobs shows the jobs of a description"}
	}
	for _, job := range model.All() {
		if create == nil || get == nil || !slices.Contains(job.Create, jobs.Of(create)) {
			continue
		}
		for _, c := range []struct {
			operations []jobs.Operation
			done       string
		}{{job.Cancel, "cancelled"}, {job.Delete, "deleted"}} {
			for _, op := range documented.Operations() {
				suffix, below := strings.CutPrefix(op.Path, get.Path)
				if slices.Contains(c.operations, jobs.Of(op)) && below && needsNothing(op, suffix) {
					return &cleaner{op.Method, suffix, c.done}, nil
				}
			}
		}
	}
	return nil, nil
}

// needsNothing reports whether an operation below the path of an execution can be
// requested with no more than that path.
func needsNothing(op *schemas.Operation, suffix string) bool {
	required := slices.ContainsFunc(op.Parameters, func(p schemas.Parameter) bool { return p.Required && p.In != "path" })
	return op.Query == "" && !strings.Contains(suffix, "{") && !required && (op.Request == nil || !op.Request.Required)
}

// cancel returns the request that cancels or deletes an execution.
func (c *cleaner) cancel(execution Inputs) Probe {
	return Probe{ID: "cancel", Operation: schemas.Get, Method: c.method, Inputs: execution, Suffix: c.suffix,
		Why: "an execution that the check has started is " + c.done}
}

// unended are the executions of the check that may still be running, each id once.
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
	if r.cleaner == nil || r.cleaned {
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
	if r.cleaner == nil {
		r.note("%s not seen to end: the description has no operation that cancels or deletes what was started",
			exchange.Count(len(running), "execution"))
		return
	}
	ctx, cancel := context.WithTimeout(ctx, r.target.RequestTimeout)
	defer cancel()
	var done []string
	for _, c := range running {
		switch {
		case c.id == "":
			r.note("not %s: %s", r.cleaner.done, c)
			continue
		case !c.own:
			r.note("not %s: %s: its id is not certainly that of an execution which the check has created", r.cleaner.done, c)
			continue
		case ctx.Err() != nil || r.room(probe.Cancels.Name) == 0 || r.pace(ctx) != nil:
			r.use(probe.Cancels.Name).wanted++
			r.note("not %s: %s: the run has ended", r.cleaner.done, c)
			continue
		}
		p := r.cleaner.cancel(c.probe.Inputs.With(exchange.ExecutionID, c.id)).Planned(r.target.Description)
		x := r.aside(ctx, p, probe.Cancels)
		switch {
		case exchange.Success(x.Status()):
			done = append(done, c.id)
		case x.Status() == http.StatusNotFound, x.Status() == http.StatusGone:
			r.note("not %s: %s: %s, it does not exist", r.cleaner.done, c, x.StatusText())
		default:
			r.note("not %s: %s: %s", r.cleaner.done, c, outcome(x))
		}
	}
	r.cleaned = true
	if len(done) > 0 {
		r.note("%s: %s", r.cleaner.done, strings.Join(done, ", "))
	}
}

// outcome is the status of an exchange, or why there is none.
func outcome(x *Exchange) string {
	if x.Fault != nil {
		return x.Fault.Error()
	}
	return x.StatusText()
}
