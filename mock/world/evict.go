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
