package rule

import (
	"context"
	"iter"
	"slices"

	"github.com/ringer-api/ringer/contract/coverage"
	"github.com/ringer-api/ringer/contract/defect"
	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/finding"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/schemas"
)

// Options are what exchanges are judged by.
type Options struct {
	// Description is what the service promises.
	Description *schemas.Description
	// Severities of single rules by id, instead of their own; Strict makes warnings
	// of what is only information.
	Severities map[string]finding.Severity
	Strict     bool
	// Secrets are those that no finding may show, Curl how it asks again.
	Secrets []exchange.Secret
	Curl    exchange.CurlOptions
	// More are rules besides those of the table.
	More []Rule
}

// Judge listens to exchanges, one after the other, and remembers only what
// rules remember, findings, and counts.
type Judge struct {
	Reader       observation.Reader
	redact       exchange.Redactor
	Defects      *defect.Log
	rules        []*ruleState
	Counts       Counts
	Reachability Reachability
	Unjudged     unjudged
	keeper       finding.Keeper
	hiding       hiding
	// Context ends the judging, as it ends the asking.
	Context context.Context
	unread  unread
	// Coverage is shown every exchange once it has been read.
	Coverage *coverage.Listener
	recent   finding.Recent
}

// ruleState is one rule with its judgement and what came of it.
type ruleState struct {
	rule     Rule
	severity finding.Severity
	Checker
	examined map[finding.Question]int // answers examined
	findings []*finding.Finding
	byKey    map[string]*finding.Finding
	redact   exchange.Redactor
	curl     exchange.CurlOptions
	recent   *finding.Recent
	over     func() bool // the time for judging is over
	keeper   *finding.Keeper
	faulty   map[int]bool // numbers of the exchanges in which any rule was broken
	// limit is how far the rule has looked, when it did not look at everything.
	limit string
	// failed tells that the rule itself panicked, so it is asked no more.
	failed bool
}

// NewJudge begins the judgement of every rule.
func NewJudge(o Options) *Judge {
	redact := exchange.NewRedactor(o.Secrets)
	j := &Judge{
		Reader: observation.NewReader(o.Description), redact: redact,
		Defects: &defect.Log{Hide: redact}, Context: context.Background(), Coverage: coverage.New(o.Description),
	}
	faulty := map[int]bool{}
	for _, r := range slices.Concat(rules, o.More) {
		j.rules = append(j.rules, &ruleState{
			rule: r, severity: o.severity(r), Checker: r.Begin(), examined: map[finding.Question]int{},
			byKey: map[string]*finding.Finding{}, redact: j.redact, curl: o.Curl, recent: &j.recent,
			faulty: faulty, over: j.over, keeper: &j.keeper,
		})
	}
	return j
}

// severity is what a rule weighs here.
func (o Options) severity(r Rule) finding.Severity {
	if s := o.Severities[r.ID]; s != finding.Default {
		return s
	}
	if o.Strict && r.Severity == finding.Info {
		return finding.Warning
	}
	return r.Severity
}

// See judges one exchange by every rule, stage by stage.
func (j *Judge) See(x *exchange.Exchange) *observation.Observation {
	seen := &observation.Observation{Exchange: x, Reading: &observation.Reading{}}
	j.Counts.Count(x)
	j.unread.see(x)
	if x.Fault != nil && x.Fault.Kind == exchange.Stopped {
		return seen
	}
	if j.over() {
		j.Unjudged.late++
		return seen
	}
	read := func() { j.read(seen) }
	if j.Defects.Recover(read, "reading response %d", x.Number) && !j.Reachability.consequence(x) {
		j.checkStages(seen)
	}
	return seen
}

