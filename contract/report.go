package contract

import (
	"fmt"
	"slices"
	"time"

	"github.com/ringer-api/ringer/schemas"
)

// ReportVersion is the version of the report's JSON form. It changes when a
// reader of the old form would be misled by the new one.
const ReportVersion = 1

// Report is what a check found, and what the finding is worth.
type Report struct {
	Version int `json:"version"`
	// Target is the address that was checked.
	Target   string    `json:"target"`
	Datasets []Dataset `json:"datasets"`
	Seed     uint64    `json:"seed"`
	// FailOn is the severity from which on a finding breaks the contract.
	FailOn  Severity `json:"failOn"`
	Verdict Verdict  `json:"verdict"`
	// Unfinished is why the target could not be asked, or not to the end;
	// empty when it was.
	Unfinished string `json:"unfinished,omitempty"`
	// Recorded tells that nothing was asked: the exchanges are others', from a
	// file or from traffic that passed. Much is then not examined.
	Recorded bool `json:"recorded,omitempty"`
	// Internal are defects of ringer's own that the run came upon; empty when it
	// is in order. What the parts that failed would have said is missing.
	Internal []*InternalError `json:"internalErrors,omitempty"`
	Started  time.Time        `json:"started"`
	Duration time.Duration    `json:"durationNs"`
	// Findings in the order of the rules. Known ones are among them.
	Findings []*Finding `json:"findings"`
	// Rules has an entry for every rule there is.
	Rules  []RuleResult `json:"rules"`
	Counts Counts       `json:"counts"`
	// Coverage is what of the description was really seen.
	Coverage *Coverage `json:"coverage"`
	// Notes say what a reader should know to trust the verdict as far as it goes.
	Notes []string `json:"notes,omitempty"`

	description string // file of the API description that was judged by; "" for ringer's own
}

// Verdict is the outcome of a check in a word.
type Verdict string

const (
	// Passed: what was examined kept its promises.
	Passed Verdict = "passed"
	// Broken: there are findings as severe as Target.FailOn, or more.
	Broken Verdict = "broken"
	// Unexamined: the run came to no end, or saw nothing to judge.
	Unexamined Verdict = "unexamined"
)

// Outcome is what came of one rule.
type Outcome string

const (
	RuleKept        Outcome = "kept"
	RuleBroken      Outcome = "broken"
	RuleNotExamined Outcome = "not examined"
	RuleOff         Outcome = "off"
)

// RuleResult is what came of one rule.
type RuleResult struct {
	ID       string   `json:"id"`
	Sentence string   `json:"sentence"`
	Source   Source   `json:"source"`
	Severity Severity `json:"severity"`
	Outcome  Outcome  `json:"outcome"`
	// Examined is how many answers the rule was asked about.
	Examined int `json:"examined"`
	// Reason is why it was not examined.
	Reason string `json:"reason,omitempty"`
}

// Counts are the numbers of a run.
type Counts struct {
	Requests int `json:"requests"`
	Answers  int `json:"answers"`
	Records  int `json:"records"` // executions seen, each as often as it was seen
	Errors   int `json:"errors"`
	Warnings int `json:"warnings"`
	Infos    int `json:"infos"`
	Known    int `json:"known"` // findings accepted for now; in none of the three above
}

func (c *Counts) count(x *Exchange) {
	if x.Request.Method != "" {
		c.Requests += 1 + x.Throttled
	}
	if x.Answer != nil {
		c.Answers++
	}
}

// ByOutcome counts the rules with an outcome.
func (r *Report) ByOutcome(o Outcome) int {
	n := 0
	for _, rule := range r.Rules {
		if rule.Outcome == o {
			n++
		}
	}
	return n
}

func (r *Report) note(format string, args ...any) {
	r.Notes = append(r.Notes, fmt.Sprintf(format, args...))
}

// report is what the judge has to say, without the run around it.
func (j *judge) report() *Report {
	r := &Report{
		Version: ReportVersion, Target: j.target.URL, Datasets: j.target.Datasets, Seed: j.target.Seed,
		FailOn:   j.target.FailOn,
		Findings: []*Finding{}, Counts: j.counts,
		Coverage: &Coverage{Gaps: []string{}, Operations: []OperationCoverage{}, Types: []TypeCoverage{}},
	}
	j.mishaps.survive(func() { r.Findings = j.findings() }, "gathering the findings")
	j.mishaps.survive(func() { r.Coverage = j.coverage.summary() }, "summing up the coverage")
	for _, s := range j.seats {
		r.Rules = append(r.Rules, s.result())
	}
	r.accept(j.target.Known, j.target.Now())
	r.tellVersion(j.target.Description)
	if d := j.target.Description; d != nil && d != schemas.Default() {
		r.description = d.File()
	}
	j.unread.tell(r)
	j.unjudged.tell(r)
	for _, s := range j.seats {
		if s.limit != "" {
			r.note("%s %s", s.rule.ID, s.limit)
		}
	}
	r.countFindings()
	return r
}

// countFindings counts them by what they weigh.
func (r *Report) countFindings() {
	for _, f := range r.Findings {
		switch {
		case f.Known != nil:
			r.Counts.Known++
		case f.Severity == Error:
			r.Counts.Errors++
		case f.Severity == Warning:
			r.Counts.Warnings++
		default:
			r.Counts.Infos++
		}
	}
}

func (s *seat) result() RuleResult {
	r := RuleResult{
		ID: s.rule.ID, Sentence: s.rule.Sentence, Source: s.rule.Source, Severity: s.severity,
		Outcome: RuleKept,
	}
	for _, n := range s.examined {
		r.Examined += n
	}
	switch {
	case s.severity == Off:
		r.Outcome = RuleOff
	case len(s.findings) > 0:
		r.Outcome = RuleBroken
	case s.failed:
		r.Outcome, r.Reason = RuleNotExamined, "an internal error of ringer"
	case r.Examined == 0:
		r.Outcome, r.Reason = RuleNotExamined, "needs "+s.rule.Needs
	}
	return r
}

// breaking tells the findings that break the contract from those that are
// only told.
func (r *Report) breaking(f *Finding) bool { return f.Known == nil && f.Severity >= r.FailOn }

// decide sets the verdict. A broken promise that was seen counts whatever
// else could not be asked.
func (r *Report) decide(t Target) {
	r.Verdict = Passed
	switch {
	case slices.ContainsFunc(r.Findings, r.breaking):
		r.Verdict = Broken
	case r.Unfinished != "", len(r.Internal) > 0:
		r.Verdict = Unexamined
	case t.RequireRecords && r.Counts.Records == 0:
		r.Verdict = Unexamined
		r.note("no execution was seen, and the run requires some")
	case r.Counts.Records == 0:
		r.note("no execution was seen: what is promised about executions was not examined")
	}
}
