package contract

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
)

// What the rules of this family say of a status; each status of each kind of
// question is one rule's business, so that no answer breaks two of them:
//
//	            2xx              3xx, others    400, 404, ...      401, 403    422              5xx
//	Served      ok, 200          documented     documented (404)   documented  valid-accepted   no-server-error
//	Refused     invalid-refused  validation     validation-is-422  validation  ok               no-server-error
//	NoMethod    wrong-method     -              -                  -           -                no-server-error
//	NoRoute     unknown-path     -              -                  -           -                no-server-error
//
// 429 is nobody's: a service may protect itself from us.

func (x *Exchange) status() int {
	if x.Answer == nil {
		return 0
	}
	return x.Answer.Status
}

func gotStatus(x *Exchange) string {
	text := "status " + strconv.Itoa(x.status())
	if name := http.StatusText(x.status()); name != "" {
		text += " " + name
	}
	if to := x.Answer.Get("location"); to != "" {
		text += ", location " + to
	}
	return text
}

func success(status int) bool { return status >= 200 && status < 300 }

func noServerError(x *Exchange, say *ruling) {
	unknown := x.Probe.Expect.Kind == NoMethod && x.status() == http.StatusNotImplemented
	switch {
	case x.status() >= 500 && !unknown:
		say.broke(Break{Expected: "any status below 500", Got: gotStatus(x)})
	case x.status() > 0:
		say.kept()
	}
}

func validAccepted(x *Exchange, say *ruling) {
	if x.Probe.Expect.Kind != Served {
		return
	}
	switch x.status() {
	case http.StatusBadRequest, http.StatusUnprocessableEntity:
		say.broke(Break{Expected: "status 200: every id is a valid UUID", Got: gotStatus(x)})
	default:
		if success(x.status()) {
			say.kept()
		}
	}
}

func invalidRefused(x *Exchange, say *ruling) {
	if x.Probe.Expect.Kind != Refused {
		return
	}
	if success(x.status()) {
		say.broke(Break{Expected: "status 422 for " + inputs(x), Got: gotStatus(x)})
		return
	}
	say.kept()
}

// validationIs422 needs the whole run: a service that lets nobody in may say
// so before it looks at ids.
func validationIs422() judgement {
	served := false
	var doubtful []*Exchange
	see := func(x *Exchange, say *ruling) {
		kind, status := x.Probe.Expect.Kind, x.status()
		served = served || kind == Served && success(status)
		switch {
		case kind != Refused && kind != Either:
		case status == http.StatusUnprocessableEntity:
			say.kept()
		case status == http.StatusUnauthorized || status == http.StatusForbidden:
			doubtful = append(doubtful, x)
		case kind == Either && status == http.StatusNotFound:
		case status >= 300 && status < 500 && status != http.StatusTooManyRequests:
			say.broke(otherRefusal(x))
		}
	}
	end := func(say *ruling) {
		for _, x := range doubtful {
			if served {
				say.broke(otherRefusal(x))
			}
		}
	}
	return judgement{see, end}
}

func otherRefusal(x *Exchange) Break {
	return Break{Expected: "status 422 for " + inputs(x), Got: gotStatus(x), Exchange: x}
}

// inputs names what is wrong in the request.
func inputs(x *Exchange) string {
	text := ""
	for i, in := range x.Probe.Expect.Wrong {
		if i > 0 {
			text += " and "
		}
		text += in.Name
	}
	if text == "" {
		return "what is not accepted"
	}
	return fmt.Sprintf("the wrong %s", text)
}

func wrongMethod(x *Exchange, say *ruling) { notServed(x, say, NoMethod, "status 405") }
func unknownPath(x *Exchange, say *ruling) { notServed(x, say, NoRoute, "status 404") }

func notServed(x *Exchange, say *ruling, kind Kind, expected string) {
	if x.Probe.Expect.Kind != kind {
		return
	}
	if success(x.status()) {
		say.broke(Break{Expected: expected, Got: gotStatus(x), Key: x.Probe.Operation + " " + x.Request.Method})
		return
	}
	say.kept()
}

// documentedStatus needs the whole run: 404, 401 and 403 are honest answers
// about ids and credentials that the service does not know, and faults where
// it has served the same dataset, or anything at all.
func documentedStatus() judgement {
	served := map[Dataset]bool{}
	anything := false
	var doubtful []*Exchange
	see := func(x *Exchange, say *ruling) {
		if x.Probe.Expect.Kind != Served || x.status() == 0 {
			return
		}
		switch x.status() {
		case http.StatusOK:
			dataset, _ := x.Probe.Inputs.dataset()
			served[dataset], anything = true, true
			say.kept()
		case http.StatusNotFound, http.StatusUnauthorized, http.StatusForbidden:
			doubtful = append(doubtful, x)
			say.broken = true // nothing else can be said of this answer
		case http.StatusBadRequest, http.StatusUnprocessableEntity, http.StatusTooManyRequests:
		default:
			if x.status() < 500 {
				say.broke(undocumented(x))
			}
		}
	}
	end := func(say *ruling) {
		for _, x := range doubtful {
			dataset, _ := x.Probe.Inputs.dataset()
			if x.status() == http.StatusNotFound && served[dataset] ||
				x.status() != http.StatusNotFound && anything {
				say.broke(undocumented(x))
			}
		}
	}
	return judgement{see, end}
}

func undocumented(x *Exchange) Break {
	key := x.Probe.Operation + " " + strconv.Itoa(x.status())
	return Break{Expected: "status " + documentedFor(x), Got: gotStatus(x), Key: key, Exchange: x}
}

// documentedFor lists the statuses that the operation documents.
func documentedFor(x *Exchange) string {
	var statuses []int
	if op := description().Operation(x.Probe.Operation); op != nil {
		for s := range op.Responses {
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
