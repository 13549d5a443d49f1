package observation

import (
	"net/http"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/schemas"
)

// Result is one element of the results: the answer to one eval question. An id that
// breaks its schema is empty.
type Result struct {
	Pointer                       string
	Question, Execution, Pipeline string // ids in canonical form
}

func (r *Reading) addResult(pointer string, fields map[string]any) {
	id := func(name string) string {
		text, _ := fields[name].(string)
		canonical, _ := exchange.CanonicalUUID(text)
		return canonical
	}
	r.Results = append(r.Results, Result{
		pointer, id("eval_question_id"), id("eval_dataset_execution_id"), id("pipeline_id"),
	})
}

// Results returns the results in the response; false for a response that is not a list
// of results, or of a made-up dataset.
func (x *Observation) Results() ([]Result, bool) {
	if x.Probe.Operation != schemas.Results || x.Status() != http.StatusOK || x.Probe.Expect.Kind == exchange.Unknown ||
		x.Reading.Response == nil || len(x.Reading.Syntax) > 0 {
		return nil, false
	}
	_, list := x.Reading.Value.([]any)
	return x.Reading.Results, list
}
