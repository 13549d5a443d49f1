package contract

import (
	"fmt"
	"strings"
	"time"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/probe"
)

// use is what a run has done with one kind of probe.
type use struct {
	most    int // announced by the plan
	wanted  int // probes that the run would send without bounds
	planned int
	sent    int
}

// use is that of one kind of probe, by its name.
func (r *run) use(kind string) *use {
	if r.uses[kind] == nil {
		r.uses[kind] = &use{most: r.target.MaxRequests}
	}
	return r.uses[kind]
}

// room is how many requests of a kind may still be planned: no more than were announced,
// and so few that what has to be cancelled can be.
func (r *run) room(kind string) int {
	u := r.use(kind)
	room := r.target.MaxRequests - r.planned - int(r.repeated.Load())
	if kind != probe.Cancels.Name {
		room -= r.reserved()
	}
	if r.cleaner != nil && (kind == probe.Refusals.Name || kind == probe.Creates.Name) {
		room-- // what is created has to be cancelled
	}
	return max(0, min(room, u.most-u.planned))
}

// afford leaves out what the budget has no room for, in requests or in time.
// A slow service is asked less: what is left out is spread over the phase, so
// that something of everything is asked.
func (r *run) afford(kind string, probes []Probe) []Probe {
	u := r.use(kind)
	u.wanted += len(probes)
	if room := r.room(kind); len(probes) > room {
		r.skipped += len(probes) - room
		probes = probes[:room]
	}
	if quick := r.inTime(); len(probes) > quick {
		r.slow += len(probes) - quick
		some := make([]Probe, quick)
		for i := range some {
			some[i] = probes[i*len(probes)/quick]
		}
		probes = some
	}
	u.planned += len(probes)
	r.planned += len(probes)
	return probes
}

// inTime is how many requests can be sent in a quarter of what is left of the
// first half of the run's time, going by what they took so far.
func (r *run) inTime() int {
	if r.sent == 0 {
		return r.target.MaxRequests
	}
	elapsed := r.target.Now().Sub(r.began)
	each := elapsed / time.Duration(r.sent)
	if each < 10*time.Millisecond {
		return r.target.MaxRequests
	}
	return max(4, int((r.target.Timeout/2-elapsed)/(4*each)))
}

// maxEndless is how often an operation may answer without an end before it is
// not asked again.
const maxEndless = 2

// noteSlow remembers answers that cost a whole bound each.
func (r *run) noteSlow(x *Exchange) {
	slow := x.Response == nil && x.Took >= r.target.RequestTimeout
	if x.Fault != nil && (x.Fault.Kind == exchange.Endless || slow) {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.endless[x.Probe.Operation]++
	}
}

// tooSlow tells that an operation is not worth another bound.
func (r *run) tooSlow(operation string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.endless[operation] < maxEndless {
		return false
	}
	r.notSent++
	return true
}

// tellLimits says in the report what was not asked, and why.
func (r *run) tellLimits(report *Report) {
	if r.foundNote != "" {
		report.Note("%s", r.foundNote)
	}
	if r.skipped > 0 {
		report.Note("%d requests were not sent: no more than %d are allowed (--max-requests)",
			r.skipped, r.target.MaxRequests)
	}
	if r.slow > 0 {
		report.Note("%d requests were not sent: each took so long that they might not have fitted into the run's %s, "+
			"half of which is kept for what follows (--timeout)", r.slow, r.target.Timeout)
	}
	if r.notSent > 0 {
		report.Note("%d requests were not sent: responses of the same operation had not come to an end",
			r.notSent)
	}
	r.tellKinds(report)
}

// tellKinds says of each kind of probe what was planned, sent and left out.
func (r *run) tellKinds(report *Report) {
	if r.announced == nil {
		return
	}
	var left []string
	for _, kind := range r.announced.Probes {
		u := r.use(kind.Name)
		out := max(0, u.wanted-u.sent)
		report.Probes = append(report.Probes, ProbeCount{Name: kind.Name, Planned: kind.Most, Sent: u.sent, LeftOut: out})
		if out > 0 {
			left = append(left, fmt.Sprintf("%s (%d of %d)", kind.Name, out, u.wanted))
		}
	}
	if len(left) > 0 {
		report.Note("left out: %s", strings.Join(left, ", "))
	}
}
