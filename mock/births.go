package mock

import (
	"maps"
	"slices"
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

// NewMemory keeps at most max births in memory, over all sessions. Where there
// are more, the oldest of the session that has most goes first, so that a busy
// session does not take from a quiet one.
func NewMemory(max int) Births {
	return &memory{max: max, worlds: map[string]*world{}}
}

type memory struct {
	max int

	mu     sync.Mutex
	kept   int
	worlds map[string]*world // by session
}

// world holds the births of one session.
type world struct {
	datasets map[string]*cradle
	order    []string // the dataset of every kept birth, oldest first
}

// cradle holds the births of one dataset.
type cradle struct {
	ever   int // births ever given
	births []execution.Birth
}

func (m *memory) Add(
	session, pipeline, dataset string, birth func(int) execution.Birth,
) (execution.Birth, []execution.Birth, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	w := m.worlds[session]
	if w == nil {
		w = &world{datasets: map[string]*cradle{}}
		m.worlds[session] = w
	}
	key := pipeline + "/" + dataset
	c := w.datasets[key]
	if c == nil {
		c = &cradle{}
		w.datasets[key] = c
	}
	c.ever++
	b := birth(c.ever)
	c.births = append(c.births, b)
	w.order = append(w.order, key)
	m.kept++
	return b, m.drop(), nil
}

// drop takes births out until the rest fits.
func (m *memory) drop() []execution.Birth {
	var dropped []execution.Birth
	for m.kept > m.max {
		w := m.fullest()
		c := w.datasets[w.order[0]]
		w.order = w.order[1:]
		dropped = append(dropped, c.births[0])
		c.births = c.births[1:]
		m.kept--
	}
	return dropped
}

// fullest is the session with most births; of several the first by name.
func (m *memory) fullest() *world {
	var fullest *world
	for _, name := range slices.Sorted(maps.Keys(m.worlds)) {
		if w := m.worlds[name]; fullest == nil || len(w.order) > len(fullest.order) {
			fullest = w
		}
	}
	return fullest
}

func (m *memory) Of(session, pipeline, dataset string) ([]execution.Birth, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	w := m.worlds[session]
	if w == nil || w.datasets[pipeline+"/"+dataset] == nil {
		return nil, nil
	}
	return slices.Clone(w.datasets[pipeline+"/"+dataset].births), nil
}

func (m *memory) Clear(session string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if w := m.worlds[session]; w != nil {
		m.kept -= len(w.order)
		delete(m.worlds, session)
	}
	return nil
}
