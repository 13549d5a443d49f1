// Package report is what a check says, and its forms. A form decides nothing.
package report

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/ringer-api/ringer/contract/coverage"
	"github.com/ringer-api/ringer/contract/defect"
	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/finding"
	"github.com/ringer-api/ringer/contract/rule"
)

// ReportVersion is the version of the report's JSON form. It changes when a
// reader of the old form would be misled by the new one.
const ReportVersion = 1

// Report is what a check found, and what the finding is worth.
type Report struct {
	Version int `json:"version"`
	// Target is the address that was checked.
	Target   string             `json:"target"`
	Datasets []exchange.Dataset `json:"datasets"`
	Seed     uint64             `json:"seed"`
	// FailOn is the severity from which on a finding breaks the contract.
	FailOn  finding.Severity `json:"failOn"`
	Verdict Verdict          `json:"verdict"`
	// Unfinished is why the target could not be asked, or not to the end;
	// empty when it was.
	Unfinished string `json:"unfinished,omitempty"`
	// Recorded tells that nothing was asked: the exchanges are others', from a
	// file or from traffic that passed. Much is then not examined.
	Recorded bool `json:"recorded,omitempty"`
	// Internal are defects of ringer's own that the run came upon; empty when it
	// is in order. What the parts that failed would have said is missing.
	Internal []*defect.Error `json:"internalErrors,omitempty"`
	Started  time.Time       `json:"started"`
	Duration time.Duration   `json:"durationNs"`
	// Findings in the order of the rules. Known ones are among them.
	Findings []*finding.Finding `json:"findings"`
	// Rules has an entry for every rule there is.
	Rules  []rule.Result `json:"rules"`
	Counts rule.Counts   `json:"counts"`
	// Coverage is what of the description was really seen.
	Coverage *coverage.Summary `json:"coverage"`
	// Notes say what a reader should know to trust the verdict as far as it goes.
	Notes []string `json:"notes,omitempty"`

	description    string // file of the API description that was judged by; "" for ringer's own
	requireRecords bool
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
func (r *Report) ByOutcome(o rule.Outcome) int {
	n := 0
	for _, rule := range r.Rules {
		if rule.Outcome == o {
			n++
		}
	}
	return n
}

// Note adds a sentence to what a reader should know.
func (r *Report) Note(format string, args ...any) {
	r.Notes = append(r.Notes, fmt.Sprintf(format, args...))
}

// Options are what a report says besides what was judged.
type Options struct {
	Target   string // the address that was checked
	Datasets []exchange.Dataset
	Seed     uint64
	// FailOn is the severity from which on a finding breaks the contract.
	FailOn finding.Severity
	// Known are failures that are accepted, until their dates as Now has it.
	Known []finding.KnownFailure
	Now   func() time.Time
	// Description is the file of the API description that was judged by; empty for
	// ringer's own.
	Description string
	// RequireRecords makes a run that saw no execution one that could not ask.
	RequireRecords bool
}

// New is what the judge has to say, without the run around it.
func New(j *rule.Judge, o Options) *Report {
	r := &Report{
		Version: ReportVersion, Target: o.Target, Datasets: o.Datasets, Seed: o.Seed, FailOn: o.FailOn,
		Findings: []*finding.Finding{}, Counts: j.Counts,
		Coverage: &coverage.Summary{Gaps: []string{}, Operations: []coverage.Operation{}, Types: []coverage.Type{}},
	}
	j.Defects.Recover(func() { r.Findings = j.Findings() }, "gathering the findings")
	j.Defects.Recover(func() { r.Coverage = j.Coverage.Summary() }, "summing up the coverage")
	r.Rules = j.Results()
	r.requireRecords = o.RequireRecords
	r.acceptKnown(o.Known, o.Now())
	if o.Description != "" {
		r.description = o.Description
		r.Note("checked against the description in %s instead of the built-in one", o.Description)
	}
	r.Notes = append(r.Notes, j.Notes()...)
	r.countFindings()
	return r
}

// countFindings counts them by what they weigh.
func (r *Report) countFindings() {
	for _, f := range r.Findings {
		switch {
		case f.Known != nil:
			r.Counts.Known++
		case f.Severity == finding.Error:
			r.Counts.Errors++
		case f.Severity == finding.Warning:
			r.Counts.Warnings++
		default:
			r.Counts.Infos++
		}
	}
}

// Breaking tells the findings that break the contract from those that are
// only told.
func (r *Report) Breaking(f *finding.Finding) bool { return f.Known == nil && f.Severity >= r.FailOn }

// Decide sets the verdict. A broken promise that was seen counts whatever
// else could not be asked.
func (r *Report) Decide(requireRecords bool) {
	r.Verdict = Passed
	switch {
	case slices.ContainsFunc(r.Findings, r.Breaking):
		r.Verdict = Broken
	case r.Unfinished != "", len(r.Internal) > 0:
		r.Verdict = Unexamined
	case requireRecords && r.Counts.Records == 0:
		r.Verdict = Unexamined
		r.Note("no execution was seen, and the run requires some")
	case r.Counts.Records == 0:
		r.Note("no execution was seen: rules about executions were skipped")
	}
}

// Failure is the error that comes with the report: a defect of ours before what
// could not be asked.
func (r *Report) Failure(problem *exchange.NotCheckedError) error {
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
	if r.Verdict != Passed || r.emptyRun() || c == nil || len(c.Gaps) == 0 ||
		strings.HasSuffix(c.Gaps[0], " was never requested") {
		return ""
	}
	return ", but " + c.Gaps[0]
}

// emptyRun tells a report on bodies without their requests: they cover next to nothing.
func (r *Report) emptyRun() bool { return r.Recorded && r.Counts.Requests == 0 }
