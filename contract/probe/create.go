package probe

import (
	"net/http"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
)

// Unauthenticated are the status codes of a service that allows the check to read but
// not to write.
var Unauthenticated = []int{http.StatusUnauthorized, http.StatusForbidden}

// Starts returns probes that start jobs with each valid body made of one. Unless a service
// must accept that, it may also refuse them.
func Starts(c Config, in exchange.Inputs, body []byte, known bool) (all []exchange.Probe) {
	for _, b := range c.Jobs.Creator.Valid(body, known) {
		p := c.create(b.Name, in, b.Content, exchange.Expect{Kind: exchange.Served, Also: Unauthenticated}, b.Why)
		if !known {
			refused := []int{http.StatusBadRequest, http.StatusUnprocessableEntity}
			p.Expect = exchange.Expect{Kind: exchange.Unknown, Also: append(refused, Unauthenticated...)}
		}
		all = append(all, p)
	}
	return all
}

func (c Config) create(id string, in exchange.Inputs, body []byte, e exchange.Expect, why string) exchange.Probe {
	return exchange.Probe{
		ID: c.Jobs.Create + "." + id, Operation: c.Jobs.Create, Inputs: c.Jobs.Inputs(in), Header: jsonBody,
		Body: body, Expect: e, Why: why,
	}
}

// BadBodies returns probes that try to start a job with a wrong body or wrong ids.
func BadBodies(c Config, in exchange.Inputs, body []byte) []exchange.Probe {
	var probes []exchange.Probe
	for _, b := range c.Jobs.Creator.Wrong(body) {
		e := exchange.Expect{Kind: exchange.Refused, Also: append(append(b.Also, Unauthenticated...), c.refusals()...)}
		for _, name := range b.Wrong {
			e.Wrong = append(e.Wrong, exchange.Input{In: "body", Name: name})
		}
		probes = append(probes, c.create("bad-"+b.Name, in, b.Content, e,
			"a body that is wrong is refused, and the refusal names what is wrong in it"))
	}
	var all []exchange.Input
	for _, p := range c.Jobs.Scope {
		if p.Form.Strict() {
			wrong := exchange.Input{In: "path", Name: p.Name}
			probes = append(probes, c.badIDs(in, body, []exchange.Input{wrong}))
			all = append(all, wrong)
		}
	}
	if wrong := c.Jobs.Creator.Wrong(body); len(all) > 0 {
		for _, b := range wrong {
			if string(b.Content) == "{}" { // it lacks what is required
				for _, name := range b.Wrong {
					all = append(all, exchange.Input{In: "body", Name: name})
				}
				probes = append(probes, c.badIDs(in, b.Content, all))
			}
		}
	}
	return probes
}

// badIDs returns a probe that tries to start a job with wrong ids, and what else is wrong.
func (c Config) badIDs(in exchange.Inputs, body []byte, wrong []exchange.Input) exchange.Probe {
	id := "bad"
	for _, w := range wrong {
		if w.In == "path" {
			in = in.With(w.Name, notUUID)
		}
		id += "-" + w.Name
	}
	refused := exchange.Expect{Kind: exchange.Refused, Wrong: wrong, Also: append(c.refusals(), Unauthenticated...)}
	p, _ := c.Jobs.Parameter(wrong[0].Name)
	return c.create(id, in, body, refused, "an id that is not "+p.Form.String()+" is refused, and the refusal names it")
}

// UnauthenticatedCreates returns probes that try to start a job without the right
// credential; none when no credential is configured.
func UnauthenticatedCreates(c Config, in exchange.Inputs, body []byte) []exchange.Probe {
	if !c.Credentials.Any() {
		return nil
	}
	var probes []exchange.Probe
	for _, wrong := range c.WrongCredentials() {
		p := c.create("credential-"+wrong.Name, in, body, exchange.Expect{Kind: exchange.Unauthorized}, wrong.Why)
		p.Anonymous, p.Header = true, append(wrong.Header, jsonBody...)
		probes = append(probes, p)
	}
	return probes
}

// Looks are the requests of one look at a job that was created: for the list, and by its
// id.
func Looks(j *observation.Jobs, in exchange.Inputs, id string) (list, single exchange.Probe) {
	one := exchange.A(j.Noun) + " that was started "
	list = exchange.Probe{ID: j.Create + ".list", Operation: j.List, Inputs: j.Inputs(in),
		Expect: exchange.Expect{Kind: exchange.Served}, Why: one + "is in the list"}
	single = Get(j, j.Create+".get", in, id)
	single.Why = one + "can be fetched by its id"
	single.Expect.Also = []int{http.StatusNotFound}
	return list, single
}

// ResultLooks are the requests of one look for results, and for other jobs that may have
// ended since.
func ResultLooks(j *observation.Jobs, in exchange.Inputs) (results, list exchange.Probe) {
	results = exchange.Probe{ID: j.Create + ".results", Operation: j.Result, Inputs: j.Inputs(in),
		Expect: exchange.Expect{Kind: exchange.Served}, Why: exchange.A(j.Noun) + " that has succeeded has results"}
	list = exchange.Probe{ID: j.Create + ".list", Operation: j.List, Inputs: j.Inputs(in), Expect: exchange.Expect{Kind: exchange.Served},
		Why: "another " + j.Noun + " may have ended since, and have the results"}
	return results, list
}
