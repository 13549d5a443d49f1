package contract

import (
	"github.com/ringer-api/ringer/contract/finding"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/contract/rule"
)

// Panicking is the target with a rule that panics: when it sees the nth answer,
// or at the end of the run when nth is 0.
func (t Target) Panicking(nth int) Target {
	broken := *rule.Find("schema.body") // asked when that is
	broken.ID, broken.Severity, broken.Sentence, broken.Needs = "test.panics", Error, "Nothing.", "nothing"
	broken.Source = Source{Kind: finding.Inferred, Where: "a test"}
	broken.Begin = func() rule.Checker {
		return rule.Checker{
			See: func(x *observation.Observation, say *rule.Recorder) {
				say.Kept()
				if x.Number == nth {
					panic("no such thing: " + t.Token.Value)
				}
			},
			End: func(*rule.Recorder) {
				if nth == 0 {
					panic("no such thing: " + t.Token.Value)
				}
			},
		}
	}
	t.more = append(t.more, broken)
	return t
}
