package lifecycle

import (
	"math"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/schemas/jobs"
	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

// counters are the numbers of one object that count parts of the work: how many there are,
// and how many of them have ended in which way.
type counters struct {
	of    string // what is counted, in the singular; empty if the name does not say
	total *place
	parts []part
	tries []*place // attempts of the whole job
}

// part counts the parts with one outcome.
type part struct {
	*place
	outcome outcome
}

type outcome int

const (
	good outcome = iota
	bad
	stopped
	late
	open
)

func outcomeOf(name string) (outcome, bool) {
	words := vocabulary.Parts(name)
	is := func(list string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(strings.Fields(list), w) })
	}
	switch {
	case is("failed errored error errors failures"):
		return bad, true
	case is("cancelled canceled"):
		return stopped, true
	case is("expired"):
		return late, true
	case is("processing pending remaining queued running waiting"), vocabulary.Phrase(name) == "in progress":
		return open, true
	case is("completed succeeded processed done successful success finished"):
		return good, true
	}
	return 0, false
}

// addCounters collects the model's counters, with their siblings.
func (r *Record) addCounters() {
	byParent := map[jobs.Pointer]int{}
	for _, at := range r.plan.Resource.Counters {
		p := r.take(at)
		if p == nil || r.isEffectPlace(at) {
			continue
		}
		parent := at[:strings.LastIndex(at, "/")]
		i, known := byParent[parent]
		if !known {
			i = len(r.counters)
			byParent[parent] = i
			r.counters = append(r.counters, counters{of: counted(parent)})
		}
		c := &r.counters[i]
		if o, ok := outcomeOf(p.name()); ok {
			c.parts = append(c.parts, part{p, o})
		} else {
			c.tries = append(c.tries, p)
		}
	}
	for parent, i := range byParent {
		c := &r.counters[i]
		if len(c.parts) == 0 || parent == "" {
			continue
		}
		for _, f := range r.fields(parent) {
			o, ok := outcomeOf(f.name())
			known := slices.ContainsFunc(c.parts, func(x part) bool { return x.at == f.at })
			switch {
			case known || !f.is("integer"):
			case r.plan.names.Any(vocabulary.TotalNames, f.name()):
				c.total = f
				r.own[f.at] = true
			case ok:
				c.parts = append(c.parts, part{f, o})
				r.own[f.at] = true
			}
		}
	}
}

func (r *Record) isEffectPlace(at jobs.Pointer) bool {
	return slices.ContainsFunc(r.effects, func(p *place) bool { return p.at == at })
}

// maxParts bounds the parts of the work, whatever was generated.
const maxParts = 1_000_000

// writeCounters shares the parts of the work among the outcomes. Only the part of the work
// that is done has an outcome; it never decreases, and it is all at the end.
func (w *writer) writeCounters() {
	for _, c := range w.counters {
		for _, p := range c.tries {
			w.put(p, integer(int64(w.tries())))
		}
		if len(c.parts) == 0 {
			continue
		}
		total := w.totalOf(c)
		has := func(o outcome) bool {
			return slices.ContainsFunc(c.parts, func(p part) bool { return p.outcome == o })
		}
		done := int64(math.Floor(float64(total) * w.part()))
		counts := map[outcome]int64{good: done}
		if has(bad) {
			counts[bad] = min(done, int64(math.Floor(float64(w.bad(total))*w.part())))
			counts[good] = done - counts[bad]
		}
		rest := total - done
		switch {
		case w.state == nil || !w.state.Final():
			counts[open] = rest
		case w.state.Kind == jobs.Expired && has(late):
			counts[late] = rest
		case w.state.Kind == jobs.Cancelled && has(stopped):
			counts[stopped] = rest
		case has(bad) && w.state.Kind != jobs.Cancelled && w.state.Kind != jobs.Expired:
			counts[bad] += rest
		case w.state.Kind == jobs.PartlySucceeded:
			counts[good] += rest
		default:
			counts[open] = rest
		}
		shown := map[outcome]bool{}
		for _, p := range c.parts {
			n := counts[p.outcome]
			if shown[p.outcome] && p.outcome != good {
				n = 0
			}
			shown[p.outcome] = true
			w.put(p.place, integer(n))
		}
		if c.total != nil {
			w.put(c.total, integer(total))
		}
	}
}

// counted returns what counters are about: files, of /file_counts.
func counted(parent jobs.Pointer) string {
	words := vocabulary.Parts(parent[strings.LastIndex(parent, "/")+1:])
	if n := len(words) - 1; n > 0 && (words[n] == "counts" || words[n] == "count") {
		return strings.Join(words[:n], " ")
	}
	return ""
}

// asked returns how many parts the create request lists: as many as file_ids, files or
// requests has. It is 0 if the request has no such array.
func (w *writer) asked(c counters) int64 {
	if c.of == "" || w.birth.Input == nil {
		return 0
	}
	input := &tree{raw: w.birth.Input}
	input.open()
	for _, m := range input.members {
		words := vocabulary.Parts(m.name)
		if n := len(words) - 1; n > 0 && (words[n] == "ids" || words[n] == "id") {
			words = words[:n]
		}
		if n := len(words) - 1; n >= 0 {
			words[n] = vocabulary.Singular(words[n])
		}
		if m.value.isArray() && strings.Join(words, " ") == c.of {
			m.value.open()
			return int64(len(m.value.items))
		}
	}
	return 0
}

// totalOf is how many parts the work has: those of the create request, or what was generated,
// so that it does not change during the lifecycle.
func (w *writer) totalOf(c counters) int64 {
	if n := w.asked(c); n > 0 {
		return min(n, maxParts)
	}
	count := func(p *place) int64 {
		n, _ := w.at(p).number()
		return int64(min(max(n, 0), maxParts))
	}
	var total int64
	if c.total != nil {
		total = count(c.total)
	}
	for _, p := range c.parts {
		if c.total == nil {
			total += count(p.place)
		}
	}
	if total == 0 {
		total = 1 + int64(chanceOf(w.birth.Seed, figureStream).IntN(100))
	}
	return total
}

// bad is how many parts fail: none of a job that succeeds completely.
func (w *writer) bad(total int64) int64 {
	switch w.plan.kind(w.birth.Final()) {
	case jobs.PartlySucceeded, jobs.Failed:
		return (total + 3) / 4
	}
	return 0
}

// tries is how often the work has begun.
func (w *writer) tries() int {
	n, before := 0, jobs.Kind("")
	for _, s := range w.timeline.stages[:w.stage.Number+1] {
		kind := w.plan.kind(s.State)
		if kind == jobs.Running && before != jobs.Running {
			n++
		}
		before = kind
	}
	if w.state != nil && n == 0 && (w.state.Kind == jobs.Succeeded || w.state.Kind == jobs.PartlySucceeded) {
		return 1
	}
	return n
}
