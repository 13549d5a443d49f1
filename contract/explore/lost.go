package explore

import (
	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// maxLost is how many jobs that a list has shown and that were not found are looked for again.
const maxLost = 3

// Lost are the requests that look again for listed jobs that were not found: for the list, and
// by the id.
func (k *Known) Lost() (all []exchange.Probe) {
	lost := k.lost
	if k.foreseen {
		lost = k.anyLost()
	}
	for _, p := range lost {
		list, _ := k.Looks(k.m.byID[p.Operation].jobs, p, "")
		p.ID, p.Why = p.Operation+".lost", "a job that a list still shows is found"
		if list.Operation != "" {
			list.ID, list.Why = list.Operation+".lost", "whether the list still shows what was not found"
			all = append(all, p, list)
		}
	}
	return all
}

// anyLost are the requests for jobs that may not be found.
func (k *Known) anyLost() (all []exchange.Probe) {
	for _, o := range k.m.reads() {
		if o.jobs != nil && o.place.Role == jobs.GetRole {
			for range maxLost {
				all = append(all, k.read(o, k.foreseenChoice(o)))
			}
		}
	}
	return all
}

// AnyLost reports whether a listed job was not found.
func (k *Known) AnyLost() bool { return len(k.lost) > 0 }
