package observation

import (
	"net/http"
	"strconv"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/schemas"
)

// Result is one element of the results: the answer to one eval question.
type Result struct {
	Pointer                       string
	Question, Execution, Pipeline string // ids in canonical form
}

// Results returns the results in the response; none of a response that breaks its
// schema, or of a made-up dataset.
func (x *Observation) Results() ([]Result, bool) {
	if x.Probe.Operation != schemas.Results || x.Status() != http.StatusOK || x.Probe.Expect.Kind == exchange.Unknown ||
		x.Reading == nil || x.Reading.Response == nil || len(x.Reading.Syntax)+len(x.Reading.Schema) > 0 {
		return nil, false
	}
	list, ok := x.Reading.Value.([]any)
	var all []Result
	for i, element := range list {
		fields, _ := element.(map[string]any)
		id := func(name string) string {
			text, _ := fields[name].(string)
			canonical, _ := exchange.CanonicalUUID(text)
			return canonical
		}
		all = append(all, Result{
			"/" + strconv.Itoa(i), id("eval_question_id"), id("eval_dataset_execution_id"), id("pipeline_id"),
		})
	}
	return all, ok
}
