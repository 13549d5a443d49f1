package world

import (
	"cmp"
	"maps"
	"slices"
)

// drop evicts births until the rest is within the limits.
func (m *memory) drop() []Birth {
	var dropped []Birth
	for m.kept > m.max {
		dropped = append(dropped, m.dropOldest(func(n *sessionBirths) int { return len(n.order) }))
	}
	for m.bytes > maxBirthBytes && m.kept > 1 {
		dropped = append(dropped, m.dropOldest(func(n *sessionBirths) int { return n.bytes }))
	}
	return dropped
}

// dropOldest evicts the oldest birth of the session that has the most, and removes its
// collection and session when they have no more births.
func (m *memory) dropOldest(has func(*sessionBirths) int) Birth {
	session := m.fullest(has)
	n := m.bySession[session]
	d := n.order[0]
	n.order[0], n.order = nil, n.order[1:]
	b := d.kept[0]
	d.kept[0], d.kept = nil, d.kept[1:]
	if len(d.kept) == 0 {
		n.total = max(n.total, d.total)
		delete(n.collections, d.collection)
	}
	m.weigh(n, -1, b)
	m.changed(session)
	return b
}

// fullest returns the session that has the most; of several the first by name.
func (m *memory) fullest(has func(*sessionBirths) int) string {
	return slices.MaxFunc(slices.Sorted(maps.Keys(m.bySession)), func(a, b string) int {
		return cmp.Compare(has(m.bySession[a]), has(m.bySession[b]))
	})
}

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
