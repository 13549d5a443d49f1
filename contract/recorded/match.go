package recorded

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/schemas"
)

// MatchOperation returns a request that the check has not sent as a probe: its operation
// and the kind of response to expect; false when it is for none of the operations.
func MatchOperation(d *schemas.Description, method, escapedPath string) (exchange.Probe, bool) {
	for _, op := range d.Operations() {
		values, ok := match(op.Path, escapedPath)
		if !ok || op.Method != method {
			continue
		}
		p := exchange.Probe{ID: op.ID, Operation: op.ID, Inputs: exchange.Inputs{
			PipelineID: values[exchange.PipelineID], EvalDatasetID: values[exchange.EvalDatasetID],
			ExecutionID: values[exchange.ExecutionID],
		}}
		// Request bodies are not validated, so nothing is expected of their responses.
		if method == http.MethodGet {
			p.Expect = expectation(op, values)
		}
		return p, true
	}
	return exchange.Probe{}, false
}

func expectation(op *schemas.Operation, values map[string]string) exchange.Expect {
	e := exchange.Expect{Kind: exchange.Served}
	for _, param := range op.Parameters {
		value, inPath := values[param.Name]
		if param.In != "path" || !inPath {
			continue
		}
		canonical, ok := exchange.CanonicalUUID(value)
		switch {
		case !ok:
			e.Wrong = append(e.Wrong, exchange.Input{In: "path", Name: param.Name})
		case canonical != value && e.Kind == exchange.Served:
			e.Kind = exchange.Either
		}
	}
	if e.Wrong != nil {
		e.Kind = exchange.Refused
	}
	return e
}

// match returns the values of a path template's parameters in a path, which may have a
// prefix.
func match(template, escapedPath string) (map[string]string, bool) {
	want := strings.Split(template, "/")
	got := strings.Split(escapedPath, "/")
	if len(got) < len(want) {
		return nil, false
	}
	values := map[string]string{}
	for i, segment := range got[len(got)-len(want)+1:] {
		value, err := url.PathUnescape(segment)
		name := strings.TrimSuffix(strings.TrimPrefix(want[i+1], "{"), "}")
		switch {
		case err != nil:
			return nil, false
		case name != want[i+1] && value != "":
			values[name] = value
		case value != want[i+1]:
			return nil, false
		}
	}
	return values, true
}
