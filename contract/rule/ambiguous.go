package rule

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/schemas"
)

// ambiguousResponses are answers that are honest from a service that knows none of the
// datasets, lets nobody in or lives elsewhere (see Reachability), and faults of one
// that has served other questions.
type ambiguousResponses struct {
	served    map[exchange.Dataset]bool
	hasValid  map[exchange.Dataset]bool  // there have to be results
	validates bool                       // a wrong id was properly refused, so the operations are there
	exchanges []*observation.Observation // without what their bodies say
}

// maxAmbiguous bounds what is kept until the end of a run.
const maxAmbiguous = 1000

// see tells whether x is an answer to doubt, and keeps it if so.
func (d *ambiguousResponses) see(x *observation.Observation) bool {
	dataset, _ := x.Probe.Inputs.Dataset()
	switch status := x.Status(); {
	case x.Probe.Expect.Kind == exchange.Served && exchange.Success(status):
		if d.served == nil {
			d.served, d.hasValid = map[exchange.Dataset]bool{}, map[exchange.Dataset]bool{}
		}
		if len(d.served) < maxAmbiguous {
			d.served[dataset] = true
			d.hasValid[dataset] = d.hasValid[dataset] || hasResults(x)
		}
		return false
	case status == http.StatusUnprocessableEntity:
		d.validates = true
	case status == http.StatusNotFound, status == http.StatusUnauthorized, status == http.StatusForbidden,
		status >= 300 && status < 400 && !loops(x.Exchange):
		if len(d.exchanges) < maxAmbiguous {
			d.exchanges = append(d.exchanges, &observation.Observation{
				Exchange: x.Slim(), Reading: &observation.Reading{}, Documented: x.Documented,
			})
		}
		return true
	}
	return false
}

// faults are the doubtful answers that turned out to be wrong.
func (d *ambiguousResponses) faults() []*observation.Observation {
	var faults []*observation.Observation
	for _, x := range d.exchanges {
		dataset, _ := x.Probe.Inputs.Dataset()
		wrong := len(d.served) > 0
		if x.Status() == http.StatusNotFound && x.Probe.Expect.Kind == exchange.Served {
			// What no execution has brought is not found by a strict service.
			wrong = d.served[dataset] && (x.Probe.Operation != schemas.Results || d.hasValid[dataset])
		} else if x.Status() == http.StatusNotFound {
			wrong = wrong || d.validates
		}
		if wrong {
			faults = append(faults, x)
		}
	}
	return faults
}

// hasResults tells that the dataset has results: they came, or an execution is
// seen to have succeeded.
func hasResults(x *observation.Observation) bool {
	return x.Probe.Operation == schemas.Results || slices.ContainsFunc(x.Records(), func(r observation.Record) bool {
		return r.Status() == "SUCCESS" || r.Status() == "PARTIAL_SUCCESS"
	})
}

// loops tells a redirect to where it came from.
func loops(x *exchange.Exchange) bool {
	from, err := url.Parse(x.Request.URL)
	if err != nil {
		return false
	}
	to, err := from.Parse(x.Response.Get("location"))
	return err == nil && to.String() == from.String()
}
