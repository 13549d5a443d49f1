package mock

import (
	"sync"

	"github.com/ringer-api/ringer/mock/execution"
)

// Births keeps the executions that were asked for with POST: the only state of
// a mock that time does not explain. Replicas that share one Births give the
// same answers. Implementations must be safe for concurrent use.
type Births interface {
	// Add keeps what birth makes of its number among all births ever given to
	// this dataset, counted from 1, and tells which old births it dropped to
	// stay within its bound.
	Add(session, pipeline, dataset string, birth func(nth int) execution.Birth) (added execution.Birth, dropped []execution.Birth, err error)
	// Of lists a dataset's births, oldest first.
	Of(session, pipeline, dataset string) ([]execution.Birth, error)
	// Clear forgets a session.
	Clear(session string) error
}

// NewMemory keeps at most max births in memory, over all sessions; the oldest
// goes first.
func NewMemory(max int) Births {
	return &memory{max: max, worlds: map[string]map[string]*cradle{}}
}

type memory struct {
	max int

	mu     sync.Mutex
	worlds map[string]map[string]*cradle // by session, then dataset
	order  []slot                        // every kept birth, oldest first
}

// cradle holds the births of one dataset.
type cradle struct {
	ever   int // births ever given
	births []execution.Birth
}

// slot tells where the next birth to drop lies.
type slot struct{ session, dataset string }

func (m *memory) Add(session, pipeline, dataset string, birth func(int) execution.Birth) (execution.Birth, []execution.Birth, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	key := pipeline + "/" + dataset
	c := m.cradle(session, key)
	c.ever++
	b := birth(c.ever)
	c.births = append(c.births, b)
	m.order = append(m.order, slot{session, key})
	return b, m.drop(), nil
}

func (m *memory) cradle(session, key string) *cradle {
	world := m.worlds[session]
	if world == nil {
		world = map[string]*cradle{}
		m.worlds[session] = world
	}
	if world[key] == nil {
		world[key] = &cradle{}
	}
	return world[key]
}

// drop takes the oldest births out until the rest fits.
func (m *memory) drop() []execution.Birth {
	var dropped []execution.Birth
	for len(m.order) > m.max {
		oldest := m.order[0]
		m.order = m.order[1:]
		c := m.worlds[oldest.session][oldest.dataset]
		dropped = append(dropped, c.births[0])
		c.births = c.births[1:]
	}
	return dropped
}

func (m *memory) Of(session, pipeline, dataset string) ([]execution.Birth, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	c := m.worlds[session][pipeline+"/"+dataset]
	if c == nil {
		return nil, nil
	}
	return append([]execution.Birth(nil), c.births...), nil
}

func (m *memory) Clear(session string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.worlds, session)
	kept := m.order[:0]
	for _, s := range m.order {
		if s.session != session {
			kept = append(kept, s)
		}
	}
	m.order = kept
	return nil
}
