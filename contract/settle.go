package contract

import (
	"context"
	"net/http"
	"time"

	"github.com/ringer-api/ringer/contract/exchange"
)

// settleSteps are when something that is missing is requested again, as parts of
// Target.Settle: with the default of 5 s after 0.5, 1.5 and 5 s.
var settleSteps = []float64{0.1, 0.3, 1}

// settling is the wait for something that may only be late.
type settling struct {
	run   *run
	began time.Time
	step  int
}

func (r *run) settling() *settling { return &settling{run: r, began: r.target.Now()} }

// over reports whether what is missing now is not late but missing.
func (s *settling) over() bool { return s.step == len(settleSteps) }

// pause returns how long to wait until the next step.
func (s *settling) pause() time.Duration {
	step := time.Duration(settleSteps[s.step] * float64(s.run.target.Settle))
	return max(0, s.began.Add(step).Sub(s.run.target.Now()))
}

// wait waits until the next step.
func (s *settling) wait(ctx context.Context) error {
	pause := s.pause()
	s.step++
	return s.run.target.Sleep(ctx, pause)
}

// sendSettled sends a probe, and one for a job that was created only moments
// before again while it gets a 404: in a replica, it may be late.
func (r *run) sendSettled(ctx context.Context, p Probe) *Exchange {
	x := r.send(ctx, p)
	if !p.Fresh {
		return x
	}
	for s := r.settling(); x.Status() == http.StatusNotFound && !s.over() && r.mayRepeat(); {
		if s.wait(ctx) != nil {
			return x
		}
		if x = r.send(ctx, p); x.Status() != http.StatusNotFound {
			r.late.Add(1)
		}
	}
	return x
}

// tellLate adds a note on jobs that were late.
func (r *run) tellLate(report *Report) {
	if n := int(r.late.Load()); n > 0 {
		report.Note("%s of %s created moments before got a 404 at first, and found them when sent again within %s (--settle)",
			exchange.Count(n, "request"), exchange.Plural(r.target.jobs.Noun), r.target.Settle)
	}
}
