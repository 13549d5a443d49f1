package contract

// judge listens to exchanges, one after the other, and remembers only what
// rules remember, findings, and counts.
type judge struct {
	target Target
	reader reader
	redact redactor
	seats  []*seat
	counts Counts
	access access
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
	target   *Target
	recent   *recent
	faulty   map[int]bool // numbers of the exchanges in which any rule was broken
}

// asked is what was asked, roughly: answers to the same can be compared.
type asked struct {
	operation string
	kind      Kind
}

func newJudge(t Target) *judge {
	j := &judge{
		target: t, reader: newReader(t.Description), redact: newRedactor(t.secrets()),
		coverage: newCoverage(t.Description),
	}
	faulty := map[int]bool{}
	for _, r := range rules {
		j.seats = append(j.seats, &seat{
			rule: r, severity: t.severity(r), judgement: r.judge(), examined: map[asked]int{},
			byKey: map[string]*Finding{}, redact: j.redact, target: &j.target, recent: &j.recent,
			faulty: faulty,
		})
	}
	return j
}

// severity is what a rule weighs for this target.
func (t Target) severity(r Rule) Severity {
	if s := t.Rules[r.ID]; s != Default {
		return s
	}
	if t.Strict && r.Severity == Info {
		return Warning
	}
	return r.Severity
}

// see judges one exchange by every rule, stage by stage.
func (j *judge) see(x *Exchange) {
	j.counts.count(x)
	if x.Fault != nil && x.Fault.Kind == Stopped {
		return
	}
	x.promised = j.reader.description.Operation(x.Probe.Operation)
	j.reader.read(x)
	j.counts.Records += len(x.records())
	j.access.see(x)
	j.coverage.see(x)
	if j.access.consequence(x) {
		return
	}
	for s := x.kept.first; s < stages; s++ {
		if s == memory && x.kept.stale {
			break
		}
		if j.seeStage(x, s) && s.final(x) {
			break
		}
	}
	j.recent.add(x)
}

func (j *judge) seeStage(x *Exchange, s stage) (broken bool) {
	for _, seat := range j.seats {
		if seat.rule.stage != s || seat.see == nil {
			continue
		}
		say := &ruling{seat: seat, exchange: x}
		seat.see(x, say)
		broken = broken || say.broken && seat.rule.Severity > Info
	}
	return broken
}

// end asks the rules that needed the whole run.
func (j *judge) end() {
	for _, seat := range j.seats {
		if seat.judgement.end != nil {
			seat.judgement.end(&ruling{seat: seat})
		}
	}
}

// findings are all of them, in the order of the rules, known ones included.
func (j *judge) findings() []*Finding {
	all := []*Finding{}
	for _, s := range j.seats {
		if s.severity == Off {
			continue
		}
		for _, f := range s.findings {
			if j.hidden(f) {
				continue
			}
			f.Of = s.of(f)
			all = append(all, f)
		}
	}
	return all
}
