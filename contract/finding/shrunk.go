package finding

import (
	"fmt"

	"github.com/ringer-api/ringer/contract/exchange"
)

// Shrinkable tells a finding that came with a spoiled id, and with none that
// was in order: there it is not the id that brings it.
func (f *Finding) Shrinkable() bool {
	for a := range f.Requests {
		if a.kind != exchange.Refused && a.kind != exchange.Hostile && a.kind != exchange.Either {
			return false
		}
	}
	return f.Severity >= Warning && f.Exchange.Probe.InvalidInput != ""
}

// ShowInstead makes a smaller request the one that the finding shows.
func (f *Finding) ShowInstead(small *Finding, shrunk Shrunk) {
	f.Exchange, f.Curl, f.Excerpt = small.Exchange, small.Curl, small.Excerpt
	f.Expected, f.Got = small.Expected, small.Got
	f.Places[0] = small.Places[0]
	f.Shrunk = &shrunk
}

// Shrunk tells that a finding shows a smaller request than the one that
// brought it: the characters of the id in it, before and after.
type Shrunk struct {
	From int `json:"from"`
	To   int `json:"to"`
}

// String is what a report says of it; empty when nothing was shrunk.
func (s *Shrunk) String() string {
	if s == nil {
		return ""
	}
	return fmt.Sprintf("the id to %s, from %d; the same fault shows", exchange.Count(s.To, "character"), s.From)
}
