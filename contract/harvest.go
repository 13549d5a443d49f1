package contract

import "github.com/ringer-api/ringer/schemas"

// harvest is what a run has learned that later probes may use.
type harvest struct {
	ids map[Dataset][]string // executions as their list shows them
}

// learn takes the executions out of a list that was served.
func (h *harvest) learn(x *Exchange) {
	d, ok := x.Probe.Inputs.dataset()
	if !ok || x.Probe.Operation != schemas.List || len(h.ids[d]) > 0 {
		return
	}
	for _, r := range x.records() {
		if id, ok := r.Text("id"); ok {
			if h.ids == nil {
				h.ids = map[Dataset][]string{}
			}
			h.ids[d] = append(h.ids[d], id)
		}
	}
}

// executions gives up to so many executions of a dataset, spread evenly over
// its list, first and last included.
func (h *harvest) executions(d Dataset, most int) []string {
	in, _ := Inputs{PipelineID: d.PipelineID, EvalDatasetID: d.EvalDatasetID}.dataset()
	all := h.ids[in]
	if len(all) <= most {
		return all
	}
	if most == 1 {
		return all[:1]
	}
	var some []string
	for i := range most {
		some = append(some, all[i*(len(all)-1)/(most-1)])
	}
	return some
}

// anyExecution is an execution of the dataset, or a made-up id when none is known.
func (h *harvest) anyExecution(d Dataset) string {
	if ids := h.executions(d, 1); len(ids) > 0 {
		return ids[0]
	}
	return "b1e5c0de-0000-4000-8000-000000000000"
}
