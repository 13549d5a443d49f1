package rule

import (
	"cmp"
	"slices"

	"github.com/ringer-api/ringer/contract/finding"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/display"
)

// maxFindings limits how many findings one rule may have.
const maxFindings = 200

// maxCauses limits how many causes a finding has.
const maxCauses = 100

// add makes a finding of a break, or counts it with an existing one. It returns the key
// of the finding.
func (s *ruleState) add(b Break, syntax []schemas.Violation) (key string) {
	x := b.Exchange
	about := s.resources.Of(x.Probe.Operation)
	key = b.Key
	switch {
	case key == "":
		key = x.Probe.Operation
	case s.rule.stage >= meaning && about != s.resources.First():
		key += " " + about.Noun
	}
	if b.Late {
		key += " late"
	}
	f := s.byKey[key]
	if f == nil && len(s.findings) == maxFindings {
		return key
	}
	if f == nil {
		f = s.newFinding(b, key, syntax)
		f.First = x.Number
		s.byKey[key] = f
		s.findings = append(s.findings, f)
	}
	for _, cause := range b.Causes {
		if len(f.Causes) < maxCauses && !slices.Contains(f.Causes, cause) {
			f.Causes = append(f.Causes, cause)
		}
	}
	f.Count++
	if f.Last != x.Number {
		f.Responses++
		f.Last = x.Number
		if len(f.Shown) < finding.MaxMoments {
			f.Shown = append(f.Shown, x.Number)
		}
	}
	f.Requests[finding.RequestKindOf(x)] = true
	if len(f.Records) < finding.MaxHeld && b.Record != "" {
		f.Records[b.Record] = true
	}
	if b.Value != "" {
		f.Tally.Add(x.HideIn(s.redact).Text(b.Value))
	}
	if op := x.Probe.Operation; op != "" && !slices.Contains(f.Operations, op) {
		f.Operations = append(f.Operations, op)
	}
	if len(f.Places) < finding.MaxPlaces {
		f.Places = append(f.Places, s.placeOf(b, about))
	}
	// Two responses to the same request say more than two to requests that differ.
	if f.Against != nil && f.Against.Other != "" && finding.SameRequest(b.Against, x) {
		f.ShowBetter(s.newFinding(b, key, syntax), s.placeOf(b, about))
	}
	return key
}

// placeOf is where a break is.
func (s *ruleState) placeOf(b Break, about *observation.Jobs) finding.Place {
	x := b.Exchange
	hide := x.HideIn(s.redact)
	p := finding.Place{Exchange: x.Number, Pointer: hide.Text(b.Pointer), Record: hide.Text(b.Record)}
	if p.Record != "" {
		p.Noun = about.Noun
	}
	if b.At != nil && x.Origin.Line > 0 {
		p.Line, p.Column = b.At.Line+x.Origin.Line-1, b.At.Column
	}
	return p
}

func (s *ruleState) newFinding(b Break, key string, syntax []schemas.Violation) *finding.Finding {
	hide := b.Exchange.HideIn(s.redact)
	source := s.rule.Source
	if b.Where != "" {
		source.Where = b.Where
	}
	f := &finding.Finding{
		Requests: map[finding.RequestKind]bool{}, Records: map[string]bool{},
		Rule: s.rule.ID, Severity: s.severity, Sentence: s.rule.Sentence, Why: s.rule.Why,
		Fix:    display.Text(hide.Text(cmp.Or(b.Fix, s.rule.Fix))),
		Source: source, Key: finding.KeyOf(hide.Text(s.rule.ID + " " + key)),
		Expected: display.Text(hide.Cut(hide.Value(b.Pointer, b.Expected))),
		Got:      display.Text(hide.Cut(hide.Value(b.Pointer, b.Got))),
		Exchange: s.keeper.Keep(b.Exchange, hide), Curl: b.Exchange.Request.Curl(s.curl, s.redact.Secrets),
		Against:     finding.AgainstOf(b.Against, b.Exchange, s.curl, s.redact),
		Causes:      slices.Clone(b.Causes),
		Differences: finding.Differences(b.Was, b.Is, b.Pointer, hide),
	}
	f.Excerpt, f.Mark = finding.Excerpt(b.Exchange, cmp.Or(b.Mark, b.Pointer), hide, syntax)
	if b.Late && f.Severity > finding.Info {
		f.Severity = finding.Info
	}
	if s.rule.stage == memory || s.ends {
		f.Before = s.recent.Before(b.Exchange, s.redact)
	}
	return f
}

// of returns the number of responses in which the finding could have been seen: those to
// the same kind of request, for the same operations.
func (s *ruleState) of(f *finding.Finding) int {
	n := 0
	for a := range f.Requests {
		n += s.examined[a]
	}
	return max(n, f.Responses)
}
