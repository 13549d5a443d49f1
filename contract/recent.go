package contract

import "slices"

// recent holds the last answer to each question that was served, so that a
// finding about several answers can show what the others said. It is bounded.
type recent struct{ exchanges []*Exchange }

const (
	maxRecent     = 32
	maxRecentBody = 256 << 10
)

func (r *recent) add(x *Exchange) {
	if x.Probe.Expect.Kind != Served || !success(x.status()) || len(x.Answer.Content) > maxRecentBody {
		return
	}
	r.exchanges = slices.DeleteFunc(r.exchanges, func(o *Exchange) bool {
		return o.Probe.Operation == x.Probe.Operation && o.Probe.Inputs == x.Probe.Inputs
	})
	if len(r.exchanges) == maxRecent {
		r.exchanges = r.exchanges[1:]
	}
	r.exchanges = append(r.exchanges, x)
}

// before are the answers about the same dataset that are known, oldest
// first, with their secrets replaced.
func (r *recent) before(x *Exchange, hide redactor) []*Exchange {
	var before []*Exchange
	dataset, ok := x.Probe.Inputs.dataset()
	for _, o := range r.exchanges {
		if d, also := o.Probe.Inputs.dataset(); ok && also && d == dataset && o != x {
			before = append(before, o.redacted(o.hiding(hide)))
		}
	}
	return before
}
