package contract

// Panicking is the target with a rule that panics: when it sees the nth answer,
// or at the end of the run when nth is 0.
func (t Target) Panicking(nth int) Target {
	rule := Rule{ID: "test.panics", Severity: Error, Sentence: "Nothing.", Needs: "nothing", stage: schema,
		Source: Source{Inferred, "a test"}}
	rule.judge = func() judgement {
		return judgement{
			see: func(x *observation, say *ruling) {
				say.kept()
				if x.Number == nth {
					panic("no such thing: " + t.Token.Value)
				}
			},
			end: func(*ruling) {
				if nth == 0 {
					panic("no such thing: " + t.Token.Value)
				}
			},
		}
	}
	t.more = append(t.more, rule)
	return t
}
