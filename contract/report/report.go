// Package report has the result of a check, and its output formats. The formats decide
// nothing.
package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/ringer-api/ringer/contract/coverage"
	"github.com/ringer-api/ringer/contract/defect"
	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/finding"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/contract/rule"
)

// ReportVersion is the version of the report's JSON format. It changes when a reader of
// the old format would misunderstand the new one.
const ReportVersion = 1

// Report is the result of a check.
type Report struct {
	Version int `json:"version"`
	// Target is the address that was checked.
	Target string `json:"target"`
	// Collections are the collections of jobs that were checked, by their path parameters.
	Collections []exchange.Inputs `json:"datasets"`
	Seed        uint64            `json:"seed"`
	// FailOn is the lowest severity of findings that break the contract.
	FailOn  finding.Severity `json:"failOn"`
	Verdict Verdict          `json:"verdict"`
	// Unfinished is why the target could not be checked, or not completely; empty when
	// it was.
	Unfinished string `json:"unfinished,omitempty"`
	// Recorded reports whether the check has sent no request: the exchanges are from a
	// file or from observed traffic. Many rules are then skipped.
	Recorded bool `json:"recorded,omitempty"`
	// Internal are the internal errors of ringer during the run; normally empty. The
	// results of the parts that failed are missing.
	Internal []*defect.Error `json:"internalErrors,omitempty"`
	Started  time.Time       `json:"started"`
	Duration time.Duration   `json:"durationNs"`
	// Findings are in the order in which one would mend them, known ones after the others.
	Findings []*finding.Finding `json:"findings"`
	// Rules has an entry for every rule.
	Rules  []rule.Result `json:"rules"`
	Counts rule.Counts   `json:"counts"`
	// Jobs are the kinds of jobs of an API, other than the built-in one, and how much was seen
	// of each.
	Jobs []rule.JobResult `json:"jobs,omitempty"`
	// Probes counts the requests of a run by kind of probe; empty for a recorded one.
	Probes []ProbeCount `json:"probes,omitempty"`
	// Coverage is which parts of the description were seen.
	Coverage *coverage.Summary `json:"coverage"`
	// Word is the API's word for a job; empty for "job".
	Word string `json:"word,omitempty"`
	// Docs names the documentation page whose lines sources have; empty when none do.
	Docs string `json:"docs,omitempty"`
	// Notes are what a reader must know to interpret the verdict.
	Notes []string `json:"notes,omitempty"`

	require     []string
	decided     []string // the notes that Decide has added
	description string   // file of the API description; "" for the API's own
	parameter   string   // the path parameter that names a job
	words       rule.Words
}

// ProbeCount is what was planned and sent of one kind of probe. Requests that are repeated
// after a 429, or after the 404 of a job that may be late, are counted once.
type ProbeCount struct {
	Name string `json:"name"`
	// Planned is how many requests there are at most, before anything is known.
	Planned int `json:"planned"`
	Sent    int `json:"sent"`
	// LeftOut is how many more would have been sent without the bounds of the run.
	LeftOut int `json:"leftOut"`
}

// Verdict is the result of a whole check.
type Verdict string

const (
	// Passed: no rule that was checked is broken.
	Passed Verdict = "passed"
	// Broken: there are findings as severe as Target.FailOn, or more.
	Broken Verdict = "broken"
	// NotChecked: the run was cut short, or there was nothing to check.
	NotChecked Verdict = "unexamined"
)

// Noun returns the API's word for a job.
func (r *Report) Noun() string { return cmp.Or(r.Word, "job") }

// JobParameter returns the path parameter that names a job; empty when none does.
func (r *Report) JobParameter() string { return r.parameter }

// ByOutcome returns the number of rules with an outcome.
func (r *Report) ByOutcome(o rule.Outcome) int {
	n := 0
	for _, rule := range r.Rules {
		if rule.Outcome == o {
			n++
		}
	}
	return n
}

// Note adds a note.
func (r *Report) Note(format string, args ...any) {
	r.Notes = append(r.Notes, fmt.Sprintf(format, args...))
}

