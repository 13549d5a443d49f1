// Package probe is what a check asks, as data: a plan of phases, the probes of each, and
// what they may learn from earlier answers.
package probe

import (
	"net/http"
	"slices"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/schemas"
)

// Config is what the plan of a run depends on besides what answers have
// taught.
type Config struct {
	Datasets    []exchange.Dataset
	Seed        uint64
	Credentials exchange.Credentials
}

// Phase is a part of a run. What it asks may depend on what earlier phases
// brought in; within a phase the order does not matter.
type Phase struct {
	Name   string
	Probes func(c Config, h *Learned) []exchange.Probe
	// Polls is how often the same is asked again in between; see Polls.
	Polls int
}

// Phases is the plan of a run: everything that is asked, in order. The polls
// are spread over all of it: about twenty looks at the same list find a fault
// in every tenth answer, and a job that goes back.
var Phases = []Phase{
	{"valid ids", validProbes, 0},
	{"executions taken from the list", takenProbes, 2},
	{"wrong ids", wrongProbes, 4},
	{"odd ids", unusualProbes, 4},
	{"ids that others have a word on", hostileProbes, 2},
	{"methods and paths", routeProbes, 2},
	{"ids made up", drawnProbes, 3},
	{"credentials", credentialProbes, 0},
	{"the list once more", nil, 3},
}

// validProbes ask for what has to be there.
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

// takenPerDataset is how many executions of a list are asked for one by one.
const takenPerDataset = 6

// takenProbes ask for single executions that a list has shown, and for some
// where they do not belong.
func takenProbes(c Config, h *Learned) []exchange.Probe {
	var probes []exchange.Probe
	for i, d := range c.Datasets {
		for _, id := range h.executions(d, takenPerDataset) {
			probes = append(probes, Get("get", d, id))
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

// Get asks for an execution by its id.
func Get(id string, d exchange.Dataset, execution string) exchange.Probe {
	return exchange.Probe{
		ID: id, Operation: schemas.Get, Expect: exchange.Expect{Kind: exchange.Served},
		Inputs: exchange.Inputs{PipelineID: d.PipelineID, EvalDatasetID: d.EvalDatasetID, ExecutionID: execution},
		Why:    "an execution from the list can be fetched by its id",
	}
}

// Polls ask the same again: the list each time, the results and single
// executions, those first that still move, by turns.
func Polls(c Config, h *Learned, from, n int) []exchange.Probe {
	var probes []exchange.Probe
	for i := from; i < from+n; i++ {
		d := c.Datasets[i%len(c.Datasets)]
		probes = append(probes, exchange.Probe{
			ID: "list.again", Operation: schemas.List, Inputs: d.Inputs(), Expect: exchange.Expect{Kind: exchange.Served},
			Why: "the same list a little later: jobs may have moved on, but not back",
		})
		if ids := h.executions(d, 2); len(ids) > 0 {
			probes = append(probes, Get("get.again", d, ids[i/2%len(ids)]))
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

// Spread puts the second probes evenly between the first.
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

// routeProbes ask for methods and paths that do not exist. Methods that could
// change something are only sent with ids that nothing can have.
func routeProbes(c Config, _ *Learned) []exchange.Probe {
	real := c.Datasets[0].Inputs()
	none := exchange.Inputs{PipelineID: notUUID, EvalDatasetID: notUUID, ExecutionID: notUUID}
	probes := []exchange.Probe{{
		ID: "unknown-path", Operation: schemas.List, Inputs: real, Suffix: "/result/no-such-path",
		Expect: exchange.Expect{Kind: exchange.NoRoute}, Why: "a path that is not documented leads nowhere",
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
		probes = append(probes, exchange.Probe{
			ID: m.operation + "." + m.method, Operation: m.operation, Method: m.method, Inputs: m.in,
			Expect: exchange.Expect{Kind: exchange.NoMethod}, Why: "a method that is not documented is not served",
		})
	}
	return probes
}

// Lists ask each dataset for its executions.
func Lists(c Config, h *Learned) []exchange.Probe {
	return slices.DeleteFunc(validProbes(c, h), func(p exchange.Probe) bool { return p.ID != "list" })
}
