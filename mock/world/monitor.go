package world

import (
	"net/http"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

// IsMonitor reports whether a header is the address at which a client asks for the state of
// what it has started.
func IsMonitor(header string) bool {
	name := http.CanonicalHeaderKey(header)
	return name == "Operation-Location" || name == "Azure-Asyncoperation"
}

// Monitor returns the resource of the job that an operation starts besides what it does to its
// own resource, and whose address it sends as Operation-Location; nil if there is none.
func (rs *Resources) Monitor(operation string) *Resource { return rs.monitors[operation] }

// addMonitors finds the monitors: jobs that can be got, and that no operation creates as its own.
func (rs *Resources) addMonitors(d *schemas.Description) {
	var known []*Resource
	for _, r := range rs.all {
		if r.Moves == jobs.ByItself && len(r.Gets) > 0 && len(r.Create) == 0 {
			if _, linker := r.Kind.(Linker); linker {
				known = append(known, r)
			}
		}
	}
	if len(known) == 0 {
		return
	}
	names := vocabulary.NewNames()
	work := func(r *Resource) bool {
		return slices.ContainsFunc(strings.Split(r.Gets[0].Path, "/"), func(step string) bool {
			return !strings.Contains(step, "{") && names.Any(vocabulary.WorkNouns, singular(step))
		})
	}
	for _, op := range d.Operations() {
		place, has := rs.places[op.ID]
		if !has || op.Method == http.MethodGet || !sendsMonitor(op) || slices.Contains(known, place.Resource) {
			continue
		}
		var best *Resource
		for _, m := range known {
			if (work(m) || len(place.States) == 0) && (best == nil || shared(op.Path, m.Gets[0].Path) > shared(op.Path, best.Gets[0].Path)) {
				best = m
			}
		}
		if best != nil {
			rs.monitors[op.ID] = best
		}
	}
}

// singular is a step such as operationStatuses without its last plural.
func singular(step string) string {
	parts := vocabulary.Parts(step)
	for i, p := range parts {
		parts[i] = vocabulary.Singular(p)
	}
	return strings.Join(parts, " ")
}

func sendsMonitor(op *schemas.Operation) bool {
	return slices.ContainsFunc(op.HasResponse, func(r schemas.Response) bool {
		return r.Status/100 == 2 && slices.ContainsFunc(r.Headers, func(h schemas.Header) bool { return IsMonitor(h.Name) })
	})
}

// shared is how many steps two paths begin with alike.
func shared(a, b string) int {
	x, y, n := strings.Split(a, "/"), strings.Split(b, "/"), 0
	for n < len(x) && n < len(y) && x[n] == y[n] {
		n++
	}
	return n
}
