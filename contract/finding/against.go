package finding

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/ringer-api/ringer/contract/exchange"
)

// Against is the earlier exchange with which the one of a finding does not agree.
type Against struct {
	// Exchange is its number, Request its method and path.
	Exchange int    `json:"exchange"`
	Request  string `json:"request"`
	// Curl is a curl command that repeats the request.
	Curl string `json:"curl"`
	// Other says how the later request differs from it in its header, when both have the same
	// method and path: such as "with Accept-Encoding: gzip"; empty when it does not.
	Other string `json:"other,omitempty"`
	// Same reports whether both requests are the same.
	Same bool `json:"same,omitempty"`
	// Apart is how much later the other request was sent; 0 when that is unknown.
	Apart time.Duration `json:"apartNs,omitempty"`
}

// AgainstOf describes an earlier exchange than x. It returns nil for none, and for x itself.
func AgainstOf(earlier, x *exchange.Exchange, o exchange.CurlOptions, hide exchange.Redactor) *Against {
	if earlier == nil || earlier.Number == x.Number {
		return nil
	}
	a := &Against{
		Exchange: earlier.Number, Request: hide.Text(earlier.Request.Method + " " + earlier.Request.Path),
		Curl: earlier.Request.Curl(o, hide.Secrets),
	}
	if earlier.Request.Method == x.Request.Method && earlier.Request.Path == x.Request.Path {
		a.Other = hide.Text(otherFields(earlier.Request.Header, x.Request.Header))
		a.Same = a.Other == ""
	}
	if !earlier.Began.IsZero() && !x.Began.IsZero() {
		a.Apart = max(0, x.Began.Sub(earlier.Began))
	}
	return a
}

// SameRequest reports whether two exchanges have the same request.
func SameRequest(a, b *exchange.Exchange) bool {
	return a != nil && a.Request.Method == b.Request.Method && a.Request.Path == b.Request.Path &&
		otherFields(a.Request.Header, b.Request.Header) == ""
}

// otherFields says which fields the second header has in addition, and which it lacks.
func otherFields(first, then []exchange.Field) string {
	var parts []string
	for _, f := range then {
		if !slices.Contains(first, f) {
			parts = append(parts, "with "+f.Name+": "+f.Value)
		}
	}
	for _, f := range first {
		if !slices.Contains(then, f) && !slices.ContainsFunc(then, func(o exchange.Field) bool { return strings.EqualFold(o.Name, f.Name) }) {
			parts = append(parts, "without "+f.Name)
		}
	}
	return strings.Join(parts, ", ")
}

// When says how long before x it was, such as "1.2 s earlier".
func (a *Against) When() string {
	if a.Apart == 0 {
		return "earlier"
	}
	return Span(a.Apart) + " earlier"
}

// Span is a length of time in the words of a reader: with one unit, or two where the
// second matters.
func Span(d time.Duration) string {
	d = d.Abs()
	switch {
	case d < time.Second:
		return fmt.Sprintf("%d ms", max(1, d.Round(time.Millisecond).Milliseconds()))
	case d < 10*time.Second && d%time.Second != 0:
		return fmt.Sprintf("%.1f s", d.Seconds())
	case d < 2*time.Minute:
		return fmt.Sprintf("%d s", int(d.Round(time.Second).Seconds()))
	case d < 2*time.Hour:
		return fmt.Sprintf("%d min", int(d.Round(time.Minute).Minutes()))
	case d < 48*time.Hour:
		d = d.Round(time.Minute)
		if left := int(d.Minutes()) % 60; left > 0 {
			return fmt.Sprintf("%d h %d min", int(d.Hours()), left)
		}
		return fmt.Sprintf("%d h", int(d.Hours()))
	}
	return fmt.Sprintf("%d days", int(d.Round(time.Hour).Hours())/24)
}
