// Package probe plans the requests of a check, as data: its phases, the probes of each
// phase, and what they learn from earlier responses.
package probe

import (
	"net/http"
	"slices"
	"time"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/schemas"
)

// Config is what the plan of a run depends on, besides what was learned from responses.
type Config struct {
	Datasets    []exchange.Dataset
	Seed        uint64
	Credentials exchange.Credentials
	// Methods are the methods that are documented for the path of an operation, by its id.
	Methods map[string][]string
	Settle  time.Duration // how late something may be
}

// Phase is a part of a run, which sends one kind of probe. Its probes may depend on the
// responses of earlier phases; within a phase the order does not matter.
type Phase struct {
	Name string
	// Why is what its responses show, in a few words.
	Why    string
	Probes func(c Config, h *Learned) []exchange.Probe
	// Polls is how often earlier requests are repeated in between; see the function Polls.
	Polls int
}

// Phases is the plan of a run: all probes, in order. The polls are spread over all of it:
// about twenty requests for the same list find a fault in every tenth response, and a job
// that returns to an earlier state.
var Phases = []Phase{
	{"valid ids", "what exists is served", validProbes, 0},
	{"executions of the list", "what is listed can be fetched", takenProbes, 2},
	{"invalid ids", "ids that are not UUIDs are refused", wrongProbes, 4},
	{"unusual ids", "unusual UUIDs are served or properly refused", unusualProbes, 4},
	{"hostile ids", "no id makes the service fail", hostileProbes, 2},
	{"methods and paths", "what is not documented is not served", routeProbes, 2},
	{"random invalid ids", "other ids that are not UUIDs are refused too", drawnProbes, 3},
	{"credentials", "nothing is served without the credential", credentialProbes, 0},
	{"the list again", "jobs move on, but not back", nil, 3},
}

// The other kinds of probes of a run; those without Probes depend on single responses.
var (
	LookingForDatasets = Phase{Name: "looking for datasets", Why: "the service lists what to check"}
	FoundDatasets      = Phase{Name: "datasets found", Why: "which of them have executions", Probes: Lists}
	Refusals           = Phase{Name: "requests that must be refused", Why: "invalid creates are refused"}
	Creates            = Phase{Name: "starting an execution", Why: "valid creates start executions"}
	Looks              = Phase{Name: "watching the execution", Why: "executions that were started are shown until they end"}
	CreatedResults     = Phase{Name: "results of the execution", Why: "executions that ended well have results"}
	Cancels            = Phase{Name: "cancelling executions", Why: "nothing that the check has started is left running"}
	Minimizing         = Phase{Name: "smaller requests", Why: "the smallest id that still shows a finding"}
)

// All returns the phase's probes with its polls in between; earlier is how many polls the
// phases before had.
func (p Phase) All(c Config, h *Learned, earlier int) []exchange.Probe {
	var probes []exchange.Probe
	if p.Probes != nil {
		probes = p.Probes(c, h)
	}
	return Spread(probes, Polls(c, h, earlier, p.Polls))
}

// validProbes request what must exist.
func validProbes(c Config, _ *Learned) []exchange.Probe {
	var probes []exchange.Probe
	for _, d := range c.Datasets {
		in := d.Inputs()
		probes = append(probes,
			exchange.Probe{ID: "list", Operation: schemas.List, Inputs: in, Expect: exchange.Expect{Kind: exchange.Served},
				Why: "the dataset's executions"},
			exchange.Probe{ID: "list.gzip", Operation: schemas.List, Inputs: in, Expect: exchange.Expect{Kind: exchange.Served},
				Header: []exchange.Field{{Name: "Accept-Encoding", Value: "gzip"}},
				Why:    "a client that offers compression gets the same list"},
			exchange.Probe{ID: "results", Operation: schemas.Results, Inputs: in, Expect: exchange.Expect{Kind: exchange.Served},
				Why: "the results of the last execution"},
		)
	}
	return probes
}

// takenPerDataset is how many executions of a list are requested one by one.
const takenPerDataset = 6

