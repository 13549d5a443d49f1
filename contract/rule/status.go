package rule

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
)

// For each kind of request, each status code is checked by one rule, so that no response
// breaks two of them:
//
//	          2xx              3xx, 401, 403     404             400, 422           other 4xx         5xx
//	Served    200, documented  documented*       documented*     valid-accepted     documented        no-server-error
//	Unknown   fine              fine             fine            valid-accepted     fine              no-server-error
//	WellFormed  documented      fine             fine            fine                  fine              no-server-error
//	Refused   invalid-refused  validation*       validation      422 is right       validation        no-server-error
//	NoMethod  wrong-method     -                 -               -                  -                 no-server-error
//	NoRoute   unknown-path     -                 -               -                  -                 no-server-error
//
// (*) depends on the other responses of the run: see ambiguous.go.
// No rule checks 429: a service may protect itself from the check.

func noServerError(x *observation.Observation, say *Recorder) {
	unknown := x.Probe.Expect.Kind == exchange.NoMethod && x.Status() == http.StatusNotImplemented
	switch {
	case x.Status() >= 500 && !unknown:
		say.Broke(Break{Expected: "any status below 500", Got: x.StatusText(), Key: strconv.Itoa(x.Status())})
	case x.Status() > 0:
		say.Kept()
	}
}

func validAccepted(x *observation.Observation, say *Recorder) {
	if kind := x.Probe.Expect.Kind; kind != exchange.Served && kind != exchange.Unknown || x.Allowed() {
		return
	}
	switch x.Status() {
	case http.StatusBadRequest, http.StatusUnprocessableEntity:
		say.Broke(Break{Expected: "no refusal: the request is valid", Got: x.StatusText(), Key: "refused"})
	default:
		if exchange.Success(x.Status()) {
			say.Kept()
		}
	}
}

func invalidRefused(x *observation.Observation, say *Recorder) {
	if x.Probe.Expect.Kind != exchange.Refused {
		return
	}
	if exchange.Success(x.Status()) {
		say.Broke(Break{Expected: refusalFor(x), Got: x.StatusText(), Key: "served"})
		return
	}
	say.Kept()
}

// unusualAccepted reports the forms that the framework accepts and the service refuses.
func unusualAccepted(x *observation.Observation, say *Recorder) {
	_, readable := x.Collection()
	if readable && x.Probe.Inputs.Get(x.Jobs.Job.Name) != "" {
		_, readable = x.AskedID()
	}
	switch {
	case x.Probe.Expect.Kind != exchange.Either || !readable:
	case x.Status() == http.StatusUnprocessableEntity:
		say.Broke(Break{
			Expected: "the response to the same id in its usual form", Got: x.StatusText(), Key: x.Probe.ID,
		})
	case exchange.Success(x.Status()):
		say.Kept()
	}
}

// validationIs422 checks the status codes of refusals.
func validationIs422() Checker {
	var d ambiguousResponses
	var odd []*observation.Observation
	plain := map[string]bool{} // refusals of valid requests
	see := func(x *observation.Observation, say *Recorder) {
		kind, status := x.Probe.Expect.Kind, x.Status()
		switch {
		case kind == exchange.Served:
			plain[refusal(x.Exchange)] = true
			d.see(x)
		case kind != exchange.Refused && kind != exchange.Either:
		case x.Allowed():
			say.Kept()
		case status == http.StatusUnprocessableEntity:
			d.see(x)
			say.Kept()
		case kind == exchange.Either && unknownHere(status) || d.see(x):
		case status < 300 || status >= 500 || status == http.StatusTooManyRequests:
		case kind == exchange.Refused:
			say.Broke(undocumentedRefusal(x))
		case len(odd) < maxAmbiguous:
			slim := *x
			slim.Exchange, slim.Reading = x.Slim(), &observation.Reading{}
			odd = append(odd, &slim)
		}
	}
	end := func(say *Recorder) {
		for _, x := range d.faults() {
			if x.Probe.Expect.Kind != exchange.Served {
				say.Broke(undocumentedRefusal(x))
			}
		}
		// What ids in their usual form also get is not a refusal of an unusual one.
		for _, x := range odd {
			if !plain[refusal(x.Exchange)] {
				say.Broke(undocumentedRefusal(x))
			}
		}
	}
	return Checker{See: see, End: end}
}

// refusal returns which operation responds, and with which status code.
func refusal(x *exchange.Exchange) string { return x.Probe.Operation + " " + strconv.Itoa(x.Status()) }

// unknownHere reports whether a status code may mean that there is no such id, or no
// access to it: an unusual id may be one that the service does not know.
func unknownHere(status int) bool {
	switch status {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound, http.StatusGone:
		return true
	}
	return status < 400
}

