package explore

import (
	"net/http"
	"slices"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// mostInvalid bounds the requests with an invalid input, mostOfOne those of one operation.
const (
	mostInvalid = 60
	mostOfOne   = 6
)

// Invalid are requests in which one input breaks the description, and requests for ids that
// nobody has. Those of jobs come first; of the others, each operation has its turn.
func (k *Known) Invalid() []exchange.Probe {
	var ofJobs, others [][]exchange.Probe
	for _, o := range k.m.reads() {
		if k.asked[o.ID] == 0 && !k.foreseen {
			continue
		}
		probes := k.invalid(o)
		if o.jobs != nil {
			ofJobs = append(ofJobs, probes)
		} else {
			others = append(others, probes)
		}
	}
	all := append(inTurns(ofJobs), inTurns(others)...)
	return all[:min(len(all), mostInvalid)]
}

// inTurns takes the first of each list, then the second, and so on.
func inTurns(lists [][]exchange.Probe) (all []exchange.Probe) {
	for i := range mostOfOne {
		for _, list := range lists {
			if i < len(list) {
				all = append(all, list[i])
			}
		}
	}
	return all
}

// invalid are the requests of one operation with one invalid input each.
func (k *Known) invalid(o *operation) (all []exchange.Probe) {
	cs := k.choices(o.slots, 1)
	if len(cs) == 0 || !cs[0].sure || o.searches() {
		return nil
	}
	good := k.read(o, cs[0])
	if o.place.Role == jobs.GetRole && len(o.slots) > 0 {
		all = append(all, k.unknown(o, cs[0]))
	}
	for _, param := range o.Parameters {
		if param.In != "path" && param.In != "query" || param.Schema == nil {
			continue
		}
		for _, w := range wrongValues(param) {
			p := k.refused(o, good, exchange.Input{In: param.In, Name: param.Name}, w.bound || param.In == "query" && w.name == "fraction")
			p.ID, p.Why = o.ID+"."+w.name+"-"+param.Name, whyWrong(param, w)
			if param.In == "path" {
				p.Inputs = p.Inputs.With(param.Name, w.text)
			} else {
				p.Query = p.Query.With(param.Name, w.text)
			}
			all = append(all, p)
		}
		if param.In == "query" && param.Required {
			p := k.refused(o, good, exchange.Input{In: "query", Name: param.Name}, false)
			p.ID, p.Why = o.ID+".without-"+param.Name, "a request without "+param.Name+", which is required, is refused"
			p.Query = slices.DeleteFunc(slices.Clone(p.Query), func(q exchange.PathParam) bool { return q.Name == param.Name })
			p.Inputs = p.Inputs.Without(param.Name)
			all = append(all, p)
		}
	}
	return all
}

// refusals are the status codes that may refuse an invalid request: access and existence may
// be decided before an input is read.
var refusals = []int{
	http.StatusBadRequest, http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound, http.StatusMethodNotAllowed,
	http.StatusNotAcceptable, http.StatusConflict, http.StatusGone, http.StatusUnprocessableEntity,
}

// refused is a request that has to be refused, where the description says that it may be. Of
// a bound, and of an operation that documents no refusal, nobody knows: the service must
// only not fail.
func (k *Known) refused(o *operation, good exchange.Probe, in exchange.Input, bound bool) exchange.Probe {
	p := good
	p.Expect = exchange.Expect{Kind: exchange.Hostile}
	fastAPI := k.m.config.Resources.Of(o.ID).FastAPI
	if o.refuses() && (!bound || fastAPI) || in.In == "path" && !bound {
		p.Expect = exchange.Expect{Kind: exchange.Refused, Wrong: []exchange.Input{in}}
		if !fastAPI {
			p.Expect.Also = refusals
		}
	}
	return p
}

// unknown requests an id that nobody has.
func (k *Known) unknown(o *operation, c choice) exchange.Probe {
	values := slices.Clone(c.values)
	last := len(values) - 1
	values[last] = invented(o.slots[last].param)
	if o.jobs != nil && o.jobs.Job.Name == o.slots[last].name {
		values[last] = o.jobs.Job.Form.Invented()
	}
	p := k.read(o, choice{values: values})
	p.ID, p.Why = o.ID+".unknown", "an id that nobody has does not make the service fail"
	p.Expect = exchange.Expect{Kind: exchange.WellFormed}
	return p
}
