package contract

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/ringer-api/ringer/contract/probe"
	"github.com/ringer-api/ringer/contract/rule"
)

// The limits of minimizing, in requests: of a whole run, and for each finding.
const (
	maxMinimizing     = 60
	maxMinimizingEach = 20
)

// minimize repeats requests with wrong ids that led to findings, with smaller and smaller
// ids, so that a finding shows the smallest request that still breaks its rule. A run
// without such findings sends nothing.
func (r *run) minimize(ctx context.Context) error {
	room := min(maxMinimizing, r.room(r.kinds.Minimizing.Name), r.inTime())
	for _, f := range r.judge.Findings() {
		if f.Shrinkable() {
			s := &minimizing{run: r, finding: f, left: min(maxMinimizingEach, room), requests: map[string]bool{}}
			room -= s.minimize(ctx)
		}
	}
	return context.Cause(ctx)
}

// minimizing is the search for the smallest request of one finding.
type minimizing struct {
	run      *run
	finding  *Finding
	left     int             // requests that may still be sent
	requests map[string]bool // ids that were sent
	best     *Finding        // the smallest that was seen so far
}

// minimize returns how many requests it has sent. A finding that is not seen again with the
// same id is left unchanged: its cause is not the id.
func (s *minimizing) minimize(ctx context.Context) (sent int) {
	most := s.left
	shows := func(id []string) bool { return s.reproduces(ctx, strings.Join(id, "")) }
	id := characters(s.finding.Exchange.Probe.InvalidID())
	if shows(id) {
		if small := smallest(id, shows); strings.Join(small, "") != strings.Join(id, "") {
			s.finding.ShowInstead(s.best, Shrunk{From: len(id), To: len(small)})
		}
	}
	return most - s.left
}

// reproduces sends the request with an id and reports whether the same finding is seen.
func (s *minimizing) reproduces(ctx context.Context, id string) bool {
	p := s.finding.Exchange.Probe
	if s.left == 0 || s.run.room(s.run.kinds.Minimizing.Name) == 0 || s.requests[id] ||
		!s.run.target.probing().Malformed(p.InvalidInput, id) || s.run.tooSlow(p.Operation) || s.run.pace(ctx) != nil {
		return false
	}
	s.requests[id] = true
	s.left--
	p.Inputs = p.Inputs.With(p.InvalidInput, id)
	x := s.run.aside(ctx, p, s.run.kinds.Minimizing)
	alone := rule.NewJudge(s.run.target.judging())
	alone.Context = ctx
	alone.Defects = s.run.judge.Defects
	alone.See(x)
	alone.End()
	for _, f := range alone.Findings() {
		if f.Key == s.finding.Key {
			s.best = f
			return true
		}
	}
	return false
}

// aside sends a probe that is counted and not checked.
func (r *run) aside(ctx context.Context, p Probe, kind probe.Phase) *Exchange {
	u := r.use(kind.Name)
	u.wanted++
	u.planned++
	r.planned++
	x := r.sendSafely(ctx, p)
	r.sent++
	u.sent++
	x.Number = r.sent
	r.noteSlow(x)
	r.judge.Counts.Count(x)
	r.addNote(kind)
	return x
}

// smallest returns the smallest and plainest id that still shows a finding. The order of
// its attempts depends only on shows, so the same service gives the same result. shows is
// called with smaller and smaller ids, and never with one larger than an id for which it
// has returned true.
func smallest(id []string, shows func([]string) bool) []string {
	id = shortest(id, func(id []string, n int) []string { return id[:n] }, shows)
	if len(id) > 1 && shows(id[1:]) {
		id = shortest(id[1:], func(id []string, n int) []string { return id[len(id)-n:] }, shows)
	}
	for _, plain := range []string{"a", "0"} {
		if all := slices.Repeat([]string{plain}, len(id)); slices.Equal(all, id) || shows(all) {
			return all // only its length matters
		}
	}
	return simplest(fewestFields(id, shows), shows)
}

// shortest finds by bisection how little of one end is enough.
func shortest(id []string, part func([]string, int) []string, shows func([]string) bool) []string {
	low, high := 0, len(id)
	for high-low > 1 {
		if middle := (low + high) / 2; shows(part(id, middle)) {
			high = middle
		} else {
			low = middle
		}
	}
	return part(id, high)
}

// fewestFields leaves out what is not needed between the ends, larger pieces first.
func fewestFields(id []string, shows func([]string) bool) []string {
	for size := len(id) / 2; size > 0; size /= 2 {
		for at := 0; at+size <= len(id) && size < len(id); {
			if less := slices.Concat(id[:at], id[at+size:]); shows(less) {
				id = less
			} else {
				at += size
			}
		}
	}
	return id
}

// simplest replaces each character that does not matter with a plain letter.
func simplest(id []string, shows func([]string) bool) []string {
	for at := range id {
		plainer := slices.Clone(id)
		plainer[at] = "a"
		if id[at] != "a" && shows(plainer) {
			id = plainer
		}
	}
	return id
}

// characters returns the characters of an id, or its bytes when it is not valid UTF-8.
func characters(id string) []string {
	if utf8.ValidString(id) {
		return strings.Split(id, "")
	}
	var bytes []string
	for i := range len(id) {
		bytes = append(bytes, id[i:i+1])
	}
	return bytes
}
