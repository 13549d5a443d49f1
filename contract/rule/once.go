package rule

import (
	"fmt"
	"net/http"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
)

// createdOnce: other users create jobs as well, so only a request that nobody else can have sent
// is judged: its body has texts with a marker, and another job has all of them.
func createdOnce() Checker {
	all := beginnings{}
	first := map[string]*exchange.Exchange{}
	return Checker{See: func(x *observation.Observation, say *Recorder) {
		if b, ok := CreatedBy(x); ok && x.Probe.Marked && len(all) < maxAmbiguous {
			all[b.ID()] = b
			return
		}
		if x.Role != observation.RoleList || x.Status() != http.StatusOK {
			return
		}
		for id, b := range all {
			if _, shown := x.Shows(id); !shown || !b.at(x) {
				continue
			}
			others := 0
			for _, r := range x.Distinct() {
				different, compared := r.Jobs.Creator.Echo(b.Requested, r)
				if different != nil || !compared || r.ID() == id {
					continue
				}
				others++
				if first[r.ID()] == nil { // asked for twice: the first may be the list of a moment
					first[r.ID()] = x.Slim()
					continue
				}
				say.Broke(Break{
					Expected: fmt.Sprintf("one %s for the request that created %s", r.Jobs.Noun, id),
					Got:      fmt.Sprintf("%s as well, with the same texts that only this request has", r.ID()),
					Pointer:  r.Pointer, Record: r.ID(), Key: "twice", Against: b.in,
				})
			}
			if others == 0 {
				say.Kept()
			}
		}
	}}
}