func undocumentedRefusal(x *observation.Observation) Break {
	return Break{Expected: refusalFor(x), Got: x.StatusText(), Key: strconv.Itoa(x.Status()), Exchange: x.Exchange}
}

// refusalFor is the response that a wrong input should get.
func refusalFor(x *observation.Observation) string {
	status := "status 422"
	if !x.Jobs.FastAPI {
		status = "a refusal, such as status 400,"
	}
	return status + " for " + inputs(x.Exchange)
}

// inputs names the wrong inputs of the request.
func inputs(x *exchange.Exchange) string {
	text := ""
	for i, in := range x.Probe.Expect.Wrong {
		if i > 0 {
			text += " and "
		}
		text += cmp.Or(in.Name, in.In)
	}
	if text == "" {
		return "an invalid request"
	}
	return fmt.Sprintf("the wrong %s", text)
}

func wrongMethod(x *observation.Observation, say *Recorder) {
	notServed(x, say, exchange.NoMethod, "status 405")
}
func unknownPath(x *observation.Observation, say *Recorder) {
	notServed(x, say, exchange.NoRoute, "status 404")
}

func notServed(x *observation.Observation, say *Recorder, kind exchange.Kind, expected string) {
	if x.Probe.Expect.Kind != kind {
		return
	}
	if exchange.Success(x.Status()) {
		// A service that ignores the method serves them all: one finding.
		say.Broke(Break{Expected: expected, Got: x.StatusText() + " to " + x.Request.Method, Key: "served"})
		return
	}
	say.Kept()
}

// documentedStatus checks the responses to valid ids.
func documentedStatus() Checker {
	var d ambiguousResponses
	lost := lostJobs{}
	see := func(x *observation.Observation, say *Recorder) {
		lost.list(x, say)
		if x.Probe.Expect.Kind == exchange.WellFormed && exchange.Success(x.Status()) {
			if documents(x, x.Status()) {
				say.Kept()
			} else {
				say.Broke(undocumented(x))
			}
			return
		}
		if x.Probe.Expect.Kind != exchange.Served || x.Status() == 0 || x.Allowed() {
			return
		}
		switch status := x.Status(); {
		case status == http.StatusBadRequest, status == http.StatusUnprocessableEntity,
			status == http.StatusTooManyRequests, status >= 500:
		case documents(x, status):
			if x.Jobs.Only || exchange.Success(status) {
				d.see(x)
			}
			lost.see(x)
			say.Kept()
		case !d.see(x):
			say.Broke(undocumented(x))
		}
	}
	end := func(say *Recorder) {
		for _, x := range d.faults() {
			say.Broke(undocumented(x))
		}
		for _, l := range lost {
			if l.listed {
				b := undocumented(l.observation)
				b.Expected, b.Key = "the "+l.observation.Jobs.Noun+", which a list that was requested later shows", "lost"
				say.Broke(b)
			}
		}
	}
	return Checker{See: see, End: end}
}

// lostJobs are jobs that a list has shown and whose documented 404 says that they do not
// exist, by id: only a list that shows one long afterwards contradicts it.
type lostJobs map[string]*lostJob

type lostJob struct {
	observation *observation.Observation
	listed      bool
}

func (l lostJobs) see(x *observation.Observation) {
	id, ok := x.AskedID()
	switch {
	case !ok || x.Jobs.Only || x.Role != observation.RoleGet:
	case exchange.Success(x.Status()):
		delete(l, id)
	case x.Status() == http.StatusNotFound && l[id] == nil && len(l) < maxAmbiguous:
		slim := *x
		slim.Exchange, slim.Reading = x.Slim(), &observation.Reading{}
		l[id] = &lostJob{observation: &slim}
	}
}

func (l lostJobs) list(x *observation.Observation, say *Recorder) {
	if x.Role != observation.RoleList || len(l) == 0 {
		return
	}
	for _, r := range x.Records() {
		if job := l[r.ID()]; job != nil && x.Began.Sub(job.observation.Began) >= say.rule.settle {
			job.listed = true
		}
	}
}

func documents(x *observation.Observation, status int) bool {
	if x.Documented == nil {
		return false
	}
	if len(x.Documented.HasResponse) == 0 {
		return true // it says nothing of its responses
	}
	_, ok := x.Documented.Response(status)
	return ok
}

func undocumented(x *observation.Observation) Break {
	b := Break{
		Expected: "status " + documentedFor(x), Got: x.StatusText(), Key: strconv.Itoa(x.Status()), Exchange: x.Exchange,
	}
	if id, ok := x.AskedID(); ok {
		b.Record, b.Key = id, b.Key+" of "+exchange.A(x.Jobs.Noun)
	}
	return b
}

// documentedFor lists the status codes that the operation documents.
func documentedFor(x *observation.Observation) string {
	var statuses []int
	if x.Documented != nil {
		for s := range x.Documented.Responses {
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
