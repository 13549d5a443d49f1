package jobs

import (
	"slices"

	"github.com/ringer-api/ringer/schemas/document"
	"github.com/ringer-api/ringer/schemas/jobs/shapes"
	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

// create assigns an operation that creates a resource: it returns the record, another
// resource that contains the record, or the id alone; or it returns none of these, but
// is a POST to the collection.
func (g *grouping) create(e *endpoint) {
	if e.method == "GET" || g.searches(e) {
		return
	}
	if len(g.responseOf(e)) > 0 {
		return
	}
	linked, at := g.linked(e)
	if linked != nil {
		linked.add(creates, e)
		linked.ids[e.name] = at
	}
	if e.method != "POST" || g.belongs(e) {
		return
	}
	if d := g.collection(e.path); d != nil && d != linked && e.path.last().param == "" {
		d.add(creates, e)
		g.idIn(d, e)
		return
	}
	if linked != nil {
		return
	}
	g.unfound(e)
}

// responseOf returns the resources whose record is in the response, and records for each
// whether this operation creates it.
func (g *grouping) responseOf(e *endpoint) []*draft {
	var made []*draft
	for _, c := range g.recordsIn(e) {
		if c.depth > 2 || c.many && c.depth > 1 {
			continue
		}
		d := g.of(c.shape)
		if here := g.collection(e.path); here != nil && g.is(here, c.shape) {
			d = here // of several resources of one type, the one in this collection
		}
		if d == nil || slices.Contains(made, d) {
			continue
		}
		if c.depth > 0 && !g.besides(e, c, d) {
			continue
		}
		made = append(made, d)
		if g.copies(d, e, c) {
			d.add(creates, e)
			d.put(c)
			continue
		}
		if d.under(e) >= 0 || g.verbOf(d, e) != none || isRecent(e.path.back(1).text) {
			continue
		}
		if c.many && !g.near(d, e) && !g.together(e, d) {
			continue
		}
		g.begins(d, e, c)
	}
	for _, d := range made {
		d.mixed = d.mixed || g.withJob(d, made)
	}
	return made
}

// copies reports whether an operation below a resource makes another one of the type: POST
// /films/{id}/copy.
func (g *grouping) copies(d *draft, e *endpoint, c recordPlace) bool {
	words := vocabulary.Parts(e.path.last().text)
	return e.method == "POST" && !c.many && d.under(e) == 1 && e.path.last().param == "" && len(words) > 0 && len(words) <= 2 &&
		g.names[vocabulary.CopyVerbs][words[0]]
}

// begins assigns an operation that returns a record and is not below its resource. A PUT
// or PATCH of a whole collection is an update if a POST creates.
func (g *grouping) begins(d *draft, e *endpoint, c recordPlace) {
	switch {
	case d.collects(e.path) && (e.method == "PATCH" || e.method == "PUT" && g.posts(e.path)):
		d.add(updates, e)
	case e.method == "POST" || e.method == "PUT" || g.lifeOf(c.shape) != nil:
		d.add(creates, e)
		d.put(c)
	}
}

func (g *grouping) posts(p route) bool {
	return g.postsAt[p.key()]
}

// near reports whether a path is the collection of a resource, or one step below it.
func (g *grouping) near(d *draft, e *endpoint) bool {
	return d.collects(e.path) || d.collects(e.path.up(1))
}

// together reports whether a response contains another resource as well.
func (g *grouping) together(e *endpoint, d *draft) bool {
	return slices.ContainsFunc(g.recordsIn(e), func(c recordPlace) bool {
		o := g.of(c.shape)
		return !c.many && o != nil && o != d
	})
}

// searches reports whether an operation is a POST that only searches.
func (g *grouping) searches(e *endpoint) bool {
	last := e.path.last().text
	return e.method == "POST" && (g.names.Any(vocabulary.SearchVerbs, last) || g.names.First(vocabulary.FetchVerbs, last))
}

// besides reports whether a record inside a response is there because the operation
// created it: the outer object is a wrapper, or the record is another resource's job. A
// resource that shows an existing job of its own does not create it.
func (g *grouping) besides(e *endpoint, c recordPlace, d *draft) bool {
	for _, outer := range g.recordsIn(e) {
		if outer.depth < c.depth && (g.of(outer.shape) != nil || g.ownID(outer.shape, "") != "") {
			return false
		}
	}
	return true
}

// withJob reports whether one of the created resources other than d is a job.
func (g *grouping) withJob(d *draft, made []*draft) bool {
	own := g.lifeOf(d.record)
	return own != nil && slices.ContainsFunc(made, func(o *draft) bool {
		l := g.lifeOf(o.record)
		return o != d && l != nil && l.set.Works() && len(o.roles[gets]) > 0 &&
			(!own.set.Works() || g.workNoun(o) && !g.workNoun(d))
	})
}

func (g *grouping) workNoun(d *draft) bool {
	return g.errorIn(d.record) != "" || g.progressIn(d.record) != "" || g.names.Any(vocabulary.WorkNouns, d.noun)
}

// of returns the resource whose record has this shape.
func (g *grouping) of(s *shapes.Shape) *draft {
	if s == nil {
		return nil
	}
	if d := g.byType[s.ID]; d != nil {
		return d
	}
	if d := g.byPart[s.ID]; d != nil && len(s.Properties()) > 0 && g.lifeOf(s) != nil {
		return d
	}
	return g.copyOf(s)
}

// copyOf returns the only resource whose record equals an inline shape: documents
// without named types repeat them.
func (g *grouping) copyOf(s *shapes.Shape) *draft {
	l := g.lifeOf(s)
	if l == nil || s.Name() != "" {
		return nil
	}
	var only *draft
	for _, d := range g.all {
		if d.record == nil || d.record.Name() != "" || !l.same(g.lifeOf(d.record)) || !slices.EqualFunc(s.Properties(), d.record.Properties(),
			func(a, b *shapes.Prop) bool { return a.Name == b.Name }) {
			continue
		}
		if only != nil {
			return nil
		}
		only = d
	}
	return only
}

// linked returns the resource whose id, and little else, an operation returns:
// {"run_id": 7} where GET /runs/get takes a run_id. An operation that takes the id as
// well does not create the resource.
func (g *grouping) linked(e *endpoint) (*draft, Pointer) {
	for _, c := range g.recordsIn(e) {
		props := c.shape.Properties()
		if c.many || c.depth > 1 || len(props) > 8 {
			continue
		}
		for _, p := range props {
			if g.takes(e, p.Name) || len(g.Value(p).Properties()) > 0 {
				continue
			}
			for _, d := range g.byID[vocabulary.Squashed(p.Name)] {
				if d.under(e) < 0 {
					return d, c.at + "/" + document.EscapeToken(p.Name)
				}
			}
		}
	}
	return nil, ""
}

// takes reports whether an operation has an input of that name.
func (g *grouping) takes(e *endpoint, name string) bool {
	for _, p := range e.params {
		if vocabulary.Same(p.name, name) {
			return true
		}
	}
	for _, b := range e.bodies {
		for _, p := range g.Shape(b).Properties() {
			if vocabulary.Same(p.Name, name) {
				return true
			}
		}
	}
	return false
}

// belongs reports whether an operation is an action below a resource.
func (g *grouping) belongs(e *endpoint) bool {
	return slices.ContainsFunc(g.above(e), func(d *draft) bool {
		n := d.under(e)
		return n == 0 || n == 1 && e.path.last().param == "" && g.verbOf(d, e) != none
	})
}

// idIn records where a create's response has the record or else the id.
func (g *grouping) idIn(d *draft, e *endpoint) {
	for _, c := range g.recordsIn(e) {
		if !c.many && g.lifeOf(c.shape).same(g.lifeOfDraft(d)) {
			d.put(c) // the same record as an inline schema
			return
		}
		if at := g.idOf(c.shape, d.param); at != "" && !c.many {
			d.ids[e.name] = c.at + at
			return
		}
	}
}

// sendAway assigns a create that returns nothing but the URL of the new resource. It is
// called when all other creates are known.
func (g *grouping) sendAway(e *endpoint) {
	begins := func(d *draft) bool { return slices.Contains(d.roles[creates], e) }
	if e.method != "POST" || g.belongs(e) || slices.ContainsFunc(g.all, begins) {
		return
	}
	if d := g.located(e); d != nil {
		d.add(creates, e)
	}
}

// located returns the resource that a Location or Operation-Location header must mean:
// the one with states that no other create makes, if there is only one.
func (g *grouping) located(e *endpoint) *draft {
	if !e.tellsLocation() {
		return nil
	}
	var only *draft
	for _, d := range g.all {
		if len(d.roles[creates]) > 0 && !d.byHeader() || g.lifeOf(d.record) == nil && g.lifeOf(d.living) == nil {
			continue
		}
		if only != nil {
			return nil
		}
		only = d
	}
	return only
}

func (d *draft) byHeader() bool {
	return !slices.ContainsFunc(d.roles[creates], func(e *endpoint) bool { return !e.tellsLocation() })
}

// tellsLocation reports whether a success response has the URL of the new resource.
func (e *endpoint) tellsLocation() bool {
	return slices.ContainsFunc(e.responses, func(a response) bool {
		return slices.Contains(a.headers, "location") || slices.Contains(a.headers, "operation-location")
	})
}

// actsOn reports whether an operation below a resource returns its record as an inline
// schema.
func (g *grouping) actsOn(e *endpoint, l *life) bool {
	return slices.ContainsFunc(g.above(e), func(d *draft) bool { return d.under(e) > 0 && l.same(g.lifeOfDraft(d)) })
}

// same reports whether two lifecycles have the same words at the same place.
func (l *life) same(o *life) bool {
	return l != nil && o != nil && l.at == o.at && l.form == o.form &&
		slices.EqualFunc(l.set, o.set, func(a, b vocabulary.Meaning) bool { return a.Text == b.Text })
}

// unfound keeps a record with states that no operation gets or lists: it does not become
// a job, but is listed as uncertain.
func (g *grouping) unfound(e *endpoint) {
	for _, c := range g.recordsIn(e) {
		l := g.lifeOf(c.shape)
		if c.many || c.depth > 1 || l == nil || l.form != byWord || g.actsOn(e, l) {
			continue
		}
		d := g.draft(c.shape.ID, route{}, e)
		d.record, d.noun = c.shape, e.path.noun()
		d.add(creates, e)
		d.put(c)
		g.actedOn(d, e)
		return
	}
}

// actedOn gives a resource without a get operation the path of an action on it: POST
// /uploads/{id}/complete.
func (g *grouping) actedOn(d *draft, create *endpoint) {
	n := len(create.path.steps)
	for _, e := range g.endpoints {
		if len(e.path.steps) <= n || e.path.steps[n].param == "" {
			continue
		}
		item := e.path.up(len(e.path.steps) - n - 1)
		if item.up(1).key() == create.path.key() {
			d.param = item.last().param
			g.place(d, item)
			return
		}
	}
}
