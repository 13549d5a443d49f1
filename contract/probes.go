package contract

import (
	"net/http"

	"github.com/ringer-api/ringer/schemas"
)

// phase is a part of a run. What it asks may depend on what earlier phases
// brought in; within a phase the order does not matter.
type phase struct {
	name   string
	probes func(t Target, h *harvest) []Probe
}

// phases is the plan of a run: everything that is asked, in order.
var phases = []phase{
	{"valid ids", validProbes},
	{"executions taken from the list", takenProbes},
	{"wrong ids", wrongProbes},
	{"methods and paths", routeProbes},
	{"the list once more", laterProbes},
}

// validProbes ask for what has to be there.
func validProbes(t Target, _ *harvest) []Probe {
	var probes []Probe
	for _, d := range t.Datasets {
		in := Inputs{PipelineID: d.PipelineID, EvalDatasetID: d.EvalDatasetID}
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
const takenPerDataset = 1

// takenProbes ask for single executions that a list has shown.
func takenProbes(t Target, h *harvest) []Probe {
	var probes []Probe
	for _, d := range t.Datasets {
		for _, id := range h.executions(d, takenPerDataset) {
			probes = append(probes, Probe{
				ID: "get", Operation: schemas.Get, Expect: Expect{Kind: Served},
				Inputs: Inputs{d.PipelineID, d.EvalDatasetID, id},
				Why:    "an execution that the list has shown can be asked for by its id",
			})
		}
	}
	return probes
}

// notUUID cannot be the id of anything, in any form the framework accepts.
const notUUID = "not-a-uuid"

// wrongProbes put a wrong id into each place, and into all at once.
func wrongProbes(t Target, h *harvest) []Probe {
	d := t.Datasets[0]
	good := Inputs{d.PipelineID, d.EvalDatasetID, h.anyExecution(d)}
	dataset := [][]string{{pipelineID}, {evalDatasetID}, {pipelineID, evalDatasetID}}
	execution := [][]string{
		{pipelineID}, {evalDatasetID}, {executionID}, {pipelineID, evalDatasetID, executionID},
	}
	var probes []Probe
	for _, o := range []struct {
		operation string
		wrong     [][]string
	}{{schemas.List, dataset}, {schemas.Results, dataset}, {schemas.Get, execution}} {
		for _, wrong := range o.wrong {
			probes = append(probes, wrongProbe(o.operation, good, wrong))
		}
	}
	return probes
}

func wrongProbe(operation string, in Inputs, wrong []string) Probe {
	p := Probe{ID: operation + ".bad", Operation: operation, Expect: Expect{Kind: Refused},
		Why: "an id that is no UUID is refused, and the refusal names it"}
	for _, name := range wrong {
		switch name {
		case pipelineID:
			in.PipelineID = notUUID
		case evalDatasetID:
			in.EvalDatasetID = notUUID
		case executionID:
			in.ExecutionID = notUUID
		}
		p.ID += "-" + name
		p.Expect.Wrong = append(p.Expect.Wrong, Input{"path", name})
	}
	p.Inputs = in
	return p
}

// routeProbes ask for methods and paths that do not exist. Methods that could
// change something are only sent with ids that nothing can have.
func routeProbes(t Target, _ *harvest) []Probe {
	d := t.Datasets[0]
	real := Inputs{PipelineID: d.PipelineID, EvalDatasetID: d.EvalDatasetID}
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
		{schemas.Results, http.MethodPost, none}, {schemas.Get, http.MethodDelete, none},
	} {
		probes = append(probes, Probe{
			ID: m.operation + "." + m.method, Operation: m.operation, Method: m.method, Inputs: m.in,
			Expect: Expect{Kind: NoMethod}, Why: "a method that is not documented is not served",
		})
	}
	return probes
}

// laterProbes look again, for what must not have changed in between.
func laterProbes(t Target, _ *harvest) []Probe {
	var probes []Probe
	for _, d := range t.Datasets {
		probes = append(probes, Probe{
			ID: "list.again", Operation: schemas.List, Expect: Expect{Kind: Served},
			Inputs: Inputs{PipelineID: d.PipelineID, EvalDatasetID: d.EvalDatasetID},
			Why:    "the same list a little later: jobs may have moved on, but not back",
		})
	}
	return probes
}
