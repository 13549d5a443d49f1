package contract

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strconv"
)

// Each status of each kind of question is the business of one rule, so that no
// answer breaks two of them:
//
//	          2xx              3xx, 401, 403     404             400, 422           other 4xx         5xx
//	Served    200, documented  documented*       documented*     valid-accepted     documented        no-server-error
//	Unknown   fine              fine             fine            valid-accepted     fine              no-server-error
//	Refused   invalid-refused  validation*       validation      422 is right       validation        no-server-error
//	NoMethod  wrong-method     -                 -               -                  -                 no-server-error
//	NoRoute   unknown-path     -                 -               -                  -                 no-server-error
//
// (*) depends on what the run has been served otherwise: see doubts.
// 429 is nobody's: a service may protect itself from us.

func noServerError(x *observation, say *ruling) {
	unknown := x.Probe.Expect.Kind == NoMethod && x.status() == http.StatusNotImplemented
	switch {
	case x.status() >= 500 && !unknown:
		say.broke(Break{Expected: "any status below 500", Got: x.gotStatus(), Key: strconv.Itoa(x.status())})
	case x.status() > 0:
		say.kept()
	}
}

func validAccepted(x *observation, say *ruling) {
	if kind := x.Probe.Expect.Kind; kind != Served && kind != Unknown || x.allowed() {
		return
	}
	switch x.status() {
	case http.StatusBadRequest, http.StatusUnprocessableEntity:
		say.broke(Break{Expected: "no refusal: what was sent is valid", Got: x.gotStatus(), Key: "refused"})
	default:
		if success(x.status()) {
			say.kept()
		}
	}
}

func invalidRefused(x *observation, say *ruling) {
	if x.Probe.Expect.Kind != Refused {
		return
	}
	if success(x.status()) {
		say.broke(Break{Expected: "status 422 for " + inputs(x.Exchange), Got: x.gotStatus(), Key: "served"})
		return
	}
	say.kept()
}

// oddAccepted tells which forms the framework reads and the service does not.
func oddAccepted(x *observation, say *ruling) {
	_, readable := x.Probe.Inputs.dataset()
	if id := x.Probe.Inputs.ExecutionID; readable && id != "" {
		_, readable = canonicalUUID(id)
	}
	switch {
	case x.Probe.Expect.Kind != Either || !readable:
	case x.status() == http.StatusUnprocessableEntity:
		say.broke(Break{
			Expected: "the answer to the same id in its usual form", Got: x.gotStatus(), Key: x.Probe.ID,
		})
	case success(x.status()):
		say.kept()
	}
}

// validationIs422 judges refusals.
func validationIs422() judgement {
	var d doubts
	var odd []*Exchange
	plain := map[string]bool{} // refusals of what is in order
	see := func(x *observation, say *ruling) {
		kind, status := x.Probe.Expect.Kind, x.status()
		switch {
		case kind == Served:
			plain[refusal(x.Exchange)] = true
			d.see(x)
		case kind != Refused && kind != Either:
		case x.allowed():
			say.kept()
		case status == http.StatusUnprocessableEntity:
			d.see(x)
			say.kept()
		case kind == Either && unknownHere(status) || d.see(x):
		case status < 300 || status >= 500 || status == http.StatusTooManyRequests:
		case kind == Refused:
			say.broke(otherRefusal(x.Exchange))
		case len(odd) < maxDoubts:
			odd = append(odd, x.slim())
		}
	}
	end := func(say *ruling) {
		for _, x := range d.faults() {
			if x.Probe.Expect.Kind != Served {
				say.broke(otherRefusal(x.Exchange))
			}
		}
		// What ids in their usual form get too is no refusal of an odd one.
		for _, x := range odd {
			if !plain[refusal(x)] {
				say.broke(otherRefusal(x))
			}
		}
	}
	return judgement{see: see, end: end}
}

// refusal is which operation answers, and how.
func refusal(x *Exchange) string { return x.Probe.Operation + " " + strconv.Itoa(x.status()) }

// unknownHere tells the ways to say that there is no such id, or not for us:
// an odd id may be one that the service does not know.
func unknownHere(status int) bool {
	switch status {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound, http.StatusGone:
		return true
	}
	return status < 400
}

func otherRefusal(x *Exchange) Break {
	return Break{
		Expected: "status 422 for " + inputs(x), Got: x.gotStatus(), Key: strconv.Itoa(x.status()), Exchange: x,
	}
}

// inputs names what is wrong in the request.
func inputs(x *Exchange) string {
	text := ""
	for i, in := range x.Probe.Expect.Wrong {
		if i > 0 {
			text += " and "
		}
		text += cmp.Or(in.Name, in.In)
	}
	if text == "" {
		return "what is not accepted"
	}
	return fmt.Sprintf("the wrong %s", text)
}

func wrongMethod(x *observation, say *ruling) { notServed(x, say, NoMethod, "status 405") }
func unknownPath(x *observation, say *ruling) { notServed(x, say, NoRoute, "status 404") }

func notServed(x *observation, say *ruling, kind Kind, expected string) {
	if x.Probe.Expect.Kind != kind {
		return
	}
	if success(x.status()) {
		// A service that does not look at the method serves them all: one fault.
		say.broke(Break{Expected: expected, Got: x.gotStatus() + " to " + x.Request.Method, Key: "served"})
		return
	}
	say.kept()
}

// documentedStatus judges answers to valid ids.
func documentedStatus() judgement {
	var d doubts
	see := func(x *observation, say *ruling) {
		if x.Probe.Expect.Kind != Served || x.status() == 0 || x.allowed() {
			return
		}
		switch status := x.status(); {
		case status == http.StatusBadRequest, status == http.StatusUnprocessableEntity,
			status == http.StatusTooManyRequests, status >= 500:
		case documents(x, status):
			d.see(x)
			say.kept()
		case !d.see(x):
			say.broke(undocumented(x))
		}
	}
	end := func(say *ruling) {
		for _, x := range d.faults() {
			say.broke(undocumented(x))
		}
	}
	return judgement{see: see, end: end}
}

func documents(x *observation, status int) bool {
	if x.promised == nil {
		return false
	}
	_, ok := x.promised.Responses[status]
	return ok
}

func undocumented(x *observation) Break {
	b := Break{
		Expected: "status " + documentedFor(x), Got: x.gotStatus(), Key: strconv.Itoa(x.status()), Exchange: x.Exchange,
	}
	if id, ok := canonicalUUID(x.Probe.Inputs.ExecutionID); ok {
		b.Record, b.Key = id, b.Key+" of an execution"
	}
	return b
}

// documentedFor lists the statuses that the operation documents.
func documentedFor(x *observation) string {
	var statuses []int
	if x.promised != nil {
		for s := range x.promised.Responses {
			statuses = append(statuses, s)
		}
	}
	slices.Sort(statuses)
	text := ""
	for i, s := range statuses {
		if i > 0 {
			text += " or "
		}
		text += strconv.Itoa(s)
	}
	return text
}
