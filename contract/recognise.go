package contract

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/ringer-api/ringer/schemas"
)

// recognise says what a request that is not ours asks, and so what kind of
// answer keeps the promise; false when it is about none of the operations.
func recognise(d *schemas.Description, method, escapedPath string) (Probe, bool) {
	for _, op := range d.Operations() {
		values, ok := match(op.Path, escapedPath)
		if !ok || op.Method != method {
			continue
		}
		p := Probe{ID: op.ID, Operation: op.ID, Inputs: Inputs{
			values[pipelineID], values[evalDatasetID], values[executionID],
		}}
		// Whether a body was right is not judged, so neither is its answer's kind.
		if method == http.MethodGet {
			p.Expect = expectation(op, values)
		}
		return p, true
	}
	return Probe{}, false
}

func expectation(op *schemas.Operation, values map[string]string) Expect {
	e := Expect{Kind: Served}
	for _, param := range op.Parameters {
		value, inPath := values[param.Name]
		if param.In != "path" || !inPath {
			continue
		}
		canonical, ok := canonicalUUID(value)
		switch {
		case !ok:
			e.Wrong = append(e.Wrong, Input{"path", param.Name})
		case canonical != value && e.Kind == Served:
			e.Kind = Either
		}
	}
	if e.Wrong != nil {
		e.Kind = Refused
	}
	return e
}

// match takes the values of a path template's parameters out of a path, which
// may stand under a prefix.
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
