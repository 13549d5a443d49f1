// Package rule has the rules of the check, in table.go, and the Judge, which checks
// exchanges by them. Each family of rules has its own file. Which finding hides which
// other one is in precedence.go.
package rule

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/finding"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// Rule is one requirement on responses, and how to check it.
type Rule struct {
	// ID is stable: "family.name". Reports, settings and -run use it.
	ID string `json:"id"`
	// Sentence is the requirement; Why is what goes wrong for a client when a response
	// breaks it.
	Sentence string `json:"sentence"`
	Why      string `json:"why"`
	// Source is where the requirement comes from.
	Source finding.Source `json:"source"`
	// Fix is where to look first when it fails.
	Fix string `json:"fix"`
	// Severity is the severity of its findings, unless a Target sets another.
	Severity finding.Severity `json:"severity"`
	// Needs is what a run must have received for the rule to be checked at all.
	Needs string `json:"needs"`
	// Model is what the job model or the description must have; empty when the rule needs
	// neither.
	Model string `json:"model,omitempty"`
	// Breaks and Keeps are examples: a response that breaks the rule, or the relevant part
	// of one, and a response that passes.
	Breaks string `json:"breaks,omitempty"`
	Keeps  string `json:"keeps,omitempty"`

	// fields are the properties of a record that the rule reads: where they break their
	// schema, the rule may see nothing to examine.
	fields []role
	// stage is when the rule is checked; see precedence.go.
	stage stage
	// Begin returns a new checker, for one run.
	Begin func() Checker `json:"-"`
}

// role is what a rule reads of a record or of a result, whatever the API calls it: places
// of which it needs all.
type role func(*observation.Jobs) []jobs.Pointer

func roleID(j *observation.Jobs) []jobs.Pointer       { return []jobs.Pointer{j.ID} }
func roleStatus(j *observation.Jobs) []jobs.Pointer   { return []jobs.Pointer{j.Status} }
func roleCreated(j *observation.Jobs) []jobs.Pointer  { return []jobs.Pointer{j.Created} }
func roleStarted(j *observation.Jobs) []jobs.Pointer  { return []jobs.Pointer{j.Started} }
func roleUpdated(j *observation.Jobs) []jobs.Pointer  { return []jobs.Pointer{j.Updated} }
func roleEnded(j *observation.Jobs) []jobs.Pointer    { return []jobs.Pointer{j.Ended} }
func roleCounters(j *observation.Jobs) []jobs.Pointer { return j.Counters }
func roleError(j *observation.Jobs) []jobs.Pointer    { return []jobs.Pointer{j.Error} }
func roleDetails(j *observation.Jobs) []jobs.Pointer  { return j.ErrorDetails }
func roleInput(j *observation.Jobs) []jobs.Pointer {
	return append(j.Requested[:len(j.Requested):len(j.Requested)], j.FromRequest...)
}

func roleOwner(j *observation.Jobs) (all []jobs.Pointer) {
	for _, owner := range j.Owners {
		all = append(all, owner.At)
	}
	return all
}

func roleKey(j *observation.Jobs) []jobs.Pointer {
	return []jobs.Pointer{j.Results.Key, j.Results.Job}
}

func roleResultOwner(j *observation.Jobs) (all []jobs.Pointer) {
	for _, owner := range j.Results.Owners {
		all = append(all, owner.At)
	}
	return all
}

// roleProblems is where a refusal names the inputs that are wrong.
func roleProblems(*observation.Jobs) []jobs.Pointer { return []jobs.Pointer{"/detail"} }

// Explanation returns everything about the rule as lines of text.
func (r *Rule) Explanation() string {
	lines := []string{r.Sentence}
	for _, l := range [][2]string{
		{"why", r.Why}, {"fix", r.Fix}, {"source", r.Source.String()}, {"needs", r.Needs},
		{"fails", r.Breaks}, {"passes", r.Keeps},
	} {
		if l[1] != "" {
			lines = append(lines, fmt.Sprintf("%-10s%s", l[0], l[1]))
		}
	}
	return strings.Join(lines, "\n")
}

// Rules returns every rule, in the order in which reports show them, in the words of an API.
// The caller may change the slice.
func Rules(words Words) []Rule {
	all := make([]Rule, len(rules))
	for i, r := range rules {
		all[i] = words.Of(r)
	}
	return all
}

// Words replace the texts of rules, by id, for an API whose documentation can be named as
// their source and whose fields can be named in them. Empty texts stay those of the table.
type Words map[string]Rule

// Of returns a rule in these words, with its examples.
func (w Words) Of(r Rule) Rule {
	own := w[r.ID]
	r.Sentence, r.Why = cmp.Or(own.Sentence, r.Sentence), cmp.Or(own.Why, r.Why)
	r.Fix = cmp.Or(own.Fix, fixes[r.ID], r.Fix)
	r.Source, r.Needs = cmp.Or(own.Source, r.Source), cmp.Or(own.Needs, r.Needs)
	r.Model = models[r.ID]
	r.Breaks, r.Keeps = cmp.Or(own.Breaks, examples[r.ID].breaks), cmp.Or(own.Keeps, examples[r.ID].keeps)
	return r
}

