package contract

import (
	"net/http"
	"slices"

	"github.com/ringer-api/ringer/schemas"
)

// probeConfig is what the plan of a run depends on besides what answers have
// taught.
type probeConfig struct {
	Datasets    []Dataset
	Seed        uint64
	Credentials credentials
}

// phase is a part of a run. What it asks may depend on what earlier phases
// brought in; within a phase the order does not matter.
type phase struct {
	name   string
	probes func(c probeConfig, h *harvest) []Probe
	// polls is how often the same is asked again in between; see polls.
	polls int
}

// phases is the plan of a run: everything that is asked, in order. The polls
// are spread over all of it: about twenty looks at the same list find a fault
// in every tenth answer, and a job that goes back.
var phases = []phase{
	{"valid ids", validProbes, 0},
	{"executions taken from the list", takenProbes, 2},
	{"wrong ids", wrongProbes, 4},
	{"odd ids", oddProbes, 4},
	{"ids that others have a word on", hostileProbes, 2},
	{"methods and paths", routeProbes, 2},
	{"ids made up", drawnProbes, 3},
	{"credentials", credentialProbes, 0},
	{"the list once more", nil, 3},
}

// validProbes ask for what has to be there.
func validProbes(c probeConfig, _ *harvest) []Probe {
	var probes []Probe
	for _, d := range c.Datasets {
		in := d.inputs()
		probes = append(probes,
			Probe{ID: "list", Operation: schemas.List, Inputs: in, Expect: Expect{Kind: Served},
				Why: "the dataset's executions"},
			Probe{ID: "list.gzip", Operation: schemas.List, Inputs: in, Expect: Expect{Kind: Served},
				Header: []Field{{"Accept-Encoding", "gzip"}},
				Why:    "a client that offers compression gets the same list"},
			Probe{ID: "results", Operation: schemas.Results, Inputs: in, Expect: Expect{Kind: Served},
				Why: "the answers of the last execution"},
		)
	}
	return probes
}

// takenPerDataset is how many executions of a list are asked for one by one.
const takenPerDataset = 6

// takenProbes ask for single executions that a list has shown, and for some
// where they do not belong.
func takenProbes(c probeConfig, h *harvest) []Probe {
	var probes []Probe
	for i, d := range c.Datasets {
		for _, id := range h.executions(d, takenPerDataset) {
			probes = append(probes, getProbe("get", d, id))
		}
		other := c.Datasets[(i+1)%len(c.Datasets)]
		if ids := h.executions(d, 1); len(ids) > 0 && !other.same(d) && !h.lists(other, ids[0]) {
			p := getProbe("get.elsewhere", other, ids[0])
			p.Expect.Kind, p.Why = Unknown, "an execution of another dataset is not found here"
			probes = append(probes, p)
		}
	}
	return probes
}

func getProbe(id string, d Dataset, execution string) Probe {
	return Probe{
		ID: id, Operation: schemas.Get, Expect: Expect{Kind: Served},
		Inputs: Inputs{d.PipelineID, d.EvalDatasetID, execution},
		Why:    "an execution that the list has shown can be asked for by its id",
	}
}

// polls ask the same again: the list each time, the results and single
// executions, those first that still move, by turns.
func polls(c probeConfig, h *harvest, from, n int) []Probe {
	var probes []Probe
	for i := from; i < from+n; i++ {
		d := c.Datasets[i%len(c.Datasets)]
		probes = append(probes, Probe{
			ID: "list.again", Operation: schemas.List, Inputs: d.inputs(), Expect: Expect{Kind: Served},
			Why: "the same list a little later: jobs may have moved on, but not back",
		})
		if ids := h.executions(d, 2); len(ids) > 0 {
			probes = append(probes, getProbe("get.again", d, ids[i/2%len(ids)]))
		}
		if i%2 == 0 {
			probes = append(probes, Probe{
				ID: "results.again", Operation: schemas.Results, Inputs: d.inputs(), Expect: Expect{Kind: Served},
				Why: "the same results a little later",
			})
		}
	}
	return probes
}

// spread puts the second probes evenly between the first.
func spread(first, second []Probe) []Probe {
	all := make([]Probe, 0, len(first)+len(second))
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
func routeProbes(c probeConfig, _ *harvest) []Probe {
	real := c.Datasets[0].inputs()
	none := Inputs{notUUID, notUUID, notUUID}
	probes := []Probe{{
		ID: "unknown-path", Operation: schemas.List, Inputs: real, Suffix: "/result/no-such-path",
		Expect: Expect{Kind: NoRoute}, Why: "a path that is not documented leads nowhere",
	}}
	for _, m := range []struct {
		operation, method string
		in                Inputs
	}{
		{schemas.List, "PROPFIND", real}, {schemas.Results, "PROPFIND", real},
		{schemas.List, http.MethodDelete, none}, {schemas.List, http.MethodPut, none},
		{schemas.List, http.MethodPatch, none}, {schemas.Results, http.MethodPost, none},
		{schemas.Results, http.MethodDelete, none}, {schemas.Get, http.MethodDelete, none},
		{schemas.Get, http.MethodPut, none},
	} {
		probes = append(probes, Probe{
			ID: m.operation + "." + m.method, Operation: m.operation, Method: m.method, Inputs: m.in,
			Expect: Expect{Kind: NoMethod}, Why: "a method that is not documented is not served",
		})
	}
	return probes
}

// listProbes ask each dataset for its executions.
func listProbes(c probeConfig, h *harvest) []Probe {
	return slices.DeleteFunc(validProbes(c, h), func(p Probe) bool { return p.ID != "list" })
}
