package rule

import (
	"maps"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
)

// maxChain is how many steps up from a job are followed.
const maxChain = 1000

// parentsEnd: a chain of parents that comes back to a job is found at the end of the run.
func parentsEnd() Checker {
	type child struct {
		parent, pointer string
		in              *exchange.Exchange
	}
	all := map[string]child{}
	examined := false
	see := func(x *observation.Observation, say *Recorder) {
		at := x.Jobs.Parent
		if at == "" {
			return
		}
		var slim *exchange.Exchange
		for _, r := range x.Distinct() {
			parent, ok := x.Jobs.Job.Form.Canonical(observation.Text(r.Value(at)))
			if !ok || !r.Has(at) || r.ID() == "" {
				continue
			}
			if !examined {
				examined = true
				say.Kept()
			}
			if _, known := all[r.ID()]; known || len(all) < maxRemembered {
				if slim == nil {
					slim = x.Slim()
				}
				all[r.ID()] = child{parent, r.Pointer + at, slim}
			}
		}
	}
	end := func(say *Recorder) {
		told := map[string]bool{}
		for _, id := range slices.Sorted(maps.Keys(all)) {
			chain := []string{id}
			next := all[id].parent
			for ; next != id && all[next].parent != "" && len(chain) < maxChain && !slices.Contains(chain, next); next = all[next].parent {
				chain = append(chain, next)
			}
			if next != id || told[id] {
				continue
			}
			for _, member := range chain {
				told[member] = true
			}
			say.Broke(Break{
				Expected: "a parent that is another job, and whose parents are not this job", Got: strings.Join(append(chain, id), ", whose parent is "),
				Pointer: all[id].pointer, Record: id, Exchange: all[id].in, Key: "parent",
			})
		}
	}
	return Checker{See: see, End: end}
}
