package contract

import (
	"fmt"
	"slices"
	"strings"
	"time"
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

// reportOptions are what a report says besides what was judged.
type reportOptions struct {
	Target   string // the address that was checked
	Datasets []Dataset
	Seed     uint64
	// FailOn is the severity from which on a finding breaks the contract.
	FailOn Severity
	// Known are failures that are accepted, until their dates as Now has it.
	Known []KnownFailure
	Now   func() time.Time
	// Description is the file of the API description that was judged by; empty for
	// ringer's own.
	Description string
	// RequireRecords makes a run that saw no execution one that could not ask.
	RequireRecords bool
}

// newReport is what the judge has to say, without the run around it.
func newReport(j *judge, o reportOptions) *Report {
	r := &Report{
		Version: ReportVersion, Target: o.Target, Datasets: o.Datasets, Seed: o.Seed, FailOn: o.FailOn,
		Findings: []*Finding{}, Counts: j.counts,
		Coverage: &Coverage{Gaps: []string{}, Operations: []OperationCoverage{}, Types: []TypeCoverage{}},
	}
	j.mishaps.survive(func() { r.Findings = j.findings() }, "gathering the findings")
	j.mishaps.survive(func() { r.Coverage = j.coverage.summary() }, "summing up the coverage")
	r.Rules = j.results()
	r.accept(o.Known, o.Now())
	if o.Description != "" {
		r.description = o.Description
		r.note("judged by the description in %s, and not by ringer's own", o.Description)
	}
	r.Notes = append(r.Notes, j.notes()...)
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

// breaking tells the findings that break the contract from those that are
// only told.
func (r *Report) breaking(f *Finding) bool { return f.Known == nil && f.Severity >= r.FailOn }

// decide sets the verdict. A broken promise that was seen counts whatever
// else could not be asked.
func (r *Report) decide(requireRecords bool) {
	r.Verdict = Passed
	switch {
	case slices.ContainsFunc(r.Findings, r.breaking):
		r.Verdict = Broken
	case r.Unfinished != "", len(r.Internal) > 0:
		r.Verdict = Unexamined
	case requireRecords && r.Counts.Records == 0:
		r.Verdict = Unexamined
		r.note("no execution was seen, and the run requires some")
	case r.Counts.Records == 0:
		r.note("no execution was seen: what is promised about executions was not examined")
	}
}

// failure is the error that comes with the report: a defect of ours before what
// could not be asked.
func (r *Report) failure(problem *AskError) error {
	if len(r.Internal) > 0 {
		return r.Internal[0]
	}
	if problem != nil {
		return problem
	}
	return nil
}

// but is what to say beside "passed": the gap that weighs most, if it was not
// the run's own wish.
func (r *Report) but() string {
	c := r.Coverage
	if r.Verdict != Passed || r.bare() || c == nil || len(c.Gaps) == 0 ||
		strings.HasSuffix(c.Gaps[0], " was never asked") {
		return ""
	}
	return ", but " + c.Gaps[0]
}

// bare tells a report on bodies without their requests: they cover next to nothing.
func (r *Report) bare() bool { return r.Recorded && r.Counts.Requests == 0 }
