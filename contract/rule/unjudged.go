package rule

import (
	"errors"
	"fmt"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/schemas"
)

// unjudged is which parts of responses were not checked, because of a limit on time or
// memory. Reports contain it, so that nobody takes a missing finding for a passed check.
type unjudged struct {
	parts []*unjudgedPart
	late  int // responses received after the time limit
}

// unjudgedPart is one reason for not checking something, with the first response that it
// applies to.
type unjudgedPart struct {
	exchange  *exchange.Exchange
	why       schemas.Reason
	judged    int
	of        int
	more      int // further responses that it applies to
	operation string
}

// maxUnjudged is how many of them are kept.
const maxUnjudged = 10

// see records what the parser has not validated of a response.
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

// String contains which response, how much of it, and which limit.
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

// notes returns what was not checked, for people.
func (u *unjudged) notes() (all []string) {
	for _, p := range u.parts {
		all = append(all, p.String())
	}
	if u.late > 0 {
		all = append(all, fmt.Sprintf("%s not checked: the time limit was reached", exchange.Count(u.late, "response")))
	}
	return all
}

// Problem returns why some responses of a run that was not cut short were not checked; nil
// when all were.
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
