package contract

import (
	"context"
	"strings"

	"github.com/ringer-api/ringer/contract/probe"
	"github.com/ringer-api/ringer/contract/rule"
)

// The bounds of shrinking, in requests: of a whole run, and for each finding.
const (
	maxShrinking     = 60
	maxShrinkingEach = 20
)

// shrink asks again for what ids made up or spoiled have brought to light, with
// smaller and smaller ids, so that a finding shows the smallest request that
// still breaks its promise. A run without such findings sends nothing.
func (r *run) shrink(ctx context.Context) error {
	room := min(maxShrinking, max(0, r.target.MaxRequests-r.planned), r.inTime())
	for _, f := range r.judge.Findings() {
		if f.Shrinkable() {
			s := &shrinking{run: r, finding: f, left: min(maxShrinkingEach, room), asked: map[string]bool{}}
			room -= s.shrink(ctx)
		}
	}
	return context.Cause(ctx)
}

// shrinking is one finding on its way to its smallest request.
type shrinking struct {
	run     *run
	finding *Finding
	left    int             // requests that may still be sent
	asked   map[string]bool // ids that were asked with
	best    *Finding        // the smallest that was seen so far
}

// shrink gives how many requests it took. A fault that does not show a second
// time is left as it is: it has another reason than the id.
func (s *shrinking) shrink(ctx context.Context) (sent int) {
	most := s.left
	shows := func(id []string) bool { return s.shows(ctx, strings.Join(id, "")) }
	id := characters(s.finding.Exchange.Probe.SpoiledID())
	if shows(id) {
		if small := smallest(id, shows); strings.Join(small, "") != strings.Join(id, "") {
			s.finding.ShowInstead(s.best, Shrunk{From: len(id), To: len(small)})
		}
	}
	return most - s.left
}

// shows asks with an id and tells whether the answer has the same fault.
func (s *shrinking) shows(ctx context.Context, id string) bool {
	p := s.finding.Exchange.Probe
	if s.left == 0 || s.asked[id] || !probe.Unreadable(id) || s.run.tired(p.Operation) || s.run.pace(ctx) != nil {
		return false
	}
	s.asked[id] = true
	s.left--
	p.Inputs = p.Inputs.With(p.Spoiled, id)
	x := s.run.aside(ctx, p, "smaller requests")
	alone := rule.NewJudge(s.run.target.judging())
	alone.Context = ctx
	alone.Mishaps = s.run.judge.Mishaps
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

// aside makes an exchange that counts and that nobody judges.
func (r *run) aside(ctx context.Context, p Probe, why string) *Exchange {
	r.planned++
	x := r.sendSafely(ctx, p)
	r.sent++
	x.Number = r.sent
	r.tire(x)
	r.judge.Counts.Count(x)
	r.tell(probe.Phase{Name: why})
	return x
}
