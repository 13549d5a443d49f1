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

// The limits on 429: how often one request is repeated, and how many requests in a row may
// get a 429 until the run ends.
const (
	maxThrottled    = 3
	maxThrottledRow = 5
)

// errThrottled ends a run because the service returns too many 429s.
var errThrottled = errors.New("the service limits requests")

// send sends a probe and returns the exchange. A request that gets a 429 is repeated after
// the wait that the service requests; no other request is ever repeated. A wait longer
// than the rest of the run's time ends the run: all other requests would get the same
// response.
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

// giveUp ends the run for a reason that the report contains.
func (r *run) giveUp(reason error) {
	if r.cancel != nil {
		r.cancel(reason)
	}
}

// waitRequested returns how long the service requests to wait, for people.
func waitRequested(a *Response) string {
	if text := strings.TrimSpace(a.Get("retry-after")); text != "" {
		return "Retry-After: " + display.Excerpt(text, 40)
	}
	return "without a Retry-After"
}

// throttled counts requests that got a 429 after all retries; too many in a row end the
// run.
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

// mayRepeat reports whether MaxRequests allows a request that was not planned.
func (r *run) mayRepeat() bool {
	if r.planned+r.reserved()+int(r.repeated.Add(1)) <= r.target.MaxRequests {
		return true
	}
	r.repeated.Add(-1)
	return false
}

// tellWaits adds a note on how long the service made the run wait.
func (r *run) tellWaits(report *Report) {
	if waited := time.Duration(r.waited.Load()); waited > 0 {
		report.Note("waited %s before requests that got 429 Too Many Requests were sent again, "+
			"as the service requested (Retry-After)", waited.Round(time.Millisecond))
	}
}

// longestWait is the maximum result of retryAfter, longer than any run.
const longestWait = 365 * 24 * time.Hour

// retryAfter parses both forms of the header, seconds and a date (RFC 9110, section
// 10.2.3). It returns a second when it is neither.
func retryAfter(text string, now time.Time) time.Duration {
	text = strings.TrimSpace(text)
	if text != "" && strings.Trim(text, "0123456789") == "" {
		if seconds, err := time.ParseDuration(text + "s"); err == nil {
			return min(seconds, longestWait)
		}
		return longestWait // more seconds than fit into a duration
	}
	if date, err := http.ParseTime(text); err == nil {
		return min(max(date.Sub(now), 0), longestWait)
	}
	return time.Second
}