// Find returns the rule with this id; nil when there is none.
func Find(id string) *Rule {
	for i := range rules {
		if rules[i].ID == id {
			return &rules[i]
		}
	}
	return nil
}

// Checker checks one rule in one run. It must be used from one goroutine.
type Checker struct {
	// See is called with every exchange that has reached the rule's stage.
	See func(*observation.Observation, *Recorder)
	// End, when not nil, is called after the last exchange, for what only the whole run
	// shows.
	End func(*Recorder)
	// piecemeal reports whether the rule checks the jobs of a list one by one,
	// independently of each other.
	piecemeal bool
}

// ofExchange makes a checker of a function that checks one exchange.
func ofExchange(see func(*observation.Observation, *Recorder)) func() Checker {
	return func() Checker { return Checker{See: see} }
}

// ofRecord makes a checker of a function that checks one record. Its Break is used only
// with the verdict broken; the pointer of the Break is relative to the record.
func ofRecord(judge func(x *observation.Observation, r observation.Record) (Break, verdict)) func() Checker {
	see := func(x *observation.Observation, say *Recorder) {
		for _, r := range x.Records() {
			if say.over() {
				return
			}
			b, v := judge(x, r)
			switch v {
			case kept:
				say.Kept()
			case broken:
				b.Pointer, b.Record = r.Pointer+b.Pointer, r.ID()
				say.Broke(b)
			}
		}
	}
	return func() Checker { return Checker{See: see, piecemeal: true} }
}

// verdict is the result of one check by one rule.
type verdict int

const (
	silent verdict = iota // the rule does not apply
	kept
	broken
)

// Break is one place where a rule is broken.
type Break struct {
	Expected string
	Got      string
	// Pointer is the JSON pointer in the body, Record the id of the job.
	Pointer, Record string
	// Mark is the pointer of what shows the break, when that is somewhere else.
	Mark string
	// Key groups breaks: those of one rule with the same key are one finding. When it is
	// empty, there is one finding for each operation.
	Key string
	// Fix, when set, is more precise than the rule's.
	Fix string
	// Where, when set, is a more precise source than the rule's, such as the line of the
	// schema keyword.
	Where string
	// At is the position in the body's text; nil when only the pointer is known.
	At *schemas.Position
	// Late marks what may only be late, so that it is information, whatever the rule's
	// severity is.
	Late bool
	// Exchange is set by rules that report at the end of a run; when it is nil, it is the
	// exchange that the rule is checking.
	Exchange *exchange.Exchange
	// Against is the earlier exchange with which this one does not agree; nil when the
	// rule compares no two. Was and Is are the JSON values that differ, if any.
	Against *exchange.Exchange
	Was, Is any
	// Value is what the responses have there, to be counted; empty when that tells nothing.
	Value string
	// Causes name what may be the cause of breaks with other keys, or of other rules.
	Causes []string
}

// Recorder receives what a rule finds.
type Recorder struct {
	rule   *ruleState
	seen   *observation.Observation // nil at the end of a run
	spoke  bool                     // something was recorded about this exchange
	broken bool
	breaks []cause // what broke in it
}

// over reports whether the time limit was reached. A rule that checks many values calls
// it before each.
func (r *Recorder) over() bool { return r.rule.over() }

// Kept records that the rule was checked and not broken.
func (r *Recorder) Kept() { r.examined(r.seen.Exchange) }

// about notes that the rule has compared a job, so that a finding can say how many of them
// showed it.
func (r *Recorder) about(id string) {
	if len(r.rule.compared) < finding.MaxHeld {
		r.rule.compared[id] = true
	}
}

// keptBy is Kept for rules that report at the end of a run.
func (r *Recorder) keptBy(x *exchange.Exchange) { r.examined(x) }

// Broke records that the rule was checked and is broken.
func (r *Recorder) Broke(b Break) {
	if b.Exchange == nil {
		b.Exchange = r.seen.Exchange
	}
	r.examined(b.Exchange)
	if b.Late {
		r.rule.add(b, r.syntaxOf(b.Exchange))
		return
	}
	r.broken = true
	if r.rule.severity != finding.Off && r.rule.severity != finding.Info {
		r.rule.faulty[b.Exchange.Number] = true
	}
	r.breaks = append(r.breaks, cause{r.rule, r.rule.add(b, r.syntaxOf(b.Exchange))})
}

func (r *Recorder) examined(x *exchange.Exchange) {
	this := r.seen != nil && r.seen.Exchange == x
	if !r.spoke || !this {
		kind := finding.RequestKindOf(x)
		r.rule.examined[kind]++
		if len(r.rule.moments[kind]) < finding.MaxMoments {
			r.rule.moments[kind] = append(r.rule.moments[kind], finding.MomentOf(x))
		}
	}
	if this {
		r.spoke = true
	}
}

// syntaxOf returns why the body of an exchange is not JSON; nil for an exchange other than
// the one being checked.
func (r *Recorder) syntaxOf(x *exchange.Exchange) []schemas.Violation {
	if r.seen == nil || r.seen.Exchange != x {
		return nil
	}
	return r.seen.Reading.Syntax
}

// maxRemembered limits how many jobs a rule remembers between exchanges.
const maxRemembered = 100_000
