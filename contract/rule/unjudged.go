package rule

import (
	"errors"
	"fmt"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/schemas"
)

// unjudged is what of the answers was not judged, for want of time or memory. It is
// told, so that nobody takes silence for consent.
type unjudged struct {
	parts []*unjudgedPart
	late  int // answers that came when the time was over
}

// unjudgedPart is one reason to leave something, with the first answer it was met in.
type unjudgedPart struct {
	exchange  *exchange.Exchange
	why       schemas.Reason
	judged    int
	of        int
	more      int // further answers of which the same is to be said
	operation string
}

// maxUnjudged is how many of them are told apart.
const maxUnjudged = 10

// see notes what the reading of an answer has left.
func (u *unjudged) see(x *observation.Observation) {
	if r := x.Reading; r.Left != "" {
		u.add(x.Exchange, r.Left, r.Judged, r.Of)
	}
}

func (u *unjudged) add(x *exchange.Exchange, why schemas.Reason, judged, of int) {
	for _, p := range u.parts {
		if p.why == why && p.operation == x.Probe.Operation {
			p.more++
			return
		}
	}
	if len(u.parts) < maxUnjudged {
		u.parts = append(u.parts, &unjudgedPart{x.Slim(), why, judged, of, 0, x.Probe.Operation})
	}
}

// String says which answer, how much of it, and which bound.
func (p *unjudgedPart) String() string {
	where := p.exchange.From
	if where == "" {
		where = fmt.Sprintf("response %d of %s", p.exchange.Number, p.operation)
	}
	text := where + " was not checked"
	switch {
	case p.of > p.judged && p.judged > 0:
		text = fmt.Sprintf("%s was checked in part, %d of %d records", where, p.judged, p.of)
	case p.judged > 0:
		text = fmt.Sprintf("%s was checked in part, its first %s", where, exchange.Count(p.judged, "record"))
	}
	text += ": " + string(p.why)
	if p.more > 0 {
		text += fmt.Sprintf("; the same of %s", exchange.Count(p.more, "more response"))
	}
	return text
}

// notes say what was not judged.
func (u *unjudged) notes() (all []string) {
	for _, p := range u.parts {
		all = append(all, p.String())
	}
	if u.late > 0 {
		all = append(all, fmt.Sprintf("%s came and could not be checked: the time was over", exchange.Count(u.late, "answer")))
	}
	return all
}

// Problem is why a run that was not cut short says nothing of some of what it was
// answered; nil when it does.
func (u *unjudged) Problem() *exchange.NotCheckedError {
	if len(u.parts) == 0 {
		return nil
	}
	first := u.parts[0]
	e := &exchange.NotCheckedError{Doing: "checking responses", Err: errors.New(first.String())}
	if first.why == schemas.OutOfMemory {
		e.Hint = "save such a body and check it record by record: ringer validate FILE --max-body 1MiB"
	}
	return e
}
