package fault

import (
	"fmt"
	"net/http"
	"strconv"
	"time"
)

// RateLimit responds with 429 when a session has sent too many requests in a time window.
// Windows follow the session's clock: while it is stopped, the window does not end.
type RateLimit struct {
	// Requests is the number of requests in a window that are served.
	Requests int
	// Per is the window's length.
	Per time.Duration
	// RetryAfter is the form of the header Retry-After: "seconds", "date" or "none".
	RetryAfter string
}

var rateLimitKind = kind{
	Kind: Kind{
		Name:     "rate-limit",
		Sentence: "Requests beyond a limit in a time window get 429 with Retry-After.",
		Parameters: []Parameter{
			{"requests", "number", "10", "how many requests in a window are served; 0: none"},
			{"per", "duration", "1s", "the length of a window, by the session's clock"},
			{"retry-after", "seconds, date or none", "seconds", "the form of the header"},
		},
		Example: "{kind: rate-limit, requests: 5, per: 1m}",
		Short:   "rate-limit:5:per=1m",
	},
	build: func(p *params) Fault {
		return RateLimit{
			Requests:   p.whole("requests", 10, 0, 1_000_000),
			Per:        p.duration("per", time.Second, time.Millisecond, 24*time.Hour),
			RetryAfter: p.choice("retry-after", "seconds", "seconds", "date", "none"),
		}
	},
}

// Apply counts the request in the draw's state, and makes the response a 429 when the
// limit is exceeded. Limits with the same text share their count.
func (f RateLimit) Apply(a *Response, d Draw) Outcome {
	calls, end := 1, d.Now.Add(f.Per)
	if d.State != nil {
		calls, end = d.State.count(f.String(), d.Now, f.Per)
	}
	if calls <= f.Requests {
		return spared(fmt.Sprintf("rate-limit: call %d of %d in %s", calls, f.Requests, brief(f.Per)))
	}
	a.Status = http.StatusTooManyRequests
	a.Header = a.Header.Clone()
	if a.Header == nil {
		a.Header = http.Header{}
	}
	a.Header.Set("Content-Type", "application/json")
	a.Body = []byte(`{"detail":"Too Many Requests"}`)
	f.retryAfter(a.Header, d.Now, end)
	return applied(fmt.Sprintf("rate-limit: call %d, only %d in %s", calls, f.Requests, brief(f.Per)))
}

// retryAfter sets Retry-After to the start of the next window, in whole seconds rounded up.
func (f RateLimit) retryAfter(h http.Header, now, end time.Time) {
	seconds := int64((end.Sub(now) + time.Second - 1) / time.Second)
	switch f.RetryAfter {
	case "date":
		at := now.Add(time.Duration(seconds) * time.Second)
		h.Set("Retry-After", at.UTC().Format(http.TimeFormat))
	case "none":
	default:
		h.Set("Retry-After", strconv.FormatInt(seconds, 10))
	}
}

func (f RateLimit) String() string {
	return short("rate-limit", strconv.Itoa(f.Requests),
		named("per", brief(f.Per), "1s"), named("retry-after", f.RetryAfter, "seconds"))
}
