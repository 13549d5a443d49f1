package fault

import (
	"fmt"
	"net/http"
	"strconv"
	"time"
)

// RateLimit answers 429 once a session has made too many calls in a window of
// time. Windows follow the session's clock: a frozen one never leaves the window.
type RateLimit struct {
	// Requests is how many calls of a window are answered.
	Requests int
	// Per is the window's length.
	Per time.Duration
	// RetryAfter is how the header of that name is written: "seconds", "date" or "none".
	RetryAfter string
}

var rateLimitKind = kind{
	Kind: Kind{
		Name:     "rate-limit",
		Sentence: "Calls beyond so many in a window of time get 429 with Retry-After.",
		Parameters: []Parameter{
			{"requests", "number", "10", "how many calls of a window are served; 0: none"},
			{"per", "duration", "1s", "how long a window is, by the session's clock"},
			{"retry-after", "seconds, date or none", "seconds", "how the header says when to come back"},
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

// Apply counts the call in the draw's state and answers 429 when it is one too
// many. Limits that are written alike share their count.
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

// retryAfter says when the next window begins, in whole seconds rounded up.
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