// takenProbes request single executions that were in a list, and some of them in a
// dataset that they do not belong to.
func takenProbes(c Config, h *Learned) []exchange.Probe {
	var probes []exchange.Probe
	for i, d := range c.Datasets {
		for _, id := range h.executions(d, takenPerDataset) {
			probes = append(probes, h.get(c, "get", d, id))
		}
		other := c.Datasets[(i+1)%len(c.Datasets)]
		if ids := h.executions(d, 1); len(ids) > 0 && !other.Same(d) && !h.lists(other, ids[0]) {
			p := Get("get.elsewhere", other, ids[0])
			p.Expect.Kind, p.Why = exchange.Unknown, "an execution of another dataset is not found here"
			probes = append(probes, p)
		}
	}
	return probes
}

// Get returns a probe that requests an execution by its id.
func Get(id string, d exchange.Dataset, execution string) exchange.Probe {
	return exchange.Probe{
		ID: id, Operation: schemas.Get, Expect: exchange.Expect{Kind: exchange.Served},
		Inputs: exchange.Inputs{PipelineID: d.PipelineID, EvalDatasetID: d.EvalDatasetID, ExecutionID: execution},
		Why:    "an execution from the list can be fetched by its id",
	}
}

// get is Get for an execution that a list has shown.
func (h *Learned) get(c Config, id string, d exchange.Dataset, execution string) exchange.Probe {
	p := Get(id, d, execution)
	p.Fresh = h.fresh(d, execution, c.Settle)
	return p
}

// Polls returns probes that repeat requests: the list each time, and single executions,
// those that may still change first, and every other time the results.
func Polls(c Config, h *Learned, from, n int) []exchange.Probe {
	var probes []exchange.Probe
	for i := from; i < from+n; i++ {
		d := c.Datasets[i%len(c.Datasets)]
		probes = append(probes, exchange.Probe{
			ID: "list.again", Operation: schemas.List, Inputs: d.Inputs(), Expect: exchange.Expect{Kind: exchange.Served},
			Why: "the same list a little later: jobs may have moved on, but not back",
		})
		if ids := h.executions(d, 2); len(ids) > 0 {
			probes = append(probes, h.get(c, "get.again", d, ids[i/2%len(ids)]))
		}
		if i%2 == 0 {
			probes = append(probes, exchange.Probe{
				ID: "results.again", Operation: schemas.Results, Inputs: d.Inputs(), Expect: exchange.Expect{Kind: exchange.Served},
				Why: "the same results a little later",
			})
		}
	}
	return probes
}

// Spread returns the first probes with the second spread evenly among them.
func Spread(first, second []exchange.Probe) []exchange.Probe {
	all := make([]exchange.Probe, 0, len(first)+len(second))
	taken := 0
	for i, p := range first {
		for ; taken*len(first) < i*len(second); taken++ {
			all = append(all, second[taken])
		}
		all = append(all, p)
	}
	return append(all, second[taken:]...)
}

// routeProbes request methods and paths that do not exist. Methods that could change
// something are only sent with ids that nothing can have.
func routeProbes(c Config, _ *Learned) []exchange.Probe {
	real := c.Datasets[0].Inputs()
	none := exchange.Inputs{PipelineID: notUUID, EvalDatasetID: notUUID, ExecutionID: notUUID}
	probes := []exchange.Probe{{
		ID: "unknown-path", Operation: schemas.List, Inputs: real, Suffix: "/result/no-such-path",
		Expect: exchange.Expect{Kind: exchange.NoRoute}, Why: "a path that is not documented is not served",
	}}
	for _, m := range []struct {
		operation, method string
		in                exchange.Inputs
	}{
		{schemas.List, "PROPFIND", real}, {schemas.Results, "PROPFIND", real},
		{schemas.List, http.MethodDelete, none}, {schemas.List, http.MethodPut, none},
		{schemas.List, http.MethodPatch, none}, {schemas.Results, http.MethodPost, none},
		{schemas.Results, http.MethodDelete, none}, {schemas.Get, http.MethodDelete, none},
		{schemas.Get, http.MethodPut, none},
	} {
		if slices.Contains(c.Methods[m.operation], m.method) {
			continue
		}
		probes = append(probes, exchange.Probe{
			ID: m.operation + "." + m.method, Operation: m.operation, Method: m.method, Inputs: m.in,
			Expect: exchange.Expect{Kind: exchange.NoMethod}, Why: "a method that is not documented is not served",
		})
	}
	return probes
}

// Lists returns probes that request the executions of each dataset.
func Lists(c Config, h *Learned) []exchange.Probe {
	return slices.DeleteFunc(validProbes(c, h), func(p exchange.Probe) bool { return p.ID != "list" })
}
