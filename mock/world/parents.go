package world

import (
	"cmp"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/schemas"
)

// Parents returns for each operation the other resources that its path names, the outermost
// first: those below whose own path its path is.
func (rs *Resources) Parents(d *schemas.Description) map[string][]*Resource {
	all := map[string][]*Resource{}
	for _, op := range d.Operations() {
		depth := map[*Resource]int{}
		for _, r := range rs.all {
			if r.ID == nil || r.ID.Parameter == "" || r == rs.places[op.ID].Resource {
				continue
			}
			for _, get := range r.Gets {
				if strings.HasPrefix(op.Path, get.Path+"/") && strings.HasSuffix(get.Path, "{"+r.ID.Parameter+"}") {
					depth[r] = len(get.Path)
				}
			}
		}
		for r := range depth {
			all[op.ID] = append(all[op.ID], r)
		}
		slices.SortFunc(all[op.ID], func(a, b *Resource) int { return cmp.Compare(depth[a], depth[b]) })
	}
	return all
}