// checkStages asks the rules, until a break at one stage is the reason for whatever
// would break at those after it.
func (j *Judge) checkStages(x *observation.Observation) {
	for s := firstStage[x.Origin.Known]; s < stages; s++ {
		if s == memory && x.Origin.Stale {
			break
		}
		if s > schema && j.over() {
			j.Unjudged.add(x.Exchange, "the time was over before all rules were checked", 0, 1)
			return
		}
		if j.checkStage(x, s) && s.final(x) {
			break
		}
	}
	j.recent.Add(x.Exchange)
}

// read reads an exchange for the rules, and shows it to who listens beside them.
func (j *Judge) read(x *observation.Observation) {
	*x = *j.Reader.Read(j.Context, x.Exchange)
	j.Unjudged.see(x)
	j.Counts.Records += len(x.Records())
	j.Reachability.See(x.Exchange)
	j.Coverage.See(x)
	j.unread.seeTimes(x, j.redact)
	_, list := x.Reading.Value.([]any)
	j.hiding.see(x, list, j.schemaRule())
}

// schemaRule is the rule whose findings say which fields cannot be relied on.
func (j *Judge) schemaRule() *ruleState {
	at := slices.IndexFunc(j.rules, func(s *ruleState) bool { return s.rule.ID == "schema.body" })
	return j.rules[at]
}

func (j *Judge) checkStage(x *observation.Observation, s stage) (broken bool) {
	var causes []cause
	for _, seat := range j.rules {
		if seat.rule.stage != s || seat.See == nil || s > schema && (j.over() || x.Partial() && !seat.piecemeal) {
			continue
		}
		say := &Recorder{rule: seat, seen: x}
		j.checkRules(seat, x, say)
		if say.broken && seat.rule.Severity > finding.Info {
			broken, causes = true, append(causes, say.breaks...)
		}
	}
	if broken && s.final(x) {
		j.hiding.cut(x, s, causes)
	}
	return broken
}

// over tells that the time for judging is over.
func (j *Judge) over() bool { return j.Context.Err() != nil }

// checkRules has one rule judge one exchange. A rule that panics is asked no more: what
// it remembers may be half of it.
func (j *Judge) checkRules(s *ruleState, x *observation.Observation, say *Recorder) {
	see := func() { s.See(x, say) }
	if !j.Defects.Recover(see, "checking %s on response %d", s.rule.ID, x.Number) {
		s.failed, s.Checker = true, Checker{}
	}
}

// End asks the rules that needed the whole run.
func (j *Judge) End() {
	for _, s := range j.rules {
		if s.Checker.End == nil {
			continue
		}
		end := func() { s.Checker.End(&Recorder{rule: s}) }
		if !j.Defects.Recover(end, "checking %s at the end of the run", s.rule.ID) {
			s.failed = true
		}
	}
}

// Findings are all of them, in the order of the rules, known ones included.
func (j *Judge) Findings() []*finding.Finding {
	all := []*finding.Finding{}
	for s, f := range j.visible() {
		f.Of = s.of(f)
		all = append(all, f)
	}
	return all
}

// Found counts the findings.
func (j *Judge) Found() (n int) {
	for range j.visible() {
		n++
	}
	return n
}

// FirstShownBy are the findings that an exchange is the first to show.
func (j *Judge) FirstShownBy(x *exchange.Exchange) (all []*finding.Finding) {
	for s, f := range j.visible() {
		if f.Exchange.Number == x.Number {
			f.Of = s.of(f)
			all = append(all, f)
		}
	}
	return all
}

// visible are the findings that are no consequence of others, with their rules.
func (j *Judge) visible() iter.Seq2[*ruleState, *finding.Finding] {
	return func(yield func(*ruleState, *finding.Finding) bool) {
		for _, s := range j.rules {
			if s.severity == finding.Off {
				continue
			}
			for _, f := range s.findings {
				if !j.hidden(f) && !yield(s, f) {
					return
				}
			}
		}
	}
}

// Forget begins every rule's judgement anew. What was found and counted stays.
func (j *Judge) Forget() {
	for _, s := range j.rules {
		if s.failed {
			continue
		}
		s.Checker = s.rule.Begin()
	}
}
