package recorded

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/schemas"
)

// MatchOperation returns a request that the check has not sent as a probe: its operation
// and the kind of response to expect; false when it is for none of the operations. Of
// several, it is for that with the fewest parameters in its path.
func MatchOperation(d *schemas.Description, all *observation.Resources, method, escapedPath string) (exchange.Probe, bool) {
	var best exchange.Probe
	found := false
	for _, op := range d.Operations() {
		values, ok := match(op.Path, escapedPath)
		if !ok || op.Method != method || found && len(values) >= len(best.Inputs) {
			continue
		}
		found = true
		best = exchange.Probe{ID: op.ID, Operation: op.ID, Inputs: values}
		// Request bodies are not validated, so nothing is expected of their responses.
		if method == http.MethodGet {
			best.Expect = expectation(all.Of(op.ID), op, values)
		}
	}
	return best, found
}

func expectation(j *observation.Jobs, op *schemas.Operation, values exchange.Inputs) exchange.Expect {
	e := exchange.Expect{Kind: exchange.Served}
	for _, param := range op.Parameters {
		p, known := j.Parameter(param.Name)
		value := values.Get(param.Name)
		if param.In != "path" || !known || value == "" {
			continue
		}
		canonical, ok := p.Form.Canonical(value)
		switch {
		case !ok:
			e.Wrong = append(e.Wrong, exchange.Input{In: "path", Name: param.Name})
		case canonical != value && e.Kind == exchange.Served:
			e.Kind = exchange.Unknown
			if j.FastAPI {
				e.Kind = exchange.Either
			}
		}
	}
	if !j.Only { // which of its ids exist, nobody knows
		e.Kind = exchange.WellFormed
	}
	if e.Wrong != nil {
		e.Kind = exchange.Refused
		if !j.FastAPI {
			e.Also = []int{http.StatusBadRequest, http.StatusNotFound, http.StatusUnprocessableEntity}
		}
	}
	return e
}

// match returns the values of a path template's parameters in a path, which may have a
// prefix.
func match(template, escapedPath string) (exchange.Inputs, bool) {
	want := strings.Split(template, "/")
	got := strings.Split(escapedPath, "/")
	if len(got) < len(want) {
		return nil, false
	}
	var values exchange.Inputs
	for i, segment := range got[len(got)-len(want)+1:] {
		value, err := url.PathUnescape(segment)
		name := strings.TrimSuffix(strings.TrimPrefix(want[i+1], "{"), "}")
		switch {
		case err != nil:
			return nil, false
		case name != want[i+1] && value != "":
			values = values.With(name, value)
		case value != want[i+1]:
			return nil, false
		}
	}
	return values, true
}
