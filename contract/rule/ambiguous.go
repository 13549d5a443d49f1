package rule

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
)

// ambiguousResponses are responses that are correct from a service that knows none of the
// collections, refuses access or redirects (see Reachability), and wrong from one that has
// served other requests.
type ambiguousResponses struct {
	served    map[observation.Collection]bool
	hasValid  map[observation.Collection]bool // there must be results
	validates bool                            // a wrong id was properly refused, so the operations exist
	exchanges []*observation.Observation      // without their bodies
}

// maxAmbiguous limits what is kept until the end of a run.
const maxAmbiguous = 1000

// see reports whether the response of x is ambiguous, and keeps it if so.
func (d *ambiguousResponses) see(x *observation.Observation) bool {
	collection, _ := x.Collection()
	switch status := x.Status(); {
	case x.Probe.Expect.Kind == exchange.Served && exchange.Success(status):
		if d.served == nil {
			d.served, d.hasValid = map[observation.Collection]bool{}, map[observation.Collection]bool{}
		}
		if len(d.served) < maxAmbiguous {
			d.served[collection] = true
			d.hasValid[collection] = d.hasValid[collection] || hasResults(x)
		}
		return false
	case status == http.StatusUnprocessableEntity:
		d.validates = true
	case status == http.StatusNotFound, status == http.StatusUnauthorized, status == http.StatusForbidden,
		status >= 300 && status < 400 && !loops(x.Exchange):
		if len(d.exchanges) < maxAmbiguous {
			slim := *x
			slim.Exchange, slim.Reading = x.Slim(), &observation.Reading{}
			d.exchanges = append(d.exchanges, &slim)
		}
		return true
	}
	return false
}

// faults returns the ambiguous responses that are wrong, as later responses show.
func (d *ambiguousResponses) faults() []*observation.Observation {
	var faults []*observation.Observation
	for _, x := range d.exchanges {
		collection, _ := x.Collection()
		wrong := len(d.served) > 0
		if x.Status() == http.StatusNotFound && x.Probe.Expect.Kind == exchange.Served {
			// A strict service returns 404 for results that no job has produced.
			wrong = d.served[collection] && (x.Role != observation.RoleResults || d.hasValid[collection])
		} else if x.Status() == http.StatusNotFound {
			wrong = wrong || d.validates
		}
		if wrong {
			faults = append(faults, x)
		}
	}
	return faults
}

// hasResults reports whether the collection must have results: they were received, or a job
// in the response has succeeded.
func hasResults(x *observation.Observation) bool {
	return x.Role == observation.RoleResults || slices.ContainsFunc(x.Records(), func(r observation.Record) bool {
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
