package lifecycle

import (
	"cmp"
	"maps"
	"slices"
	"sync"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

// Plan is a resource of the model, compiled once; records when they are first used. It is
// safe for concurrent use.
type Plan struct {
	Resource   *jobs.Resource
	names      vocabulary.Names
	states     []*jobs.State
	index      map[string]int
	next       [][]edge // by state
	before     [][]int
	operations map[jobs.Operation]*schemas.Operation

	first  func() int // index of the state at creation; -1 without states
	form   func() idForm
	inputs func() []schemas.Definition
	main   func() *Record

	lazy    sync.Mutex
	records map[jobs.Operation]*Record
	schemas map[schemas.Definition]*Record
	pages   map[jobs.Operation]*Pages
}

// edge is a transition of the model.
type edge struct{ to, weight int }

// names is the vocabulary, shared by all plans.
var names = sync.OnceValue(vocabulary.NewNames)

// New compiles a resource. The description may be nil: then nothing is known about the
// schemas of its records.
func New(r *jobs.Resource, d *schemas.Description) *Plan {
	return newPlan(r, operationsOf(d))
}

// Plans compiles all resources of a model, each as New does.
func Plans(m *jobs.Model, d *schemas.Description) map[*jobs.Resource]*Plan {
	operations := operationsOf(d)
	out := map[*jobs.Resource]*Plan{}
	for _, r := range m.All() {
		out[r] = newPlan(r, operations)
	}
	return out
}

func operationsOf(d *schemas.Description) map[jobs.Operation]*schemas.Operation {
	out := map[jobs.Operation]*schemas.Operation{}
	if d != nil {
		for _, op := range d.Operations() {
			out[jobs.Of(op)] = op
		}
	}
	return out
}

func newPlan(r *jobs.Resource, operations map[jobs.Operation]*schemas.Operation) *Plan {
	p := &Plan{
		Resource: r, names: names(), states: r.States, index: map[string]int{}, operations: operations,
		records: map[jobs.Operation]*Record{}, schemas: map[schemas.Definition]*Record{}, pages: map[jobs.Operation]*Pages{},
	}
	for i, s := range r.States {
		if _, taken := p.index[s.Name]; !taken {
			p.index[s.Name] = i
		}
	}
	p.link()
	p.inputs = sync.OnceValue(p.inputSchemas)
	p.main = sync.OnceValue(p.mainRecord)
	p.first = sync.OnceValue(p.firstState)
	p.form = sync.OnceValue(p.idForm)
	return p
}

// link indexes the transitions. The order of a map must not decide anything, so they are
// sorted by the order of the states.
func (p *Plan) link() {
	p.next, p.before = make([][]edge, len(p.states)), make([][]int, len(p.states))
	for i, s := range p.states {
		if s.Final() {
			continue
		}
		for _, name := range slices.Sorted(maps.Keys(s.Then)) {
			to, known := p.index[name]
			if weight := s.Then[name]; known && weight > 0 && to != i {
				p.next[i] = append(p.next[i], edge{to, weight})
				p.before[to] = append(p.before[to], i)
			}
		}
		slices.SortFunc(p.next[i], func(a, b edge) int { return cmp.Compare(a.to, b.to) })
	}
}

// First is the state of a resource at its creation; empty without states.
func (p *Plan) First() string {
	if i := p.first(); i >= 0 {
		return p.states[i].Name
	}
	return ""
}

// Jobs reports whether the resource changes state by itself.
func (p *Plan) Jobs() bool {
	return len(p.states) > 0 && p.Resource.Moves != jobs.ByOthers
}

// State returns the state of that name; nil if there is none.
func (p *Plan) State(name string) *jobs.State {
	if i, known := p.index[name]; known {
		return p.states[i]
	}
	return nil
}

// kind is the kind of the state of that name; empty if there is none.
func (p *Plan) kind(name string) jobs.Kind {
	if s := p.State(name); s != nil {
		return s.Kind
	}
	return ""
}

// firstState finds the state at creation: the default that the schema documents, or else
// the first on the usual way. A state that is entered for a reason, such as a retry, is
// not on it.
func (p *Plan) firstState() int {
	if len(p.states) == 0 {
		return -1
	}
	if i, known := p.index[p.defaultStatus()]; known && !p.states[i].Final() {
		return i
	}
	// Each word is read beside all others, so the time grows with the square.
	some := p.states[:min(len(p.states), maxWords)]
	words := make([]vocabulary.Word, len(some))
	for i, s := range some {
		words[i] = vocabulary.Word{Text: s.Name}
	}
	meanings := dictionary().Read(words)
	best, least := 0, []int(nil)
	for i, s := range some {
		m := meanings[i]
		if !m.Known {
			m.Step = 4 // anything on the way
		}
		rank := []int{number(s.Final()), number(m.Step == 0), slices.Index(jobs.Kinds(), s.Kind), m.Step, min(len(p.before[i]), 1)}
		if least == nil || slices.Compare(rank, least) < 0 {
			best, least = i, rank
		}
	}
	return best
}

// maxWords is how many states the first one is looked for among.
const maxWords = 200

func number(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

var dictionary = sync.OnceValue(vocabulary.NewDictionary)
