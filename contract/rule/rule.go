// Package rule has the promises, in table.go, and the judge who holds exchanges against
// them. A family of rules has a file of its own. Which break hides which is said in
// precedence.go.
package rule

import (
	"fmt"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/finding"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/schemas"
)

// Rule is a promise, and how to tell whether an answer keeps it.
type Rule struct {
	// ID is stable: "family.promise". Reports, settings and -run use it.
	ID string `json:"id"`
	// Sentence says what is promised, Why what goes wrong for a client when
	// it is broken.
	Sentence string `json:"sentence"`
	Why      string `json:"why"`
	// Source is who promised it.
	Source finding.Source `json:"source"`
	// Severity is how much it weighs unless a Target says otherwise.
	Severity finding.Severity `json:"severity"`
	// Needs says what has to be seen for the rule to be examined at all.
	Needs string `json:"needs"`
	// Breaks and Keeps are an answer that breaks the promise, or the part of
	// it that matters, and one that keeps it.
	Breaks string `json:"breaks,omitempty"`
	Keeps  string `json:"keeps,omitempty"`

	// fields are the properties of a record that the rule reads: where they break their
	// schema, the rule may see nothing to examine.
	fields []string
	// stage is when the rule is asked; see precedence.go.
	stage stage
	// Begin begins the judgement of one run.
	Begin func() Checker `json:"-"`
}

// Explanation is all there is to say about a rule, in lines.
func (r *Rule) Explanation() string {
	lines := []string{r.Sentence}
	for _, l := range [][2]string{
		{"why", r.Why}, {"promised", r.Source.String()}, {"needs", r.Needs},
		{"breaks", r.Breaks}, {"keeps", r.Keeps},
	} {
		if l[1] != "" {
			lines = append(lines, fmt.Sprintf("%-10s%s", l[0], l[1]))
		}
	}
	return strings.Join(lines, "\n")
}

// Rules lists every rule, in the order in which reports show them. The slice
// is the caller's own.
func Rules() []Rule {
	all := make([]Rule, len(rules))
	for i, r := range rules {
		all[i] = r.WithExample()
	}
	return all
}

// Find gives the rule of an id; nil when there is none.
func Find(id string) *Rule {
	for i := range rules {
		if rules[i].ID == id {
			return &rules[i]
		}
	}
	return nil
}

// Checker is one rule at work in one run. It is used from one goroutine.
type Checker struct {
	// See is given every exchange that came as far as the rule's stage.
	See func(*observation.Observation, *Recorder)
	// End, when not nil, is called after the last one, for what only the
	// whole run can tell.
	End func(*Recorder)
	// piecemeal tells that what it says of a list is what it says of the
	// executions in it, one by one.
	piecemeal bool
}

// ofExchange makes a rule of a function that needs one exchange to judge.
func ofExchange(see func(*observation.Observation, *Recorder)) func() Checker {
	return func() Checker { return Checker{See: see} }
}

// ofRecord makes a rule of a function that needs one record to judge. The
// Break counts with the verdict broken only; its pointer is inside the record.
func ofRecord(judge func(x *observation.Observation, r observation.Record) (Break, verdict)) func() Checker {
	see := func(x *observation.Observation, say *Recorder) {
		for _, r := range x.Records() {
			if say.over() {
				return
			}
			b, v := judge(x, r)
			switch v {
			case kept:
				say.Kept()
			case broken:
				b.Pointer, b.Record = r.Pointer+b.Pointer, r.ID()
				say.Broke(b)
			}
		}
	}
	return func() Checker { return Checker{See: see, piecemeal: true} }
}

// verdict is what a rule says of one thing it looked at.
type verdict int

const (
	silent verdict = iota // the promise says nothing about it
	kept
	broken
)

// Break is one place where a promise is broken.
type Break struct {
	Expected string
	Got      string
	// Pointer is the place in the body, Record the id of the execution.
	Pointer, Record string
	// Key tells faults apart: breaks of one rule with the same key are one
	// finding. Empty: one finding for each operation.
	Key string
	// Where, when set, is a closer source than the rule's, such as the line
	// of the schema keyword.
	Where string
	// At is the place in the body's text; nil when only the pointer tells it.
	At *schemas.Position
	// Exchange is set by rules that judge at the end of a run; others leave
	// it to the exchange they see.
	Exchange *exchange.Exchange
}

// Recorder is a rule's way to say what it found.
type Recorder struct {
	rule   *ruleState
	seen   *observation.Observation // nil at the end of a run
	spoke  bool                     // something was said about this exchange
	broken bool
	breaks []cause // what broke in it
}

// over tells that the time for judging is over: a rule that looks at many things
// asks before each.
func (r *Recorder) over() bool { return r.rule.over() }

// Kept says that something was examined and found in order.
func (r *Recorder) Kept() { r.examined(r.seen.Exchange) }

// keptBy is kept for rules that speak at the end of a run.
func (r *Recorder) keptBy(x *exchange.Exchange) { r.examined(x) }

// Broke says that something was examined and breaks the promise.
func (r *Recorder) Broke(b Break) {
	if b.Exchange == nil {
		b.Exchange = r.seen.Exchange
	}
	r.examined(b.Exchange)
	r.broken = true
	if r.rule.severity != finding.Off && r.rule.severity != finding.Info {
		r.rule.faulty[b.Exchange.Number] = true
	}
	r.breaks = append(r.breaks, cause{r.rule, r.rule.add(b, r.syntaxOf(b.Exchange))})
}

func (r *Recorder) examined(x *exchange.Exchange) {
	this := r.seen != nil && r.seen.Exchange == x
	if !r.spoke || !this {
		r.rule.examined[finding.QuestionOf(x)]++
	}
	if this {
		r.spoke = true
	}
}

// syntaxOf is what keeps the body of an exchange from being JSON; nil of one that
// is not seen just now.
func (r *Recorder) syntaxOf(x *exchange.Exchange) []schemas.Violation {
	if r.seen == nil || r.seen.Exchange != x {
		return nil
	}
	return r.seen.Reading.Syntax
}

// maxRemembered bounds how many executions a rule remembers between exchanges.
const maxRemembered = 100_000
