package contract

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/ringer-api/ringer/schemas"
)

// doubts are answers that are honest from a service that knows none of the
// datasets, lets nobody in or lives elsewhere (see access), and faults of one
// that has served other questions.
type doubts struct {
	served    map[Dataset]bool
	answered  map[Dataset]bool // there have to be results
	validates bool             // a wrong id was properly refused, so the operations are there
	exchanges []*observation   // without what their bodies say
}

// maxDoubts bounds what is kept until the end of a run.
const maxDoubts = 1000

// see tells whether x is an answer to doubt, and keeps it if so.
func (d *doubts) see(x *observation) bool {
	dataset, _ := x.Probe.Inputs.dataset()
	switch status := x.status(); {
	case x.Probe.Expect.Kind == Served && success(status):
		if d.served == nil {
			d.served, d.answered = map[Dataset]bool{}, map[Dataset]bool{}
		}
		if len(d.served) < maxDoubts {
			d.served[dataset] = true
			d.answered[dataset] = d.answered[dataset] || answers(x)
		}
		return false
	case status == http.StatusUnprocessableEntity:
		d.validates = true
	case status == http.StatusNotFound, status == http.StatusUnauthorized, status == http.StatusForbidden,
		status >= 300 && status < 400 && !loops(x.Exchange):
		if len(d.exchanges) < maxDoubts {
			d.exchanges = append(d.exchanges, &observation{x.slim(), &reading{}, x.promised})
		}
		return true
	}
	return false
}

// faults are the doubtful answers that turned out to be wrong.
func (d *doubts) faults() []*observation {
	var faults []*observation
	for _, x := range d.exchanges {
		dataset, _ := x.Probe.Inputs.dataset()
		wrong := len(d.served) > 0
		if x.status() == http.StatusNotFound && x.Probe.Expect.Kind == Served {
			// What no execution has brought is not found by a strict service.
			wrong = d.served[dataset] && (x.Probe.Operation != schemas.Results || d.answered[dataset])
		} else if x.status() == http.StatusNotFound {
			wrong = wrong || d.validates
		}
		if wrong {
			faults = append(faults, x)
		}
	}
	return faults
}

// answers tells that the dataset has results: they came, or an execution is
// seen to have succeeded.
func answers(x *observation) bool {
	return x.Probe.Operation == schemas.Results || slices.ContainsFunc(x.records(), func(r Record) bool {
		return r.Status() == "SUCCESS" || r.Status() == "PARTIAL_SUCCESS"
	})
}

// loops tells a redirect to where it came from.
func loops(x *Exchange) bool {
	from, err := url.Parse(x.Request.URL)
	if err != nil {
		return false
	}
	to, err := from.Parse(x.Answer.Get("location"))
	return err == nil && to.String() == from.String()
}
