package rule

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"time"

	"github.com/ringer-api/ringer/contract/coverage"
	"github.com/ringer-api/ringer/contract/defect"
	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/finding"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/schemas"
)

// Options configure a Judge.
type Options struct {
	// Description is the API description of the service.
	Description *schemas.Description
	// Severities replace the severities of single rules, by id; Strict makes warnings of
	// findings that are only information.
	Severities map[string]finding.Severity
	Strict     bool
	// Secrets are the values that no finding may show; Curl is how a finding's curl command
	// repeats a request.
	Secrets []exchange.Secret
	Curl    exchange.CurlOptions
	// Resources are the jobs of the description.
	Resources *observation.Resources
	// Words are the texts of rules for the API.
	Words Words
	// Settle is how late something may be before it is missing; 0 means 5 s.
	Settle time.Duration
	// More are rules in addition to those of the table.
	More []Rule
}

// Judge checks exchanges, one after the other, and remembers only what rules remember,
// findings, and counts. It must be used from one goroutine.
type Judge struct {
	Reader       observation.Reader
	redact       exchange.Redactor
	Defects      *defect.Log
	rules        []*ruleState
	Counts       Counts
	Reachability Reachability
	Unjudged     unjudged
	keeper       finding.Keeper
	description  *schemas.Description
	hiding       hiding
	// Context ends the checking of responses, as it ends the sending of requests.
	Context context.Context
	unread  unread
	// Coverage receives every exchange once its body has been parsed.
	Coverage  *coverage.Listener
	recent    finding.Recent
	moments   []finding.Moment // of all exchanges, at most finding.MaxMoments
	Resources *observation.Resources
	records   map[*observation.Jobs]int
	shown     map[*observation.Jobs]*shownJobs
}

// ruleState is one rule with its checkers and its findings.
type ruleState struct {
	rule     Rule
	severity finding.Severity
	// checkers are one for each kind of jobs: what one remembers says nothing about another.
	checkers  map[*observation.Jobs]Checker
	ends      bool // they report at the end of a run, too
	resources *observation.Resources
	examined  map[finding.RequestKind]int // responses checked
	// moments are when those took place, at most finding.MaxMoments of each kind.
	moments  map[finding.RequestKind][]finding.Moment
	findings []*finding.Finding
	byKey    map[string]*finding.Finding
	compared map[string]bool // jobs that the rule has compared, at most finding.MaxHeld
	redact   exchange.Redactor
	curl     exchange.CurlOptions
	recent   *finding.Recent
	over     func() bool // the time limit was reached
	keeper   *finding.Keeper
	faulty   map[int]bool // numbers of the exchanges in which any rule was broken
	// limit describes how much the rule has checked; empty if it has checked everything.
	limit string
	// settle is how late something may appear before it counts as missing.
	settle time.Duration
	// failed reports whether the rule itself panicked; then it is not used any more.
	failed bool
}

// NewJudge returns a Judge for one run, with every rule.
func NewJudge(o Options) *Judge {
	redact := exchange.NewRedactor(o.Secrets)
	j := &Judge{
		Reader: observation.NewReader(o.Description, o.Resources), description: o.Description, redact: redact,
		Defects: &defect.Log{Hide: redact}, Context: context.Background(), Coverage: coverage.New(o.Description, o.Resources),
		hiding: hiding{resources: o.Resources}, Resources: o.Resources, records: map[*observation.Jobs]int{}, shown: map[*observation.Jobs]*shownJobs{},
		recent: finding.Recent{Collection: func(operation string, in exchange.Inputs) (string, bool) {
			j := o.Resources.Of(operation)
			c, ok := j.CollectionOf(in)
			return j.Noun + " " + string(c), ok
		}},
	}
	faulty := map[int]bool{}
	for _, r := range slices.Concat(rules, o.More) {
		j.rules = append(j.rules, &ruleState{
			rule: o.Words.Of(r), severity: o.severity(r), checkers: map[*observation.Jobs]Checker{}, resources: o.Resources, examined: map[finding.RequestKind]int{},
			moments: map[finding.RequestKind][]finding.Moment{},
			byKey:   map[string]*finding.Finding{}, compared: map[string]bool{}, redact: j.redact, curl: o.Curl, recent: &j.recent,
			faulty: faulty, over: j.over, keeper: &j.keeper, settle: cmp.Or(o.Settle, defaultSettle),
		})
	}
	return j
}

