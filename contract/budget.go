package contract

import (
	"fmt"
	"strings"
	"time"

	"github.com/ringer-api/ringer/contract/exchange"
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
	if kind != r.kinds.Cancels.Name {
		room -= r.reserved()
	}
	if len(r.cleaners) > 0 && (kind == r.kinds.Refusals.Name || kind == r.kinds.Creates.Name) {
		room-- // what is created has to be cancelled
	}
	return max(0, min(room, u.most-u.planned))
}

// afford leaves out probes that would exceed the limits on requests or time. A slow service
// gets fewer requests: those left out are spread over the phase, so that some of each kind
// are sent.
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

// inTime returns how many requests can be sent in a quarter of what is left of the first
// half of the run's time, by how long they took so far.
func (r *run) inTime() int {
	if r.sent == 0 {
		return r.target.MaxRequests
	}
	elapsed := r.target.Now().Sub(r.began)
	each := elapsed / time.Duration(r.sent)
	if each < 10*time.Millisecond {
		return r.target.MaxRequests
	}
	if r.known != nil && r.sent < 20 {
		return r.target.MaxRequests // the first responses tell little
	}
	if r.known != nil { // most of its requests are of one kind
		return max(4, int((r.target.Timeout*3/4-elapsed)/(2*each)))
	}
	return max(4, int((r.target.Timeout/2-elapsed)/(4*each)))
}

// maxEndless is after how many responses without an end an operation is not requested
// again.
const maxEndless = 2

// noteSlow counts responses that reached a limit on time or size.
func (r *run) noteSlow(x *Exchange) {
	slow := x.Response == nil && x.Took >= r.target.RequestTimeout
	if x.Fault != nil && (x.Fault.Kind == exchange.Endless || slow) {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.endless[x.Probe.Operation]++
	}
}

// tooSlow reports whether an operation should not be requested again, as it has reached
// the limits too often.
func (r *run) tooSlow(operation string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.endless[operation] < maxEndless {
		return false
	}
	r.notSent++
	return true
}

// tellLimits adds notes to the report on which requests were not sent, and why.
func (r *run) tellLimits(report *Report) {
	if r.foundNote != "" {
		report.Note("%s", r.foundNote)
	}
	if r.skipped > 0 {
		report.Note("%d requests were not sent: no more than %d are allowed (--max-requests)",
			r.skipped, r.target.MaxRequests)
	}
	if r.slow > 0 {
		report.Note("%d requests were not sent: they took so long that the run might have exceeded its %s, "+
			"half of which is kept for later phases (--timeout)", r.slow, r.target.Timeout)
	}
	if r.notSent > 0 {
		report.Note("%d requests were not sent: earlier responses of the same operation had not ended",
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
