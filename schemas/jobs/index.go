package jobs

import (
	"slices"
	"strings"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs/shapes"
	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

// index finds resources without looking at all of them: a description may have
// thousands, and as many operations that ask for one.
type index struct {
	all          []*draft
	byType       map[schemas.Definition]*draft
	sharing      map[noun]*draft               // by a type and its address
	byPart       map[schemas.Definition]*draft // what a record or its living part is made of
	statuses     map[schemas.Definition]*draft // what stands at a record's status
	byItem       map[string]*draft             // by the key of one's address
	byCollection map[string][]*draft
	byID         map[string][]*draft // by names that refer to one
	rpc          []*draft            // those in paths of verbs
	postsAt      map[string]bool     // paths that take a POST
}

func newIndex() *index {
	return &index{
		byType: map[schemas.Definition]*draft{}, byPart: map[schemas.Definition]*draft{},
		sharing:  map[noun]*draft{},
		statuses: map[schemas.Definition]*draft{}, byItem: map[string]*draft{},
		byCollection: map[string][]*draft{}, byID: map[string][]*draft{}, postsAt: map[string]bool{},
	}
}

// place notes an address of a resource.
func (x *index) place(d *draft, item route) {
	if len(item.steps) == 0 {
		return
	}
	x.byItem[item.key()] = d
	d.items = append(d.items, item)
	if up := item.up(1); len(up.steps) > 0 && !slices.Contains(x.byCollection[up.key()], d) {
		x.byCollection[up.key()] = append(x.byCollection[up.key()], d)
	}
}

// know notes what a resource's record is made of, and what stands at its status.
func (g *grouping) know(d *draft, record *shapes.Shape) {
	for _, part := range append(slices.Clone(record.Holds), record.ID) {
		if g.byPart[part] == nil {
			g.byPart[part] = d
		}
	}
	if l := g.lifeOf(record); l != nil && l.inObject {
		if at := record.At(parent(l.at)); at != nil && g.statuses[at.ID] == nil {
			g.statuses[at.ID] = d
		}
	}
}

// above gives the resources that an operation may stand below or beside.
func (g *grouping) above(e *endpoint) []*draft {
	if last := e.path.last(); last.param != "" && g.verb(e, e.path.back(1).text) != none {
		return g.all // /exports/cancel/{id}: whatever takes that id
	}
	out := slices.Clone(g.rpc)
	for n := range len(e.path.steps) {
		item := e.path.up(n)
		d := g.byItem[item.key()]
		if d == nil && isRecent(item.last().text) {
			d = g.byItem[item.up(1).key()+"/*"]
		}
		if d != nil && !slices.Contains(out, d) {
			out = append(out, d)
		}
	}
	return out
}

// indexIDs notes by which names resources are referred to: the name of the
// parameter that takes the id, or, where that is only "id", the noun and "id".
func (g *grouping) indexIDs() {
	for _, e := range g.endpoints {
		if e.method == "POST" {
			g.postsAt[e.path.key()] = true
		}
	}
	for _, d := range g.all {
		if len(d.roles[gets]) == 0 {
			continue
		}
		for _, name := range g.references(d) {
			g.byID[vocabulary.Squashed(name)] = append(g.byID[vocabulary.Squashed(name)], d)
		}
	}
}

func (g *grouping) references(d *draft) []string {
	words := vocabulary.Parts(d.param)
	var out []string
	if len(words) > 1 && g.names[vocabulary.IDNames][words[len(words)-1]] {
		out = append(out, d.param)
		if words[len(words)-1] == "id" {
			out = append(out, strings.Join(words[:len(words)-1], " "))
		}
	}
	if len(words) <= 1 && d.noun != "" {
		for _, id := range []string{"id", "uid", "uuid", "sid", "guid", "identifier"} {
			out = append(out, vocabulary.Singular(vocabulary.Phrase(d.noun))+" "+id)
		}
	}
	return out
}
