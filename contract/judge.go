package contract

import (
	"context"
	"iter"
	"slices"

	"github.com/ringer-api/ringer/schemas"
)

// judgeOptions are what exchanges are judged by.
type judgeOptions struct {
	// Description is what the service promises.
	Description *schemas.Description
	// Severities of single rules by id, instead of their own; Strict makes warnings
	// of what is only information.
	Severities map[string]Severity
	Strict     bool
	// Secrets are those that no finding may show, Curl how it asks again.
	Secrets []Secret
	Curl    curlOptions
	// More are rules besides those of the table.
	More []Rule
}

// judge listens to exchanges, one after the other, and remembers only what
// rules remember, findings, and counts.
type judge struct {
	reader   reader
	redact   redactor
	mishaps  *mishaps
	seats    []*seat
	counts   Counts
	access   access
	unjudged unjudged
	keeper   keeper
	// ctx ends the judging, as it ends the asking.
	ctx    context.Context
	unread unread
	// coverage is shown every exchange once it has been read.
	coverage *coverage
	recent   recent
}

// seat is one rule with its judgement and what came of it.
type seat struct {
	rule     Rule
	severity Severity
	judgement
	examined map[asked]int // answers examined
	findings []*Finding
	byKey    map[string]*Finding
	redact   redactor
	curl     curlOptions
	recent   *recent
	over     func() bool // the time for judging is over
	keeper   *keeper
	faulty   map[int]bool // numbers of the exchanges in which any rule was broken
	// limit is how far the rule has looked, when it did not look at everything.
	limit string
	// failed tells that the rule itself panicked, so it is asked no more.
	failed bool
}

func newJudge(o judgeOptions) *judge {
	redact := newRedactor(o.Secrets)
	j := &judge{
		reader: newReader(o.Description), redact: redact,
		mishaps: &mishaps{hide: redact}, ctx: context.Background(), coverage: newCoverage(o.Description),
	}
	faulty := map[int]bool{}
	for _, r := range slices.Concat(rules, o.More) {
		j.seats = append(j.seats, &seat{
			rule: r, severity: o.severity(r), judgement: r.judge(), examined: map[asked]int{},
			byKey: map[string]*Finding{}, redact: j.redact, curl: o.Curl, recent: &j.recent,
			faulty: faulty, over: j.over, keeper: &j.keeper,
		})
	}
	return j
}

// severity is what a rule weighs here.
func (o judgeOptions) severity(r Rule) Severity {
	if s := o.Severities[r.ID]; s != Default {
		return s
	}
	if o.Strict && r.Severity == Info {
		return Warning
	}
	return r.Severity
}

// see judges one exchange by every rule, stage by stage.
func (j *judge) see(x *Exchange) *observation {
	seen := &observation{Exchange: x, reading: &reading{}}
	j.counts.count(x)
	j.unread.see(x)
	if x.Fault != nil && x.Fault.Kind == Stopped {
		return seen
	}
	if j.over() {
		j.unjudged.late++
		return seen
	}
	read := func() { j.read(seen) }
	if j.mishaps.survive(read, "reading answer %d", x.Number) && !j.access.consequence(x) {
		j.seeStages(seen)
	}
	return seen
}

// seeStages asks the rules, until a break at one stage is the reason for whatever
// would break at those after it.
func (j *judge) seeStages(x *observation) {
	for s := firstStage[x.kept.shows]; s < stages; s++ {
		if s == memory && x.kept.stale {
			break
		}
		if s > schema && j.over() {
			j.unjudged.add(x.Exchange, "the time was over before all rules had been asked", 0, 1)
			return
		}
		if j.seeStage(x, s) && s.final(x) {
			break
		}
	}
	j.recent.add(x.Exchange)
}

// read reads an exchange for the rules, and shows it to who listens beside them.
func (j *judge) read(x *observation) {
	*x = *j.reader.read(j.ctx, x.Exchange)
	j.unjudged.see(x)
	j.counts.Records += len(x.records())
	j.access.see(x.Exchange)
	j.coverage.see(x)
}

func (j *judge) seeStage(x *observation, s stage) (broken bool) {
	for _, seat := range j.seats {
		if seat.rule.stage != s || seat.see == nil || s > schema && (j.over() || x.partial() && !seat.piecemeal) {
			continue
		}
		say := &ruling{seat: seat, seen: x}
		j.ask(seat, x, say)
		broken = broken || say.broken && seat.rule.Severity > Info
	}
	return broken
}

// over tells that the time for judging is over.
func (j *judge) over() bool { return j.ctx.Err() != nil }

// ask has one rule judge one exchange. A rule that panics is asked no more: what
// it remembers may be half of it.
func (j *judge) ask(s *seat, x *observation, say *ruling) {
	see := func() { s.see(x, say) }
	if !j.mishaps.survive(see, "asking %s about answer %d", s.rule.ID, x.Number) {
		s.failed, s.judgement = true, judgement{}
	}
}

// end asks the rules that needed the whole run.
func (j *judge) end() {
	for _, s := range j.seats {
		if s.judgement.end == nil {
			continue
		}
		end := func() { s.judgement.end(&ruling{seat: s}) }
		if !j.mishaps.survive(end, "asking %s at the end of the run", s.rule.ID) {
			s.failed = true
		}
	}
}

// findings are all of them, in the order of the rules, known ones included.
func (j *judge) findings() []*Finding {
	all := []*Finding{}
	for s, f := range j.visible() {
		f.Of = s.of(f)
		all = append(all, f)
	}
	return all
}

// found counts the findings.
func (j *judge) found() (n int) {
	for range j.visible() {
		n++
	}
	return n
}

// firstShownBy are the findings that an exchange is the first to show.
func (j *judge) firstShownBy(x *Exchange) (all []*Finding) {
	for s, f := range j.visible() {
		if f.Exchange.Number == x.Number {
			f.Of = s.of(f)
			all = append(all, f)
		}
	}
	return all
}

// visible are the findings that are no consequence of others, with their rules.
func (j *judge) visible() iter.Seq2[*seat, *Finding] {
	return func(yield func(*seat, *Finding) bool) {
		for _, s := range j.seats {
			if s.severity == Off {
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

// forget begins every rule's judgement anew. What was found and counted stays.
func (j *judge) forget() {
	for _, s := range j.seats {
		if s.failed {
			continue
		}
		s.judgement = s.rule.judge()
	}
}