// checker is that of a kind of jobs.
func (s *ruleState) checker(j *observation.Jobs) Checker {
	c, begun := s.checkers[j]
	if !begun && !s.failed {
		c = s.rule.Begin()
		s.checkers[j] = c
		s.ends = s.ends || c.End != nil
	}
	return c
}

// severity returns the severity of a rule in this run.
func (o Options) severity(r Rule) finding.Severity {
	if s := o.Severities[r.ID]; s != finding.Default {
		return s
	}
	if o.Strict && r.Severity == finding.Info {
		return finding.Warning
	}
	return r.Severity
}

// See checks one exchange against every rule, stage by stage.
func (j *Judge) See(x *exchange.Exchange) *observation.Observation {
	seen := j.Resources.Of(x.Probe.Operation).Unread(x)
	j.Counts.Count(x)
	if len(j.moments) < finding.MaxMoments {
		m := finding.MomentOf(x)
		id, _ := seen.AskedID()
		m.Place = seen.Place() + " " + id
		j.moments = append(j.moments, m)
	}
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

// checkStages checks the rules, until a break at one stage is the reason for whatever
// would break at later ones.
func (j *Judge) checkStages(x *observation.Observation) {
	for s := firstStage[x.Origin.Known]; s < stages; s++ {
		if s == memory && x.Origin.Stale {
			break
		}
		if s > schema && j.over() {
			j.Unjudged.add(x.Exchange, "the time limit was reached before all rules were checked", 0, 1)
			return
		}
		if j.checkStage(x, s) && s.final(x) {
			break
		}
	}
	j.recent.Add(x.Exchange)
}

// read parses an exchange for the rules, and passes it to the other listeners.
func (j *Judge) read(x *observation.Observation) {
	*x = *j.Reader.Read(j.Context, x.Exchange)
	j.Unjudged.see(x)
	j.Counts.Records += len(x.Records())
	j.records[x.Jobs] += len(x.Records())
	j.countShown(x)
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
		if seat.rule.stage != s {
			continue
		}
		checker := seat.checker(x.Jobs)
		if checker.See == nil || s > schema && (j.over() || x.Partial() && !checker.piecemeal) {
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

// over reports whether the time limit was reached.
func (j *Judge) over() bool { return j.Context.Err() != nil }

// checkRules checks one exchange by one rule. A rule that panics is not used any more: its
// state may be incomplete.
func (j *Judge) checkRules(s *ruleState, x *observation.Observation, say *Recorder) {
	see := func() { s.checker(x.Jobs).See(x, say) }
	if !j.Defects.Recover(see, "checking %s on response %d", s.rule.ID, x.Number) {
		s.failed = true
		clear(s.checkers)
	}
}

// End checks the rules that need the whole run.
func (j *Judge) End() {
	for _, s := range j.rules {
		for _, about := range append(slices.Clone(j.Resources.All), j.Resources.Rest) {
			c, begun := s.checkers[about]
			if !begun || c.End == nil || s.failed {
				continue
			}
			delete(s.checkers, about) // Rest may be one of All
			end := func() { c.End(&Recorder{rule: s}) }
			if !j.Defects.Recover(end, "checking %s at the end of the run", s.rule.ID) {
				s.failed = true
			}
		}
	}
}

// Findings returns all findings, in the order of the rules, known ones included.
func (j *Judge) Findings() []*finding.Finding {
	all := []*finding.Finding{}
	for s, f := range j.visible() {
		f.Of = s.of(f)
		j.tellSeen(s, f)
		f.Consequences = nil
		f.Beside = j.recent.Beside(f.Exchange, j.redact, func(operation string) bool {
			return j.Resources.Of(operation).Role(operation) == observation.RoleResults
		})
		all = append(all, f)
	}
	j.foldConsequences()
	return all
}

// Found returns the number of findings.
func (j *Judge) Found() (n int) {
	for range j.visible() {
		n++
	}
	return n
}

// FirstShownBy returns the findings that were found first in this exchange.
func (j *Judge) FirstShownBy(x *exchange.Exchange) (all []*finding.Finding) {
	for s, f := range j.visible() {
		if f.First == x.Number {
			f.Of = s.of(f)
			all = append(all, f)
		}
	}
	return all
}

// visible yields the findings that are not a consequence of others, with their rules.
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

// Forget clears what the rules remember of earlier exchanges. Findings and counts stay.
func (j *Judge) Forget() {
	for _, s := range j.rules {
		clear(s.checkers)
	}
}
