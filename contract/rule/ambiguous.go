package rule

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/schemas"
)

// ambiguousResponses are responses that are correct from a service that knows none of the
// datasets, refuses access or redirects (see Reachability), and wrong from one that has
// served other requests.
type ambiguousResponses struct {
	served    map[exchange.Dataset]bool
	hasValid  map[exchange.Dataset]bool  // there must be results
	validates bool                       // a wrong id was properly refused, so the operations exist
	exchanges []*observation.Observation // without their bodies
}

// maxAmbiguous limits what is kept until the end of a run.
const maxAmbiguous = 1000

// see reports whether the response of x is ambiguous, and keeps it if so.
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

// faults returns the ambiguous responses that are wrong, as later responses show.
func (d *ambiguousResponses) faults() []*observation.Observation {
	var faults []*observation.Observation
	for _, x := range d.exchanges {
		dataset, _ := x.Probe.Inputs.Dataset()
		wrong := len(d.served) > 0
		if x.Status() == http.StatusNotFound && x.Probe.Expect.Kind == exchange.Served {
			// A strict service returns 404 for results that no execution has produced.
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

// hasResults reports whether the dataset must have results: they were received, or an
// execution in the response has succeeded.
func hasResults(x *observation.Observation) bool {
	return x.Probe.Operation == schemas.Results || slices.ContainsFunc(x.Records(), func(r observation.Record) bool {
		return r.Succeeded()
	})
}

// loops reports whether a response redirects to the URL of its own request.
func loops(x *exchange.Exchange) bool {
	from, err := url.Parse(x.Request.URL)
	if err != nil {
		return false
	}
	to, err := from.Parse(x.Response.Get("location"))
	return err == nil && to.String() == from.String()
}
