// Package probe plans the requests of a check, as data: its phases, the probes of each
// phase, and what they learn from earlier responses.
package probe

import (
	"net/http"
	"slices"
	"time"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
)

// Config is what the plan of a run depends on, besides what was learned from responses.
type Config struct {
	// Jobs are the jobs of the API.
	Jobs *observation.Jobs
	// Collections are the values of the path parameters in Jobs.Scope, of each collection
	// to check.
	Collections []exchange.Inputs
	Seed        uint64
	Credentials exchange.Credentials
	// Methods are the methods that are documented for the path of an operation, by its id.
	Methods map[string][]string
	Settle  time.Duration // how late something may be
	// Below is a path below that of the list, below which nothing is documented.
	Below string
	// Steps are the fixed steps of documented paths, which are no ids.
	Steps []string
}

// Phase is a part of a run, which sends one kind of probe. Its probes may depend on the
// responses of earlier phases; within a phase the order does not matter.
type Phase struct {
	Name string
	// Why is what its responses show, in a few words.
	Why    string
	Probes func(c Config, h *Learned) []exchange.Probe
	// Polls is how often earlier requests are repeated in between; see the function Polls.
	Polls int
}

// All returns the phase's probes with its polls in between; earlier is how many polls the
// phases before had.
func (p Phase) All(c Config, h *Learned, earlier int) []exchange.Probe {
	var probes []exchange.Probe
	if p.Probes != nil {
		probes = p.Probes(c, h)
	}
	return Spread(probes, Polls(c, h, earlier, p.Polls))
}

// validProbes request what must exist.
func validProbes(c Config, _ *Learned) []exchange.Probe {
	var probes []exchange.Probe
	for _, in := range c.Collections {
		list := exchange.Probe{ID: c.Jobs.List, Operation: c.Jobs.List, Inputs: in, Expect: exchange.Expect{Kind: exchange.Served},
			Why: "the " + c.Jobs.Collection + "'s " + exchange.Plural(c.Jobs.Noun)}
		zipped := list
		zipped.ID, zipped.Why = c.Jobs.List+".gzip", "a client that offers compression gets the same list"
		zipped.Header = []exchange.Field{{Name: "Accept-Encoding", Value: "gzip"}}
		results := exchange.Probe{ID: c.Jobs.Result, Operation: c.Jobs.Result, Inputs: in, Expect: exchange.Expect{Kind: exchange.Served},
			Why: "the results of the last " + c.Jobs.Noun}
		probes = append(probes, list, zipped, results)
	}
	return possible(probes)
}

// possible leaves out probes of operations that the API does not have.
func possible(probes []exchange.Probe) []exchange.Probe {
	return slices.DeleteFunc(probes, func(p exchange.Probe) bool { return p.Operation == "" })
}

// takenPerCollection is how many jobs of a list are requested one by one.
const takenPerCollection = 6

// takenProbes request single jobs that were in a list, and some of them in a collection that
// they do not belong to.
func takenProbes(c Config, h *Learned) []exchange.Probe {
	var probes []exchange.Probe
	for i, in := range c.Collections {
		for _, id := range h.jobs(in, takenPerCollection) {
			probes = append(probes, h.get(c, "get", in, id))
		}
		other := c.Collections[(i+1)%len(c.Collections)]
		if ids := h.jobs(in, 1); len(ids) > 0 && !c.same(in, other) && !h.lists(other, ids[0]) {
			p := Get(c.Jobs, "get.elsewhere", other, ids[0])
			p.Expect.Kind, p.Why = exchange.Unknown, exchange.A(c.Jobs.Noun)+" of another "+c.Jobs.Collection+" is not found here"
			probes = append(probes, p)
		}
	}
	return possible(probes)
}

// same reports whether both are the same collection, whatever the form of their ids.
func (c Config) same(a, b exchange.Inputs) bool {
	x, _ := c.Jobs.CollectionOf(a)
	y, _ := c.Jobs.CollectionOf(b)
	return x == y
}

