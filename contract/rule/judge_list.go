package rule

import (
	"strconv"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/schemas"
)

// Parts checks one exchange whose body is too long to be kept in memory, element by
// element, against the rules that check the elements of a list independently of each
// other.
type Parts struct {
	judge    *Judge
	exchange *exchange.Exchange
	element  schemas.Response // what the description documents for one element
	says     []*Recorder
}

// InParts starts to check a list that is too long to be kept in memory.
func (j *Judge) InParts(x *exchange.Exchange, element schemas.Response) *Parts {
	j.Counts.Count(x)
	p := &Parts{judge: j, exchange: x, element: element}
	for _, s := range j.rules {
		c := s.checker(j.Resources.Of(x.Probe.Operation))
		if c.See == nil || s.rule.stage < syntax || s.rule.stage > schema && !c.piecemeal {
			continue
		}
		p.says = append(p.says, &Recorder{rule: s})
	}
	return p
}

// See checks one element and keeps its text.
func (p *Parts) See(e schemas.StreamRecord) {
	if len(e.Violations) > 0 && e.Violations[0].Keyword == schemas.NotValidated {
		why := "its record " + strconv.Itoa(e.Index) + " contains more values than are checked at once"
		p.judge.Unjudged.add(p.exchange, schemas.Reason(why), 0, 1)
		return
	}
	r := p.judge.Reader.Element(&p.element, e)
	p.judge.Coverage.Element(r)
	p.judge.Counts.Records += len(r.Records)
	p.show(r, e.Text)
}

// Whole checks the list as a whole. The argument found lists its own schema violations.
func (p *Parts) Whole(found []schemas.Violation) {
	if len(found) > 0 {
		p.show(p.judge.Reader.List(&p.element, found), nil)
	}
}

// show passes a parsed part to the rules. Every part has an exchange of its own, so
// that a finding keeps only the part that it is about.
func (p *Parts) show(r *observation.Reading, text []byte) {
	x, answer := *p.exchange, *p.exchange.Response
	answer.Content = text
	x.Response = &answer
	seen := r.Jobs.Unread(&x)
	seen.Reading = r
	p.judge.unread.seeTimes(seen, p.judge.redact)
	p.judge.hiding.see(seen, true, p.judge.schemaRule())
	for _, say := range p.says {
		if say.rule.rule.stage > syntax && len(r.Syntax) > 0 {
			continue
		}
		say.seen = seen
		if !say.rule.failed {
			p.judge.checkRules(say.rule, seen, say)
		}
	}
}
