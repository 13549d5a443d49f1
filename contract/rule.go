package contract

import (
	"fmt"
	"strings"

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
	Source Source `json:"source"`
	// Severity is how much it weighs unless a Target says otherwise.
	Severity Severity `json:"severity"`
	// Needs says what has to be seen for the rule to be examined at all.
	Needs string `json:"needs"`
	// Breaks and Keeps are an answer that breaks the promise, or the part of
	// it that matters, and one that keeps it.
	Breaks string `json:"breaks,omitempty"`
	Keeps  string `json:"keeps,omitempty"`

	// stage is when the rule is asked; see stages.
	stage stage `json:"-"`
	// judge begins the judgement of one run.
	judge func() judgement `json:"-"`
}

// explanation is all there is to say about a rule, in lines.
func (r *Rule) explanation() string {
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
		all[i] = r.withExample()
	}
	return all
}

func findRule(id string) *Rule {
	for i := range rules {
		if rules[i].ID == id {
			return &rules[i]
		}
	}
	return nil
}

// judgement is one rule at work in one run. It is used from one goroutine.
type judgement struct {
	// see is given every exchange that came as far as the rule's stage.
	see func(*observation, *ruling)
	// end, when not nil, is called after the last one, for what only the
	// whole run can tell.
	end func(*ruling)
	// piecemeal tells that what it says of a list is what it says of the
	// executions in it, one by one.
	piecemeal bool
}

// ofExchange makes a rule of a function that needs one exchange to judge.
func ofExchange(see func(*observation, *ruling)) func() judgement {
	return func() judgement { return judgement{see: see} }
}

// ofRecord makes a rule of a function that needs one record to judge. The
// Break counts with the verdict broken only; its pointer is inside the record.
func ofRecord(judge func(x *observation, r Record) (Break, verdict)) func() judgement {
	see := func(x *observation, say *ruling) {
		for _, r := range x.records() {
			if say.over() {
				return
			}
			b, v := judge(x, r)
			switch v {
			case kept:
				say.kept()
			case broken:
				b.Pointer, b.Record = r.Pointer+b.Pointer, r.ID()
				say.broke(b)
			}
		}
	}
	return func() judgement { return judgement{see: see, piecemeal: true} }
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
	Exchange *Exchange
}

// ruling is a rule's way to say what it found.
type ruling struct {
	seat   *seat
	seen   *observation // nil at the end of a run
	spoke  bool         // something was said about this exchange
	broken bool
}

// over tells that the time for judging is over: a rule that looks at many things
// asks before each.
func (r *ruling) over() bool { return r.seat.over() }

// kept says that something was examined and found in order.
func (r *ruling) kept() { r.examined(r.seen.Exchange) }

// keptBy is kept for rules that speak at the end of a run.
func (r *ruling) keptBy(x *Exchange) { r.examined(x) }

// broke says that something was examined and breaks the promise.
func (r *ruling) broke(b Break) {
	if b.Exchange == nil {
		b.Exchange = r.seen.Exchange
	}
	r.examined(b.Exchange)
	r.broken = true
	if r.seat.severity != Off && r.seat.severity != Info {
		r.seat.faulty[b.Exchange.Number] = true
	}
	r.seat.add(b, r.syntaxOf(b.Exchange))
}

func (r *ruling) examined(x *Exchange) {
	this := r.seen != nil && r.seen.Exchange == x
	if !r.spoke || !this {
		r.seat.examined[asked{x.Probe.Operation, x.Probe.Expect.Kind}]++
	}
	if this {
		r.spoke = true
	}
}

// syntaxOf is what keeps the body of an exchange from being JSON; nil of one that
// is not seen just now.
func (r *ruling) syntaxOf(x *Exchange) []schemas.Violation {
	if r.seen == nil || r.seen.Exchange != x {
		return nil
	}
	return r.seen.reading.syntax
}

// maxRemembered bounds how many executions a rule remembers between exchanges.
const maxRemembered = 100_000
