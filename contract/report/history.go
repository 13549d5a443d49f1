package report

import (
	"cmp"
	"slices"
	"time"

	"github.com/ringer-api/ringer/contract/finding"
	"github.com/ringer-api/ringer/contract/rule"
)

// History is what the last runs of a check have found, oldest first.
type History struct {
	Version int   `json:"version"`
	Runs    []Run `json:"runs"`
}

const (
	// HistoryVersion is the version of the format of a History.
	HistoryVersion = 1
	// MaxRuns is how many runs are kept, maxFound how many findings of each.
	MaxRuns  = 50
	maxFound = 500
)

// Run is what one run has found.
type Run struct {
	At      time.Time `json:"at"`
	Target  string    `json:"target"`
	Verdict Verdict   `json:"verdict"`
	Found   []Found   `json:"found"`
	// NotExamined are the rules that would not have found anything in it.
	NotExamined []string `json:"notExamined,omitempty"`
	// Complete reports whether it was not cut short.
	Complete bool `json:"complete"`
}

// Found is a finding of a run.
type Found struct {
	// Keys are those of the finding and of the ones that it stands for.
	Keys     []string         `json:"keys"`
	Rule     string           `json:"rule"`
	Severity finding.Severity `json:"severity"`
	// Where is the property and the operations, Got what was seen there.
	Where string `json:"where"`
	Got   string `json:"got"`
	// Known reports whether a known failure accepts it.
	Known bool `json:"known,omitempty"`
}

// String returns severity, rule and place.
func (f Found) String() string {
	label := f.Severity.String()
	if f.Known {
		label = "known"
	}
	return label + " " + f.Rule + f.Where
}

// is reports whether two findings are the same.
func (f Found) is(keys []string) bool {
	return slices.ContainsFunc(f.Keys, func(key string) bool { return slices.Contains(keys, key) })
}

// RunOf returns what a run has found.
func RunOf(r *Report) Run {
	run := Run{At: r.Started.UTC(), Target: r.Target, Verdict: r.Verdict, Found: []Found{}, Complete: r.Unfinished == "" && len(r.Internal) == 0}
	for _, f := range r.Findings[:min(len(r.Findings), maxFound)] {
		run.Found = append(run.Found, Found{
			Keys: f.Keys(), Rule: f.Rule, Severity: f.Severity, Where: spot(f), Got: got(f), Known: f.Known != nil,
		})
	}
	for _, result := range r.Rules {
		if result.Outcome == rule.RuleSkipped || result.Outcome == rule.RuleOff {
			run.NotExamined = append(run.NotExamined, result.ID)
		}
	}
	return run
}

// couldFind reports whether a run would have found what another one did.
func (run Run) couldFind(f Found) bool {
	return run.Complete && len(run.Found) < maxFound && !slices.Contains(run.NotExamined, f.Rule)
}

// Changes are how the findings of a run differ from those of an earlier one.
type Changes struct {
	// New and Still are the numbers of findings in the report, from 1.
	New, Still []int
	// Gone were not found again, NotExamined could not have been.
	Gone, NotExamined []Found
}

// Any reports whether something has changed.
func (c Changes) Any() bool { return len(c.New)+len(c.Gone)+len(c.NotExamined) > 0 }

// ChangesSince compares a report with an earlier run.
func (r *Report) ChangesSince(before Run) (c Changes) {
	run := RunOf(r)
	for i, f := range r.Findings {
		if slices.ContainsFunc(before.Found, func(o Found) bool { return o.is(f.Keys()) }) {
			c.Still = append(c.Still, i+1)
		} else {
			c.New = append(c.New, i+1)
		}
	}
	for _, o := range before.Found {
		switch {
		case slices.ContainsFunc(r.Findings, func(f *finding.Finding) bool { return o.is(f.Keys()) }):
		case run.couldFind(o):
			c.Gone = append(c.Gone, o)
		default:
			c.NotExamined = append(c.NotExamined, o)
		}
	}
	return c
}

// Add adds a run, and forgets the oldest of more than MaxRuns.
func (h *History) Add(r *Report) {
	h.Version = HistoryVersion
	h.Runs = append(h.Runs, RunOf(r))
	h.Runs = h.Runs[max(0, len(h.Runs)-MaxRuns):]
}

// Tell says in each finding of a report since when it is known from earlier runs of the same
// target, and notes what is gone since the last of them.
func (h *History) Tell(r *Report) {
	var runs []Run
	for _, run := range h.Runs {
		if run.Target == r.Target {
			runs = append(runs, run)
		}
	}
	for _, f := range r.Findings {
		f.Past = pastOf(f, runs)
	}
	if len(runs) == 0 {
		return
	}
	for _, o := range r.ChangesSince(runs[len(runs)-1]).Gone {
		r.Note("gone since the run of %s: %s (%s)", finding.Minute(runs[len(runs)-1].At), o, cmp.Or(o.Got, "nothing"))
	}
}

// pastOf is what earlier runs say of a finding.
func pastOf(f *finding.Finding, runs []Run) *finding.Past {
	p := &finding.Past{Runs: 1, Seen: 1}
	missed := false
	for _, run := range runs {
		at := slices.IndexFunc(run.Found, func(o Found) bool { return o.is(f.Keys()) })
		switch {
		case at >= 0:
			p.Runs++
			p.Seen++
			if p.First.IsZero() {
				p.First = run.At
			}
		case p.First.IsZero():
		case run.couldFind(Found{Rule: f.Rule}):
			p.Runs++
			missed = true
		}
	}
	p.New, p.Flaky = p.First.IsZero(), missed
	return p
}
