package jobs

import (
	"slices"
	"strings"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs/shapes"
	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

// index finds resources without a search through all of them: a description may have
// thousands, and as many operations that refer to one.
type index struct {
	all          []*draft
	byType       map[schemas.Definition]*draft
	sharing      map[noun]*draft               // by a type and a feature of its path
	byPart       map[schemas.Definition]*draft // by the schemas of a record or of its part with the states
	statuses     map[schemas.Definition]*draft // by the schema of a record's status
	byItem       map[string]*draft             // by the key of its path
	byCollection map[string][]*draft
	byID         map[string][]*draft // by names that refer to it
	rpc          []*draft            // resources in paths of verbs
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

// place records a path of a resource.
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

// know records the schemas of a resource's record and of its status.
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

// above returns the resources that an operation may be below or beside.
func (g *grouping) above(e *endpoint) []*draft {
	if last := e.path.last(); last.param != "" && g.verb(e, e.path.back(1).text) != none {
		return g.all // /exports/cancel/{id}: of any resource with such an id
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

// indexIDs records the names by which resources are referred to: the name of the
// parameter for the id or, if that is only "id", the noun followed by "id".
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
