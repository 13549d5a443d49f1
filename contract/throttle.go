package contract

import (
	"context"
	"net/http"
	"strconv"
	"time"
)

const (
	maxThrottled  = 3                // times that a 429 is asked again
	maxRetryAfter = 30 * time.Second // longest wait before that
)

// send makes one exchange. A 429 is no answer to the question, so it is asked
// again when the service said it may be; nothing else ever is.
func (r *run) send(ctx context.Context, p Probe) *Exchange {
	from := r.ticks.Add(1)
	for again := 0; ; again++ {
		x := r.transport.send(ctx, p)
		x.Throttled = again
		x.from, x.to = from, r.ticks.Add(1)
		if x.Answer == nil || x.Answer.Status != http.StatusTooManyRequests ||
			again == maxThrottled || !r.mayRepeat() {
			return x
		}
		if r.target.Sleep(ctx, retryAfter(x.Answer.Get("retry-after"), r.target.Now())) != nil {
			return x
		}
	}
}

// mayRepeat tells that the budget has room for a request that nobody planned.
func (r *run) mayRepeat() bool {
	return r.planned+int(r.repeated.Add(1)) <= r.target.MaxRequests
}

// retryAfter reads the header's two forms, seconds and a date.
func retryAfter(text string, now time.Time) time.Duration {
	wait := time.Second
	if seconds, err := strconv.Atoi(text); err == nil {
		wait = time.Duration(min(seconds, 3600)) * time.Second
	} else if date, err := http.ParseTime(text); err == nil {
		wait = date.Sub(now)
	}
	return min(max(wait, 0), maxRetryAfter)
}
