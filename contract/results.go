package contract

import (
	"net/http"
	"strconv"

	"github.com/ringer-api/ringer/schemas"
)

// result is one answer to a question, as the results show it.
type result struct {
	pointer                       string
	question, execution, pipeline string // ids in canonical form
}

// results are those that the answer shows; none of an answer that breaks its
// schema, or of datasets that nobody named.
func (x *observation) results() ([]result, bool) {
	if x.Probe.Operation != schemas.Results || x.status() != http.StatusOK || x.Probe.Expect.Kind == Unknown ||
		x.reading == nil || x.reading.response == nil || len(x.reading.syntax)+len(x.reading.schema) > 0 {
		return nil, false
	}
	list, ok := x.reading.value.([]any)
	var all []result
	for i, element := range list {
		fields, _ := element.(map[string]any)
		id := func(name string) string {
			text, _ := fields[name].(string)
			canonical, _ := canonicalUUID(text)
			return canonical
		}
		all = append(all, result{
			"/" + strconv.Itoa(i), id("eval_question_id"), id("eval_dataset_execution_id"), id("pipeline_id"),
		})
	}
	return all, ok
}
