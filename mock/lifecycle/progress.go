package lifecycle

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

// progress is the place that shows how much is done, and the number that means all.
type progress struct {
	*place
	whole float64
}

func (p *Plan) newProgress(at *place) *progress {
	return &progress{at, p.whole(at)}
}

// whole is the number that means that all is done: what a state says, the schema's
// maximum, or what name, description and examples tell.
func (p *Plan) whole(at *place) float64 {
	if p.Resource.Progress == p.Resource.Status {
		for _, s := range p.states {
			switch n := s.As.(type) {
			case float64:
				return n
			case int:
				return float64(n)
			}
		}
	}
	if n, has := at.number("maximum"); has && n > 0 {
		return n
	}
	said := strings.ToLower(at.said(schemas.Definition.Description))
	for _, w := range vocabulary.Parts(at.name()) {
		if w == "percent" || w == "percentage" || w == "pct" {
			return 100
		}
	}
	switch {
	case strings.Contains(said, "percent"), strings.Contains(said, "100"), strings.Contains(said, "%"), !at.is("number"):
		return 100
	}
	for _, group := range at.groups {
		for _, d := range group {
			for _, e := range d.Examples() {
				if n, err := strconv.ParseFloat(e.Text, 64); err == nil && n > 1 {
					return 100
				}
			}
		}
	}
	return 1
}

// most is the highest part of the work that is done before the end.
const most = 0.99

// part is how much of the work is done, from 0 to 1; 1 only when the job has succeeded.
// It never decreases: it is the time worked so far, by the time that all work takes as
// drawn at the birth. A job that will not succeed stops somewhere on the way.
func (w *writer) part() float64 {
	if w.state != nil && (w.state.Kind == jobs.Succeeded || w.state.Kind == jobs.PartlySucceeded) {
		return 1
	}
	if w.timeline.ByPolls() {
		return most * float64(w.stage.Number) / float64(max(len(w.timeline.stages), 1))
	}
	worked, all := w.worked(), w.work()
	reach := most
	switch end := w.plan.kind(w.birth.Final()); {
	case end == "" || end == jobs.Succeeded || end == jobs.PartlySucceeded:
	case end.Final():
		reach = 0.2 + 0.7*chanceOf(w.birth.Seed, figureStream).Float64()
	default:
		all += worked // a job that never ends comes closer and closer
	}
	return reach * min(worked.Seconds()/max(all.Seconds(), 1), 1)
}

// work is how long all running states of the birth's path last.
func (w *writer) work() time.Duration {
	var total time.Duration
	for _, s := range w.birth.Path {
		if w.plan.kind(s.State) == jobs.Running {
			total += bounded(s.For)
		}
	}
	if total == 0 {
		return time.Minute
	}
	return total
}

// worked is how long the resource has been in running states until now.
func (w *writer) worked() time.Duration {
	var total time.Duration
	for i, s := range w.timeline.stages[:w.stage.Number+1] {
		if w.plan.kind(s.State) != jobs.Running {
			continue
		}
		end := w.now
		if i < w.stage.Number {
			end = w.timeline.stages[i+1].At
		}
		total += max(end.Sub(s.At), 0)
	}
	return total
}

// writeProgress shows the part in the unit of the place: whole percents, or thousandths.
func (w *writer) writeProgress() {
	p := w.progress
	if p == nil || w.state == nil {
		return
	}
	n := w.part() * p.whole
	if p.is("integer") && !p.is("number") || p.whole >= 100 {
		n = math.Floor(n)
	} else {
		n = math.Floor(n*1000) / 1000
	}
	w.put(p.place, []byte(strconv.FormatFloat(n, 'f', -1, 64)))
}
