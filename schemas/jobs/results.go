package jobs

import (
	"slices"
	"strings"

	"github.com/ringer-api/ringer/schemas/document"
	"github.com/ringer-api/ringer/schemas/jobs/shapes"
	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

// results assigns to resources the operations that return their results: those below the
// resource that are not another resource and have a word for results in their path. If
// there is none, all reads below the resource count, except those of information about
// it.
func (g *grouping) results() {
	owned := g.owned()
	named, other := map[*draft][]*endpoint{}, map[*draft][]*endpoint{}
	for _, e := range g.endpoints {
		if e.method != "GET" {
			continue
		}
		for _, d := range append(g.above(e), g.byCollection[e.path.up(1).key()]...) {
			n := d.under(e)
			if n < 0 && g.besideOne(d, e) {
				named[d] = append(named[d], e)
				continue
			}
			if !g.fetches(d, e, n) || slices.ContainsFunc(owned[e], func(o *draft) bool { return o != d }) {
				continue
			}
			tail := e.path.steps[len(e.path.steps)-max(n, 1):]
			switch {
			case slices.ContainsFunc(tail, func(s step) bool { return s.param == "" && g.names.Any(vocabulary.ResultNames, s.text) }):
				named[d] = append(named[d], e)
			case !slices.ContainsFunc(tail, func(s step) bool { return g.names.Any(vocabulary.RecordNames, s.text) }):
				other[d] = append(other[d], e)
			}
		}
	}
	for _, d := range g.all {
		found := named[d]
		if len(found) == 0 {
			found = other[d]
		}
		d.roles[results] = append(d.roles[results], found...)
	}
}

// besideOne reports whether an operation returns results of a whole collection: GET
// /runs/results beside GET /runs/{id}.
func (g *grouping) besideOne(d *draft, e *endpoint) bool {
	last := e.path.last()
	return last.param == "" && g.names.First(vocabulary.ResultNames, last.text) && d.collects(e.path.up(1)) && !d.has(e) &&
		g.lifeOfDraft(d) != nil
}

// fetches reports whether a get operation is a few steps below a resource, or takes the
// same id in a path of verbs.
func (g *grouping) fetches(d *draft, e *endpoint, n int) bool {
	beside := d.rpc && g.takesQuery(e, d.param) && !slices.Contains(d.roles[gets], e)
	return (beside || n >= 1 && n <= 3) && g.plainTail(e, n) && !d.has(e)
}

// owned maps operations that return a resource to these resources.
func (g *grouping) owned() map[*endpoint][]*draft {
	out := map[*endpoint][]*draft{}
	for _, d := range g.all {
		ways := d.roles[statusGets]
		if !d.rpc {
			ways = slices.Concat(ways, d.roles[gets])
		}
		if len(d.roles[gets])+len(d.roles[statusGets]) > 0 {
			ways = slices.Concat(ways, d.roles[lists])
		}
		for _, e := range ways {
			out[e] = append(out[e], d)
		}
	}
	return out
}

// resultsOf returns where the results are in the operations' responses, and the states
// that have any: those that ended with a result.
func (rd *reader) resultsOf(d *draft, states []*State) map[Operation]Result {
	out := map[Operation]Result{}
	for _, e := range d.roles[results] {
		result := Result{When: namesOf(states, Succeeded, PartlySucceeded)}
		if c, ok := rd.listOf(e); ok && c.depth <= 1 {
			result.Items = strings.TrimSuffix(c.at, "/-")
			result.Job = rd.jobIn(d, c.shape)
		}
		out[e.name] = result
	}
	return out
}

// jobIn returns where a result repeats the id of its job.
func (rd *reader) jobIn(d *draft, item *shapes.Shape) Pointer {
	for _, p := range item.Properties() {
		if len(vocabulary.Parts(d.param)) > 1 && vocabulary.Same(p.Name, d.param) {
			return "/" + document.EscapeToken(p.Name)
		}
	}
	return ""
}

// plainTail reports whether the path below a resource is fixed text, or one of a closed
// set of formats: /texts/{id}/{format}.
func (g *grouping) plainTail(e *endpoint, n int) bool {
	for i := range n {
		s := e.path.back(i)
		if s.param == "" {
			continue
		}
		at := slices.IndexFunc(e.params, func(p param) bool { return p.in == "path" && p.name == s.param })
		if at < 0 {
			return false
		}
		if words, from := g.Shape(e.params[at].schema).Closed(); len(words) < 2 || from != shapes.InEnum {
			return false
		}
	}
	return true
}

func (g *grouping) takesQuery(e *endpoint, name string) bool {
	return slices.ContainsFunc(e.params, func(p param) bool { return p.in == "query" && p.required && vocabulary.Same(p.name, name) })
}

func (d *draft) has(e *endpoint) bool {
	for _, list := range d.roles {
		if slices.Contains(list, e) {
			return true
		}
	}
	return false
}