// Get returns a probe that requests a job by its id.
func Get(j *observation.Jobs, id string, in exchange.Inputs, job string) exchange.Probe {
	return exchange.Probe{
		ID: id, Operation: j.Get, Expect: exchange.Expect{Kind: exchange.Served},
		Inputs: j.Inputs(in).With(j.Job.Name, job),
		Why:    exchange.A(j.Noun) + " from the list can be fetched by its id",
	}
}

// get is Get for a job that a list has shown.
func (h *Learned) get(c Config, id string, in exchange.Inputs, job string) exchange.Probe {
	p := Get(c.Jobs, id, in, job)
	p.Fresh = h.fresh(in, job, c.Settle)
	return p
}

// Polls returns probes that repeat requests: the list each time, and single jobs, those
// that may still change first, and every other time the results.
func Polls(c Config, h *Learned, from, n int) []exchange.Probe {
	var probes []exchange.Probe
	for i := from; i < from+n; i++ {
		in := c.Collections[i%len(c.Collections)]
		probes = append(probes, exchange.Probe{
			ID: c.Jobs.List + ".again", Operation: c.Jobs.List, Inputs: in, Expect: exchange.Expect{Kind: exchange.Served},
			Why: "the same list a little later: jobs may have moved on, but not back",
		})
		if ids := h.jobs(in, 2); len(ids) > 0 {
			probes = append(probes, h.get(c, "get.again", in, ids[i/2%len(ids)]))
		}
		if i%2 == 0 {
			probes = append(probes, exchange.Probe{
				ID: c.Jobs.Result + ".again", Operation: c.Jobs.Result, Inputs: in, Expect: exchange.Expect{Kind: exchange.Served},
				Why: "the same results a little later",
			})
		}
	}
	return possible(probes)
}

// Spread returns the first probes with the second spread evenly among them.
func Spread(first, second []exchange.Probe) []exchange.Probe {
	all := make([]exchange.Probe, 0, len(first)+len(second))
	taken := 0
	for i, p := range first {
		for ; taken*len(first) < i*len(second); taken++ {
			all = append(all, second[taken])
		}
		all = append(all, p)
	}
	return append(all, second[taken:]...)
}

// routeProbes request methods and paths that do not exist. Methods that could change
// something are only sent with ids that nothing can have.
func routeProbes(c Config, _ *Learned) []exchange.Probe {
	j, real := c.Jobs, c.Collections[0]
	none := exchange.Inputs{}
	for _, p := range append(slices.Clone(j.Scope), j.Job) {
		none = none.With(p.Name, notUUID)
	}
	probes := []exchange.Probe{{
		ID: "unknown-path", Operation: j.List, Inputs: real, Suffix: c.Below + "/no-such-path",
		Expect: exchange.Expect{Kind: exchange.NoRoute}, Why: "a path that is not documented is not served",
	}}
	for _, m := range []struct {
		operation, method string
		in                exchange.Inputs
	}{
		{j.List, "PROPFIND", real}, {j.Result, "PROPFIND", real},
		{j.List, http.MethodDelete, none}, {j.List, http.MethodPut, none},
		{j.List, http.MethodPatch, none}, {j.Result, http.MethodPost, none},
		{j.Result, http.MethodDelete, none}, {j.Get, http.MethodDelete, none},
		{j.Get, http.MethodPut, none},
	} {
		real := m.operation != j.Get && len(j.Scope) == 0 && m.method != "PROPFIND" // it has no id
		if slices.Contains(c.Methods[m.operation], m.method) || real {
			continue
		}
		probes = append(probes, exchange.Probe{
			ID: m.operation + "." + m.method, Operation: m.operation, Method: m.method, Inputs: m.in,
			Expect: exchange.Expect{Kind: exchange.NoMethod}, Why: "a method that is not documented is not served",
		})
	}
	return possible(probes)
}

// Lists returns probes that request the jobs of each collection.
func Lists(c Config, h *Learned) []exchange.Probe {
	return slices.DeleteFunc(validProbes(c, h), func(p exchange.Probe) bool { return p.ID != c.Jobs.List })
}
