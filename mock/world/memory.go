package world

import (
	"cmp"
	"slices"
	"sync"
)

// maxBirthBytes limits the memory of births and their requests: ten thousand of the usual
// size take a tenth of it.
const maxBirthBytes = 256 << 20

// NewMemory keeps state in memory: at most max births, and 256 MiB of them, over all
// sessions. Beyond that, the oldest birth of the session that has the most is evicted, so
// that a busy session does not take space from a quiet one.
func NewMemory(max int) Store {
	return &memory{max: max, bySession: map[string]*sessionBirths{}, states: states{of: map[string]*state{}}}
}

// memory has births of all sessions, limited together, and the patches and counters of
// each session. A birth may use the latter while the lock of the former is held.
type memory struct {
	states
	max int

	mu        sync.Mutex
	kept      int
	bytes     int
	bySession map[string]*sessionBirths // by session name
}

// sessionBirths are the births of one session.
type sessionBirths struct {
	collections map[Scope]*births
	order       []*births // the collection of every kept birth, oldest first
	bytes       int
	// total is the highest number given in a collection that was evicted since.
	total int
}

// births are those of one collection.
type births struct {
	collection Scope
	total      int // the highest number given
	kept       []Birth
}

func (m *memory) Add(
	session string, of Scope, birth func(int) Birth,
) (Birth, []Birth, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	n := m.bySession[session]
	if n == nil {
		n = &sessionBirths{collections: map[Scope]*births{}}
		m.bySession[session] = n
	}
	d := n.collection(of)
	d.total++
	b := birth(d.total)
	d.kept = append(d.kept, b)
	n.order = append(n.order, d)
	m.weigh(n, 1, b)
	dropped := m.drop()
	m.changed(session)
	return b, dropped, nil
}

// collection returns the births of a collection, and adds it if needed. Its numbers continue
// after those of evicted collections: it may have been one of them.
func (n *sessionBirths) collection(of Scope) *births {
	d := n.collections[of]
	if d == nil {
		d = &births{collection: of, total: n.total}
		n.collections[of] = d
	}
	return d
}

// weigh adds the size of a birth to the totals; a count of -1 subtracts it.
func (m *memory) weigh(n *sessionBirths, count int, b Birth) {
	size := count * b.Weight()
	m.kept += count
	m.bytes += size
	n.bytes += size
}

func (m *memory) Births(session string, of Scope) ([]Birth, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	n := m.bySession[session]
	if n == nil || n.collections[of] == nil {
		return nil, nil
	}
	return slices.Clone(n.collections[of].kept), nil
}

func (m *memory) Scopes(session, resource string) ([]Scope, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var all []Scope
	if n := m.bySession[session]; n != nil {
		for of := range n.collections {
			if of.Resource == resource {
				all = append(all, of)
			}
		}
	}
	slices.SortFunc(all, func(a, b Scope) int { return cmp.Compare(a.Params.text, b.Params.text) })
	return all, nil
}

func (m *memory) Clear(session string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if n := m.bySession[session]; n != nil {
		m.kept -= len(n.order)
		m.bytes -= n.bytes
		delete(m.bySession, session)
	}
	m.states.clear(session)
	return nil
}