// Options are what a report depends on besides the exchanges.
type Options struct {
	Target      string // the address that was checked
	Collections []exchange.Inputs
	Seed        uint64
	// Resources are the jobs of the API, Words the texts of its rules.
	Resources *observation.Resources
	Words     rule.Words
	// Docs names the documentation page whose lines sources have.
	Docs string
	// FailOn is the lowest severity of findings that break the contract.
	FailOn finding.Severity
	// Known are the known failures; Now decides whether they are past their dates.
	Known []finding.KnownFailure
	Now   func() time.Time
	// Description is the file of the API description; empty for the built-in one.
	Description string
	// Require are ids of rules, or RequireRecords: a run in which one of them was not
	// examined is NotChecked unless it is Broken.
	Require []string
}

// New returns the report of what the judge has found. It sets neither the verdict nor what
// is known only to the run.
func New(j *rule.Judge, o Options) *Report {
	r := &Report{
		require: o.Require, Version: ReportVersion, Target: o.Target, Collections: o.Collections, Seed: o.Seed, FailOn: o.FailOn,
		Word: o.Resources.First().Noun, parameter: o.Resources.First().Job.Name, words: o.Words, Docs: o.Docs,
		Findings: []*finding.Finding{}, Counts: j.Counts,
		Coverage: &coverage.Summary{Gaps: []string{}, Operations: []coverage.Operation{}, Types: []coverage.Type{}},
	}
	j.Defects.Recover(func() { r.Findings = j.Findings() }, "gathering the findings")
	j.Defects.Recover(func() { r.Coverage = j.Coverage.Summary() }, "summing up the coverage")
	r.Rules, r.Jobs = j.Results(), j.JobResults()
	r.Counts.Jobs = j.OwnJobs()
	r.acceptKnown(o.Known, o.Now())
	r.arrange()
	if o.Description != "" {
		r.description = o.Description
		r.Note("checked against the description in %s instead of the built-in one", o.Description)
	}
	r.Notes = append(r.Notes, j.Notes()...)
	r.countFindings()
	return r
}

// countFindings counts the findings by severity.
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

// Breaking reports whether a finding breaks the contract.
func (r *Report) Breaking(f *finding.Finding) bool { return f.Known == nil && f.Severity >= r.FailOn }

// Decide sets the verdict. A finding counts even when other requests could not be sent.
func (r *Report) Decide() {
	r.Verdict = Passed
	r.Notes = slices.DeleteFunc(r.Notes, func(note string) bool { return slices.Contains(r.decided, note) })
	before := len(r.Notes)
	defer func() { r.decided = slices.Clone(r.Notes[before:]) }()
	r.noteHidden()
	unmet := r.noteUnmet()
	switch {
	case slices.ContainsFunc(r.Findings, r.Breaking):
		r.Verdict = Broken
	case r.Unfinished != "", len(r.Internal) > 0:
		r.Verdict = NotChecked
	case unmet:
		r.Verdict = NotChecked
	case r.Counts.Records == 0:
		r.Note("no %s was seen: rules about %s were skipped", r.Noun(), exchange.Plural(r.Noun()))
	}
}

// Failure returns the error that belongs to the report: an internal error of ringer, or
// else problem; nil when there is neither.
func (r *Report) Failure(problem *exchange.NotCheckedError) error {
	if len(r.Internal) > 0 {
		return r.Internal[0]
	}
	if problem != nil {
		return problem
	}
	return nil
}

// but returns what to add to "passed": the rules that accepted findings hide, or else the
// most important gap in the coverage, unless the run left it out on purpose.
func (r *Report) but() string {
	if ids, by := r.hiddenRules(); r.Verdict == Passed && len(ids) > 0 {
		return fmt.Sprintf(", but %s may be hidden by %s", exchange.Count(len(ids), "rule"), r.causes(by))
	}
	c := r.Coverage
	if r.Verdict != Passed || r.emptyRun() || c == nil || len(c.Gaps) == 0 ||
		strings.HasSuffix(c.Gaps[0], " was never requested") {
		return ""
	}
	return ", but " + c.Gaps[0]
}

// emptyRun reports whether the report is about bodies without their requests: they cover
// almost nothing.
func (r *Report) emptyRun() bool { return r.Recorded && r.Counts.Requests == 0 }
