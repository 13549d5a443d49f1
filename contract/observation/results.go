package observation

import (
	"cmp"
	"net/http"
	"slices"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// Result is one element of the results. An id that breaks its schema is empty.
type Result struct {
	Pointer string
	// Job is the id of the job, Key tells the result from the others of that job.
	Job, Key string
	fields   map[string]any
}

func (r *Reading) addResult(pointer string, fields map[string]any) {
	at := r.Jobs.Results
	job, _ := r.Jobs.Job.Form.Canonical(textAt(fields, at.Job))
	key := textAt(fields, at.Key)
	if canonical, ok := exchange.CanonicalUUID(key); ok {
		key = canonical
	}
	r.Results = append(r.Results, Result{pointer, job, key, fields})
}

// Owner returns the value of a path parameter that the result repeats, in canonical form;
// empty when it has none.
func (r Result) Owner(at jobs.Pointer, form Form) string {
	id, _ := form.Canonical(textAt(r.fields, at))
	return id
}

// textAt returns a value that can be an id as text; empty when there is none.
func textAt(fields map[string]any, at jobs.Pointer) string {
	if at == "" {
		return ""
	}
	v, _ := valueAt(fields, at)
	switch v.(type) {
	case nil, Invalid, map[string]any, []any:
		return ""
	}
	return Text(v)
}

// Results returns the results in the response; false for a response that is not a list
// of results, or of a made-up collection.
func (x *Observation) Results() ([]Result, bool) {
	if x.Role != RoleResults || x.Status() != http.StatusOK || x.Probe.Expect.Kind == exchange.Unknown ||
		x.Reading.Response == nil || len(x.Reading.Syntax) > 0 {
		return nil, false
	}
	_, list := x.Reading.list(x.Reading.Jobs.results[x.Reading.Response.Schema.Name()])
	asked, one := x.AskedID()
	if !x.Jobs.OfOne || !one {
		return x.Reading.Results, list
	}
	all := slices.Clone(x.Reading.Results)
	for i := range all {
		all[i].Job = cmp.Or(all[i].Job, asked)
	}
	return all, list
}
