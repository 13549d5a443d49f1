package operation

import (
	"math"
	"net/http"
	"time"

	"github.com/ringer-api/ringer/mock/world"
)

// await lets the response of a create operation wait for the end of its job, if the request
// prefers that: the response is that of the instant at which the job ends, or at which the time is
// up, and is delayed until the session's clock shows that instant. A stopped clock would let it
// wait for ever, so it does not wait at all then.
func (r *Request) await(a *Response, j *world.Job) error {
	if r.Wait <= 0 {
		return nil
	}
	seen, err := r.View.Snapshot(*j)
	if err != nil {
		return err
	}
	speed := r.Session.Clock().Speed()
	line := r.View.Resource.Kind.Timeline(j.Birth)
	switch {
	case speed == 0:
		a.NotWaited = "the clock is stopped"
		return nil
	case line.PollsPerStep() > 0:
		a.NotWaited = "the job changes state by polls"
		return nil
	}
	wait := min(r.Wait, scaled(r.MaxWait, speed))
	until := r.View.Now.Add(wait)
	ended := seen.Ended()
	if end, ends := seen.FinalAt(); ends && !end.After(until) {
		until, ended = end, true
	}
	if ended && until.Before(r.View.Now) {
		until = r.View.Now
	}
	a.Waited, a.Delay = true, scaled(until.Sub(r.View.Now), 1/speed)
	r.View.Now = until
	for _, status := range []int{http.StatusOK, http.StatusAccepted} {
		if ended == (status == http.StatusOK) && r.documents(status) {
			r.status = status
			*a = Response{Status: status, Header: a.Header, Started: a.Started, Changed: a.Changed, Waited: true, Delay: a.Delay}
		}
	}
	return nil
}

// scaled multiplies a duration, up to the longest.
func scaled(d time.Duration, by float64) time.Duration {
	if product := float64(d) * by; product < math.MaxInt64 {
		return time.Duration(product)
	}
	return math.MaxInt64
}
