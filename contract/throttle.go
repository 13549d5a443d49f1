package contract

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/ringer-api/ringer/schemas/display"
)

// What a 429 may cost a run: times that one request is sent again, and how many
// requests in a row may get nothing else before the service is believed.
const (
	maxThrottled    = 3
	maxThrottledRow = 5
)

// errThrottled ends a run that the service keeps from going on.
var errThrottled = errors.New("the service limits requests")

// send makes one exchange. A 429 is no answer to the question, so it is asked
// again when the service said it may be; nothing else ever is. A wait that does not
// fit into the run's time ends the run: everything else would get the same answer.
func (r *run) send(ctx context.Context, p Probe) *Exchange {
	from := r.ticks.Add(1)
	for again := 0; ; again++ {
		x := r.client.Send(ctx, p)
		x.Throttled = again
		x.Start, x.End = from, r.ticks.Add(1)
		if x.Status() != http.StatusTooManyRequests || again == maxThrottled || !r.mayRepeat() {
			return x
		}
		now := r.target.Now()
		wait := retryAfter(x.Response.Get("retry-after"), now)
		if left := r.began.Add(r.target.longest()).Sub(now); wait > left {
			r.giveUp(fmt.Errorf("%w: it returned 429 Too Many Requests, %s, and only %s of the run's time is left",
				errThrottled, waitRequested(x.Response), left.Round(time.Millisecond)))
			return x
		}
		r.waited.Add(int64(wait))
		if r.target.Sleep(ctx, wait) != nil {
			return x
		}
	}
}

// giveUp ends the run for a reason that the report tells.
func (r *run) giveUp(reason error) {
	if r.cancel != nil {
		r.cancel(reason)
	}
}

// waitRequested is what the service said of when to come back.
func waitRequested(a *Response) string {
	if text := strings.TrimSpace(a.Get("retry-after")); text != "" {
		return "Retry-After: " + display.Excerpt(text, 40)
	}
	return "without a Retry-After"
}

// throttled counts answers that stayed a 429; too many in a row end the run.
func (r *run) throttled(x *Exchange) {
	if x.Status() != http.StatusTooManyRequests {
		r.inRow = 0
		return
	}
	if r.inRow++; r.inRow == maxThrottledRow {
		r.giveUp(fmt.Errorf("%w: it returned 429 Too Many Requests to %d requests in a row, %s",
			errThrottled, r.inRow, waitRequested(x.Response)))
	}
}

// mayRepeat tells that the budget has room for a request that nobody planned.
func (r *run) mayRepeat() bool {
	if r.planned+r.reserved()+int(r.repeated.Add(1)) <= r.target.MaxRequests {
		return true
	}
	r.repeated.Add(-1)
	return false
}

// tellWaits says what the service made the run wait for.
func (r *run) tellWaits(report *Report) {
	if waited := time.Duration(r.waited.Load()); waited > 0 {
		report.Note("waited %s before requests that got 429 Too Many Requests were sent again, "+
			"as the service asked (Retry-After)", waited.Round(time.Millisecond))
	}
}

// longestWait stands for any wait that no run has time for.
const longestWait = 365 * 24 * time.Hour

// retryAfter reads the header's two forms, seconds and a date (RFC 9110, section
// 10.2.3); a second when it is neither.
func retryAfter(text string, now time.Time) time.Duration {
	text = strings.TrimSpace(text)
	if text != "" && strings.Trim(text, "0123456789") == "" {
		if seconds, err := time.ParseDuration(text + "s"); err == nil {
			return min(seconds, longestWait)
		}
		return longestWait // more seconds than a duration holds
	}
	if date, err := http.ParseTime(text); err == nil {
		return min(max(date.Sub(now), 0), longestWait)
	}
	return time.Second
}
