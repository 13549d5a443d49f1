package mock

import (
	"maps"
	"slices"
	"sync"

	"github.com/ringer-api/ringer/mock/execution"
)

// maxBirthBytes bounds what births remember of their requests: ten thousand
// of the usual size are a tenth of it.
const maxBirthBytes = 256 << 20

// NewMemory keeps at most max births in memory, and 256 MiB, over all
// sessions. Where there are more, the oldest of the session that has most goes
// first, so that a busy session does not take from a quiet one.
func NewMemory(max int) Births {
	return &memory{max: max, worlds: map[string]*world{}}
}

type memory struct {
	max int

	mu     sync.Mutex
	kept   int
	bytes  int
	worlds map[string]*world // by session
}

// world holds the births of one session.
type world struct {
	cradles map[string]*cradle // by dataset
	order   []*cradle          // that of every kept birth, oldest first
	bytes   int
	// ever is the highest number given in a cradle that was forgotten since.
	ever int
}

// cradle holds the births of one dataset.
type cradle struct {
	dataset string
	ever    int // the highest number given
	births  []execution.Birth
}

func (m *memory) Add(
	session, pipeline, dataset string, birth func(int) execution.Birth,
) (execution.Birth, []execution.Birth, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	w := m.worlds[session]
	if w == nil {
		w = &world{cradles: map[string]*cradle{}}
		m.worlds[session] = w
	}
	c := w.cradle(pipeline + "/" + dataset)
	c.ever++
	b := birth(c.ever)
	c.births = append(c.births, b)
	w.order = append(w.order, c)
	m.weigh(w, 1, &b)
	return b, m.drop(), nil
}

// cradle is that of a dataset, made where there is none. It counts on from
// those that were forgotten: the dataset may have had one of them.
func (w *world) cradle(dataset string) *cradle {
	c := w.cradles[dataset]
	if c == nil {
		c = &cradle{dataset: dataset, ever: w.ever}
		w.cradles[dataset] = c
	}
	return c
}

// weigh counts a birth in, or out.
func (m *memory) weigh(w *world, n int, b *execution.Birth) {
	const fixed, question = 512, 52
	size := n * (fixed + question*len(b.QuestionIDs) + len(b.Prompt))
	m.kept += n
	m.bytes += size
	w.bytes += size
}

// drop takes births out until the rest fits.
func (m *memory) drop() []execution.Birth {
	var dropped []execution.Birth
	for m.kept > m.max {
		w := m.fullest(func(w *world) int { return len(w.order) })
		dropped = append(dropped, m.dropOldest(w))
	}
	for m.bytes > maxBirthBytes && m.kept > 1 {
		w := m.fullest(func(w *world) int { return w.bytes })
		dropped = append(dropped, m.dropOldest(w))
	}
	return dropped
}

// dropOldest takes out a session's oldest birth, and its cradle with the last.
func (m *memory) dropOldest(w *world) execution.Birth {
	c := w.order[0]
	w.order[0], w.order = nil, w.order[1:]
	b := c.births[0]
	c.births[0], c.births = execution.Birth{}, c.births[1:]
	if len(c.births) == 0 {
		w.ever = max(w.ever, c.ever)
		delete(w.cradles, c.dataset)
	}
	m.weigh(w, -1, &b)
	return b
}

// fullest is the session with most; of several the first by name.
func (m *memory) fullest(has func(*world) int) *world {
	var fullest *world
	for _, name := range slices.Sorted(maps.Keys(m.worlds)) {
		if w := m.worlds[name]; fullest == nil || has(w) > has(fullest) {
			fullest = w
		}
	}
	return fullest
}

func (m *memory) Of(session, pipeline, dataset string) ([]execution.Birth, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	w := m.worlds[session]
	if w == nil || w.cradles[pipeline+"/"+dataset] == nil {
		return nil, nil
	}
	return slices.Clone(w.cradles[pipeline+"/"+dataset].births), nil
}

func (m *memory) Clear(session string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if w := m.worlds[session]; w != nil {
		m.kept -= len(w.order)
		m.bytes -= w.bytes
		delete(m.worlds, session)
	}
	return nil
}
