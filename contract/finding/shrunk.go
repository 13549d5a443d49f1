package finding

import (
	"fmt"

	"github.com/ringer-api/ringer/contract/exchange"
)

// Shrinkable reports whether a finding was seen with wrong or unusual ids only, so that a
// smaller id may show it too.
func (f *Finding) Shrinkable() bool {
	for a := range f.Requests {
		if a.kind != exchange.Refused && a.kind != exchange.Hostile && a.kind != exchange.Either {
			return false
		}
	}
	return f.Severity >= Warning && f.Exchange.Probe.InvalidInput != ""
}

// ShowInstead makes the finding show the smaller request of small.
func (f *Finding) ShowInstead(small *Finding, shrunk Shrunk) {
	f.Exchange, f.Curl, f.Excerpt, f.Mark = small.Exchange, small.Curl, small.Excerpt, small.Mark
	f.Expected, f.Got = small.Expected, small.Got
	f.Places[0] = small.Places[0]
	f.Shrunk = &shrunk
}

// Shrunk is how much smaller the id in the request that a finding shows is than the
// original: the number of its characters before and after.
type Shrunk struct {
	From int `json:"from"`
	To   int `json:"to"`
}

// String returns the text for reports; empty for nil.
func (s *Shrunk) String() string {
	if s == nil {
		return ""
	}
	return fmt.Sprintf("the id to %s, from %d; the same fault shows", exchange.Count(s.To, "character"), s.From)
}
