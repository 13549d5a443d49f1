package value

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/document"
)

// Limits on the search for a value that keeps its schema.
const (
	maxAttempts = 6 // from another seed each
	maxRepairs  = 6 // of one attempt
	leanAttempt = 3 // from this one, only with what is required
	// maxWork limits all attempts together, in values and 64 bytes of text.
	maxWork = 40_000
)

// value returns one of the examples, else makes a value, and validates it. A value that
// breaks its schema is made again: first the parts that are wrong, then without the
// optional properties that are wrong, then as a whole from other seeds, and last with
// nothing but what is required.
func (m *Maker) value(x schemas.Definition, examples []*document.Value, o Options) (json.RawMessage, []Note) {
	var passed []Note
	for _, e := range examples[:min(len(examples), maxExamples)] {
		if isValid([]schemas.Definition{x}, e) {
			b := newBuilder(m, o, 0)
			return m.observed(b.use(m.shape([]schemas.Definition{x}, nil), given(e, Example)), o), unique(passed)
		}
		passed = append(passed, passedOver(e, "example"))
	}
	var best *tree
	fault := "it needs more values than are made"
	fewest, work := -1, 0
	for attempt := 0; attempt < maxAttempts; attempt++ {
		b := newBuilder(m, o, attempt)
		for range maxRepairs {
			if work > maxWork {
				break
			}
			b.nodes, b.size, b.optional = 0, 0, map[string]bool{}
			t := b.make(b.root(), []schemas.Definition{x})
			passed = append(passed, b.passed...)
			text := t.bytes()
			work += b.nodes + len(text)/64
			if b.cut { // it lacks what is required; to validate it would only take long
				if best == nil {
					best = t
				}
				break
			}
			found := x.Validate(text)
			if len(found) == 0 {
				return m.observed(t, o), unique(passed)
			}
			if fewest < 0 || len(found) < fewest {
				best, fewest, fault = t, len(found), found[0].Sentence
			}
			if !b.repair(found) {
				break
			}
		}
		if b.cut {
			attempt = max(attempt, leanAttempt-1)
		}
		if b.cut && b.lean {
			break
		}
	}
	for _, e := range slices.Concat(examples, m.shape([]schemas.Definition{x}, nil).examples) {
		if best.kind == e.Kind && countValues(e, maxGiven) > 0 { // the author's own value is the best
			best = given(e, Example)
			break
		}
	}
	passed = append(passed, Note{x.Place(), "no value was found that keeps the schema: " + fault})
	return m.observed(best, o), unique(passed)
}

func newBuilder(m *Maker, o Options, attempt int) *builder {
	b := &builder{m: m, o: o, now: o.Now, dropped: map[string]bool{}, salts: map[string]int{}, optional: map[string]bool{}}
	if b.now.IsZero() {
		b.now = time.Date(2026, 1, 15, 12, 0, 0, 0, time.UTC)
	}
	b.now = b.now.UTC()
	if attempt > 0 {
		b.salts[""] = attempt
	}
	b.lean = attempt >= leanAttempt
	b.own = attempt > leanAttempt
	return b
}

// repair decides what is made differently: a part that is wrong is made anew; if it is
// still wrong after that, the nearest optional property around it is left out. It is
// false if nothing is left to change.
func (b *builder) repair(found []schemas.Violation) bool {
	changed := false
	for _, v := range found {
		if b.salts[v.Pointer] < 2 && v.Pointer != "" {
			b.salts[v.Pointer]++
			changed = true
			continue
		}
		for at := v.Pointer; at != ""; at = at[:strings.LastIndexByte(at, '/')] {
			if b.optional[at] && !b.dropped[at] {
				b.dropped[at] = true
				changed = true
				break
			}
		}
	}
	return changed
}

// unique drops notes that are there already.
func unique(notes []Note) []Note {
	seen := map[Note]bool{}
	for _, n := range notes {
		seen[n] = true
	}
	return slices.SortedFunc(maps.Keys(seen), func(a, b Note) int {
		if c := a.Place.Compare(b.Place); c != 0 {
			return c
		}
		return strings.Compare(a.Text, b.Text)
	})
}
