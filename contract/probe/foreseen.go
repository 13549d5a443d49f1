package probe

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
)

// A plan is made before anything is known, by the code that plans the run itself. What
// only responses tell is represented by ids that no service has, which the functions here
// return; Placeholders shows them as names.

// The second groups of the ids that represent others, with the names they are shown by.
// The letters tell upper case from lower case.
const (
	someExecution = "e8ec"
	somePipeline  = "b1be"
	someDataset   = "da7a"
	createdID     = "c4ea"
	smallerID     = "54a1"
)

var placeholderNames = map[string]string{
	someExecution: "execution_id", somePipeline: "pipeline_id", someDataset: "eval_dataset_id",
	createdID: "created_id", smallerID: "smaller_id",
}

var placeholder = regexp.MustCompile(`(?i)5ce0f0ad-?([0-9a-f]{4})-?4000-?8000-?[0-9]{12}`)

func represents(group string, number int) string {
	return fmt.Sprintf("5ce0f0ad-%s-4000-8000-%012d", group, number)
}

// FoundDataset represents a dataset that the service may list, by its number.
func FoundDataset(number int) exchange.Dataset {
	return exchange.Dataset{
		PipelineID: represents(somePipeline, number), EvalDatasetID: represents(someDataset, number),
	}
}

// Created returns the inputs for an execution that the check may create.
func Created(in exchange.Inputs) exchange.Inputs {
	return in.With(exchange.ExecutionID, represents(createdID, 0))
}

// Minimized returns a probe with any smaller id instead of its invalid one; false when it
// has none that may be minimized.
func Minimized(p exchange.Probe) (exchange.Probe, bool) {
	if p.InvalidInput == "" {
		return p, false
	}
	p.Inputs = p.Inputs.With(p.InvalidInput, represents(smallerID, 0))
	return p, true
}

// Foreseen returns the most that a run may learn: that each of these datasets has more
// executions than a run requests, and that the others have none.
func Foreseen(datasets ...exchange.Dataset) *Learned {
	h := &Learned{
		ServedIDs: true, ids: map[exchange.Dataset][]seenExecution{}, questions: map[exchange.Dataset][]string{},
	}
	for i, d := range datasets {
		in, _ := d.Inputs().Dataset()
		h.questions[in] = inventedID
		for n := range takenPerDataset {
			id := represents(someExecution, i*takenPerDataset+n)
			h.ids[in] = append(h.ids[in], seenExecution{id: id, canonical: id})
		}
	}
	return h
}

// Placeholders shows the ids in a path that represent others as names in braces.
func Placeholders(path string) string {
	return placeholder.ReplaceAllStringFunc(path, func(id string) string {
		group := placeholder.FindStringSubmatch(id)[1]
		name := placeholderNames[strings.ToLower(group)]
		switch {
		case name == "":
			return id
		case !strings.Contains(id, "-"):
			name += " without hyphens"
		case group != strings.ToLower(group):
			name = strings.ToUpper(name)
		}
		return "{" + name + "}"
	})
}
