package world

import (
	"cmp"
	"maps"
	"slices"
)

// maxPatchBytes limits the memory of all patches: an update of a resource keeps what it wrote.
const maxPatchBytes = 256 << 20

// dropPatches removes jobs until the patches are within their limit, and returns their keys: the
// oldest of the session whose patches take the most, but not the one that was just set. A job
// goes as a whole: without its patch alone it would be as it was before its update.
func (s *states) dropPatches(session, id string) []string {
	var dropped []string
	for s.bytes > maxPatchBytes {
		name, oldest := s.oldestPatch(session, id)
		if oldest == "" {
			break
		}
		kept := s.session(name) // its revision changes
		s.put(kept, oldest, &Patch{Gone: true})
		dropped = append(dropped, oldest)
	}
	return dropped
}

// oldestPatch returns what to remove next; an empty id for nothing.
func (s *states) oldestPatch(session, id string) (name, oldest string) {
	names := slices.SortedFunc(maps.Keys(s.of), func(a, b string) int {
		return cmp.Or(cmp.Compare(s.of[b].bytes, s.of[a].bytes), cmp.Compare(a, b))
	})
	for _, name := range names {
		kept := s.of[name]
		for other, p := range kept.patches {
			if !p.Gone && (name != session || other != id) && (oldest == "" || kept.since[other] < kept.since[oldest]) {
				oldest = other
			}
		}
		if oldest != "" {
			return name, oldest
		}
	}
	return "", ""
}
