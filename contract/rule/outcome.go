package rule

import (
	"slices"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/finding"
	"github.com/ringer-api/ringer/contract/observation"
)

// Outcome is the result of one rule in one run.
type Outcome string

const (
	RulePassed  Outcome = "kept"
	RuleBroken  Outcome = "broken"
	RuleSkipped Outcome = "not examined"
	RuleOff     Outcome = "off"
)

// Result is the result of one rule in one run.
type Result struct {
	ID       string           `json:"id"`
	Sentence string           `json:"sentence"`
	Source   finding.Source   `json:"source"`
	Severity finding.Severity `json:"severity"`
	Outcome  Outcome          `json:"outcome"`
	// Examined is how many responses the rule has checked.
	Examined int `json:"examined"`
	// Reason is why it was skipped; empty otherwise.
	Reason string `json:"reason,omitempty"`
	// HiddenBy are the findings because of which it was not examined, as far as they
	// are known; empty when nothing to examine was seen.
	HiddenBy []Hiding `json:"hiddenBy,omitempty"`
}

// result returns the result of the rule. partly reports whether a response was checked
// only in part, which the rule may not have seen.
func (s *ruleState) result(partly bool) Result {
	r := Result{
		ID: s.rule.ID, Sentence: s.rule.Sentence, Source: s.rule.Source, Severity: s.severity,
		Outcome: RulePassed,
	}
	for _, n := range s.examined {
		r.Examined += n
	}
	switch {
	case s.severity == finding.Off:
		r.Outcome = RuleOff
	case slices.ContainsFunc(s.findings, s.breaks):
		r.Outcome = RuleBroken
	case s.failed:
		r.Outcome, r.Reason = RuleSkipped, "an internal error of ringer"
	case r.Examined == 0:
		r.Outcome, r.Reason = RuleSkipped, "needs "+s.rule.Needs
		if partly {
			r.Reason += ", checked in full"
		}
	}
	return r
}

// breaks reports whether a finding breaks the rule: what was only late is information.
func (s *ruleState) breaks(f *finding.Finding) bool { return f.Severity >= s.severity }

// Skipped returns why the rule was not examined: what it needs, and which findings may
// hide that. It is empty when it was examined.
func (r Result) Skipped() string {
	text := r.Reason
	for i, h := range r.HiddenBy {
		word := "; may be hidden by "
		if i > 0 {
			word = ", "
		}
		text += word + h.String()
	}
	return text
}

// Results returns the result of each rule.
func (j *Judge) Results() (all []Result) {
	numbers := j.numbers()
	for _, s := range j.rules {
		r := s.result(len(j.Unjudged.parts) > 0)
		if r.Outcome == RuleSkipped && !s.failed {
			r.HiddenBy = numbered(j.hiding.of(s), numbers)
		}
		all = append(all, r)
	}
	return all
}

// JobResult is how much a run has seen of one kind of jobs.
type JobResult struct {
	Name string `json:"name"`
	// Records is how many of the jobs were seen, each as often as it was seen.
	Records int `json:"records"`
	// Rules is how many rules about jobs were examined.
	Rules int `json:"rules"`
}

// JobResults returns how much was seen of each kind of jobs; nil for an API with a single one
// to which every operation belongs.
func (j *Judge) JobResults() (all []JobResult) {
	for _, about := range j.Resources.All {
		if about == j.Resources.Rest {
			return nil
		}
		r := JobResult{Name: about.Noun, Records: j.records[about]}
		for _, s := range j.rules {
			if s.rule.stage >= meaning && s.examinedOf(about) && !strings.HasPrefix(s.rule.ID, "drift.") {
				r.Rules++
			}
		}
		all = append(all, r)
	}
	return all
}

// examinedOf reports whether the rule was examined for a kind of jobs.
func (s *ruleState) examinedOf(about *observation.Jobs) bool {
	for kind := range s.examined {
		if s.resources.Of(kind.Operation()) == about {
			return true
		}
	}
	return false
}

// Notes returns what was not checked, and why, for people.
func (j *Judge) Notes() []string {
	all := append(j.unread.notes(), j.Unjudged.notes()...)
	for _, s := range j.rules {
		if s.limit != "" {
			all = append(all, s.rule.ID+" "+s.limit)
		}
	}
	return all
}

// Counts are the numbers of a run.
type Counts struct {
	Requests  int `json:"requests"`
	Responses int `json:"answers"`
	Records   int `json:"records"` // jobs seen, each as often as it was seen
	Jobs      int `json:"jobs"`    // different ones, of the collections that are checked
	Errors    int `json:"errors"`
	Warnings  int `json:"warnings"`
	Infos     int `json:"infos"`
	Known     int `json:"known"` // findings accepted for now; in none of the three above
}

// Count counts an exchange.
func (c *Counts) Count(x *exchange.Exchange) {
	if x.Request.Method != "" {
		c.Requests += 1 + x.Throttled
	}
	if x.Response != nil {
		c.Responses++
	}
}
