package contract

import (
	"strconv"

	"github.com/ringer-api/ringer/schemas"
)

// parts judges one exchange whose body is too long to be held, part by part: by
// the rules that say of a list what they say of its elements.
type parts struct {
	judge    *judge
	exchange *Exchange
	element  schemas.Response // what the description says of one element
	says     []*ruling
}

func (j *judge) inParts(x *Exchange, element schemas.Response) *parts {
	j.counts.count(x)
	p := &parts{judge: j, exchange: x, element: element}
	for _, s := range j.seats {
		if s.see == nil || s.rule.stage < syntax || s.rule.stage > schema && !s.piecemeal {
			continue
		}
		p.says = append(p.says, &ruling{seat: s})
	}
	return p
}

// see judges one element; it keeps the text.
func (p *parts) see(index int, text []byte, found []schemas.Violation) {
	if len(found) > 0 && found[0].Keyword == schemas.Unjudged {
		p.judge.unjudged.add(p.exchange, schemas.Reason("its record "+strconv.Itoa(index)+" holds more values than are judged at once"), 0, 1)
		return
	}
	r := p.judge.reader.element(&p.element, index, text, found)
	p.judge.coverage.element(r)
	p.judge.counts.Records += len(r.records)
	p.show(r, text)
}

// whole judges what is to be said of the list itself.
func (p *parts) whole(found []schemas.Violation) {
	if len(found) > 0 {
		p.show(p.judge.reader.list(&p.element, found), nil)
	}
}

// show asks the rules about what was read. Every part has an exchange of its
// own, so that a finding keeps the part that it is about, and no other.
func (p *parts) show(r *reading, text []byte) {
	x, answer := *p.exchange, *p.exchange.Answer
	answer.Content = text
	x.Answer = &answer
	seen := &observation{&x, r, nil}
	for _, say := range p.says {
		if say.seat.rule.stage > syntax && len(r.syntax) > 0 {
			continue
		}
		say.seen = seen
		if say.seat.see != nil {
			p.judge.ask(say.seat, seen, say)
		}
	}
}
