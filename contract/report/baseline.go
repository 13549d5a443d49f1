package report

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/ringer-api/ringer/contract/finding"
	"github.com/ringer-api/ringer/contract/rule"
)

// Baseline is a list of known failures that accepts what a run has found, and how it
// differs from the list before.
type Baseline struct {
	// Known are sorted by rule and match.
	Known []finding.KnownFailure
	// Added are new. Kept stayed as they were; NotExamined of them were not seen,
	// because their rules were not examined. Renewed had expired and got a new
	// date. Removed are gone: their findings did not occur.
	Added, Kept, NotExamined, Renewed, Removed int
}

// WithBaseline returns the report as it is when what breaks the contract becomes
// known until a date, and the known failures for that. old is the list before, whose
// failures are not among those of the report: one that still occurs keeps its reason,
// and its date unless that has passed; one that does not is left out, if its rule was
// examined. What other known failures accept needs none of them. The report itself is
// not changed.
func (r *Report) WithBaseline(old []finding.KnownFailure, until, now time.Time) (*Report, Baseline) {
	updated, b := r.clone(), Baseline{Known: []finding.KnownFailure{}}
	updated.separate()
	for _, k := range standingFirst(old, now) {
		updated.keepKnown(&b, k, until, now)
	}
	for _, f := range updated.Findings {
		if !updated.Breaking(f) {
			continue
		}
		k := finding.KnownFailure{Rule: f.Rule, Match: strings.TrimSpace(f.Key), Until: until,
			Reason: "baseline of " + now.UTC().Format(time.DateOnly)}
		updated.accept(&k) // this one, and those whose keys differ only in secrets
		b.Known = append(b.Known, k)
		b.Added++
	}
	slices.SortStableFunc(b.Known, func(k, other finding.KnownFailure) int {
		return cmp.Or(strings.Compare(k.Rule, other.Rule), strings.Compare(k.Match, other.Match))
	})
	updated.arrange()
	c := &updated.Counts
	c.Errors, c.Warnings, c.Infos, c.Known = 0, 0, 0, 0
	updated.countFindings()
	if r.Verdict == Broken { // the others do not depend on what is known
		updated.Decide()
	}
	return updated, b
}

// clone is a copy whose findings and notes can be changed.
func (r *Report) clone() *Report {
	c := *r
	c.Findings, c.Notes = make([]*finding.Finding, len(r.Findings)), slices.Clone(r.Notes)
	for i, f := range r.Findings {
		own := *f
		c.Findings[i] = &own
	}
	return &c
}

// standingFirst puts the failures that have expired behind the others: they are
// renewed only for what nothing else accepts.
func standingFirst(known []finding.KnownFailure, now time.Time) []finding.KnownFailure {
	known = slices.Clone(known)
	slices.SortStableFunc(known, func(k, other finding.KnownFailure) int {
		switch expired := k.Expired(now); {
		case expired == other.Expired(now):
			return 0
		case expired:
			return 1
		}
		return -1
	})
	return known
}

// keepKnown takes a known failure over from the list before, unless it is done with.
func (r *Report) keepKnown(b *Baseline, k finding.KnownFailure, until, now time.Time) {
	occurs, expired := r.accept(&k), k.Expired(now)
	switch {
	case occurs && expired:
		r.Note("the known failure of %s was past its date %s and is renewed until %s (%s)",
			&k, k.Until.Format(time.DateOnly), until.Format(time.DateOnly), k.Reason)
		k.Until = until
		b.Renewed++
	case occurs:
		b.Kept++
	case slices.ContainsFunc(r.Findings, k.Matches):
		r.Note("the known failure of %s is removed: another one accepts the same finding (%s)", &k, k.Reason)
		b.Removed++
		return
	case r.examined(k.Rule):
		r.Note("the known failure of %s did not fail and is removed (%s)", &k, k.Reason)
		b.Removed++
		return
	default:
		r.Note("the known failure of %s did not fail: %s (%s)", &k, r.unusedKnown(&k), k.Reason)
		b.Kept++
		b.NotExamined++
	}
	b.Known = append(b.Known, k)
}

// examined reports whether a rule would have found what there is to find.
func (r *Report) examined(id string) bool {
	return slices.ContainsFunc(r.Rules, func(result rule.Result) bool {
		return result.ID == id && (result.Outcome == rule.RulePassed || result.Outcome == rule.RuleBroken)
	})
}
