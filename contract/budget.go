package contract

import (
	"time"

	"github.com/ringer-api/ringer/contract/exchange"
)

// afford leaves out probes that would exceed the limits on requests or time. A slow service
// gets fewer requests: those left out are spread over the phase, so that some of each kind
// are sent.
func (r *run) afford(probes []Probe) []Probe {
	room := max(0, r.target.MaxRequests-r.planned-int(r.repeated.Load()))
	if len(probes) > room {
		r.skipped += len(probes) - room
		probes = probes[:room]
	}
	quick := r.inTime()
	if len(probes) <= quick {
		return probes
	}
	r.slow += len(probes) - quick
	some := make([]Probe, quick)
	for i := range some {
		some[i] = probes[i*len(probes)/quick]
	}
	return some
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
}
