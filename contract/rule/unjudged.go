package rule

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/display"
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

// unread counts what of the responses could not be read: bodies, by Content-Encoding,
// and times.
type unread struct {
	codings   map[string]int
	times     int                    // each as often as it was seen
	firstTime observation.UnreadTime // the first of them
	in        string                 // the operation whose response has it
}

// maxCodings limits how many encodings are counted separately.
const maxCodings = 10

func (u *unread) see(x *exchange.Exchange) {
	if x.Origin.Coding == "" {
		return
	}
	if u.codings == nil {
		u.codings = map[string]int{}
	}
	if _, known := u.codings[x.Origin.Coding]; known || len(u.codings) < maxCodings {
		u.codings[x.Origin.Coding]++
	}
}

// seeTimes notes the times in a body that are not in RFC 3339.
func (u *unread) seeTimes(x *observation.Observation, secrets exchange.Redactor) {
	if all := x.Reading.UnreadTimes; u.times == 0 && len(all) > 0 {
		u.firstTime, u.in = all[0], x.Probe.Operation
		u.firstTime.Text = x.HideIn(secrets).Value(u.firstTime.Pointer, u.firstTime.Text)
	}
	u.times += len(x.Reading.UnreadTimes)
}

// notes returns a note for each encoding, and one for all times.
func (u unread) notes() (all []string) {
	for _, coding := range slices.Sorted(maps.Keys(u.codings)) {
		have := "have"
		if u.codings[coding] == 1 {
			have = "has"
		}
		all = append(all, fmt.Sprintf("%s %s Content-Encoding %q, which the request accepts but the check cannot decode: "+
			"only the status was checked", exchange.Count(u.codings[coding], "response"), have, display.Excerpt(coding, 40)))
	}
	if u.times > 0 {
		all = append(all, fmt.Sprintf("%s could not be read, such as %q at %s of %s: rules about times skip them; "+
			"they should be in the form of RFC 3339, such as 2026-11-28T10:00:00Z", exchange.Count(u.times, "time"),
			display.Excerpt(u.firstTime.Text, 40), u.firstTime.Pointer, u.in))
	}
	return all
}
