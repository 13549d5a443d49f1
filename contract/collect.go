package contract

import (
	"slices"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/display"
)

// maxFindings bounds how many faults of one rule are told apart.
const maxFindings = 200

// add makes a finding of a break, or counts it with one that is there.
func (s *seat) add(b Break, syntax []schemas.Violation) {
	x := b.Exchange
	key := b.Key
	if key == "" {
		key = x.Probe.Operation
	}
	f := s.byKey[key]
	if f == nil && len(s.findings) == maxFindings {
		return
	}
	if f == nil {
		f = s.newFinding(b, key, syntax)
		s.byKey[key] = f
		s.findings = append(s.findings, f)
	}
	f.Count++
	if f.last != x.Number {
		f.Answers++
		f.last = x.Number
	}
	f.asked[asked{x.Probe.Operation, x.Probe.Expect.Kind}] = true
	if len(f.records) < maxHeld && b.Record != "" {
		f.records[b.Record] = true
	}
	if op := x.Probe.Operation; op != "" && !slices.Contains(f.Operations, op) {
		f.Operations = append(f.Operations, op)
	}
	if len(f.Places) < MaxPlaces {
		hide := x.hiding(s.redact)
		p := Place{Exchange: x.Number, Pointer: hide.text(b.Pointer), Record: hide.text(b.Record)}
		if b.At != nil && x.kept.line > 0 {
			p.Line, p.Column = b.At.Line+x.kept.line-1, b.At.Column
		}
		f.Places = append(f.Places, p)
	}
}

func (s *seat) newFinding(b Break, key string, syntax []schemas.Violation) *Finding {
	hide := b.Exchange.hiding(s.redact)
	source := s.rule.Source
	if b.Where != "" {
		source.Where = b.Where
	}
	f := &Finding{
		asked: map[asked]bool{}, records: map[string]bool{},
		Rule: s.rule.ID, Severity: s.severity, Sentence: s.rule.Sentence, Why: s.rule.Why,
		Source: source, Key: hide.text(s.rule.ID + " " + key),
		Expected: display.Text(hide.cut(hide.value(b.Pointer, b.Expected))), Got: display.Text(hide.cut(hide.value(b.Pointer, b.Got))),
		Exchange: s.keeper.keep(b.Exchange, hide), Curl: b.Exchange.Request.curl(s.curl, s.redact.secrets),
		Excerpt: excerpt(b.Exchange, b.Pointer, hide, syntax),
	}
	if s.rule.stage == memory || s.judgement.end != nil {
		f.Before = s.recent.before(b.Exchange, s.redact)
	}
	return f
}

// of counts the answers in which the finding could have been seen: those to
// the same kind of question, to the same operations.
func (s *seat) of(f *Finding) int {
	n := 0
	for a := range f.asked {
		n += s.examined[a]
	}
	return max(n, f.Answers)
}
