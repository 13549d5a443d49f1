package jobs

import (
	"slices"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs/shapes"
	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

// drafts collects the resources of a description: first from gets, then from lists, then
// from creates.
func (rd *reader) drafts() []*draft {
	g := &grouping{reader: rd, index: newIndex()}
	for _, e := range rd.endpoints {
		g.item(e)
	}
	for _, plain := range []bool{true, false} {
		for _, e := range rd.endpoints {
			g.queried(e, plain)
		}
	}
	for _, e := range rd.endpoints {
		g.status(e)
	}
	for _, collected := range []bool{true, false} {
		for _, e := range rd.endpoints {
			g.list(e, collected)
		}
	}
	g.indexIDs()
	for _, e := range rd.endpoints {
		g.create(e)
	}
	for _, e := range rd.endpoints {
		if e.tellsLocation() {
			g.sendAway(e)
		}
	}
	for _, e := range rd.endpoints {
		g.addActions(e)
	}
	g.results()
	for _, d := range g.all {
		d.settle()
		d.puts()
		d.inherited = g.inherits(d)
	}
	return g.all
}

type grouping struct {
	*reader
	*index
}

func (g *grouping) draft(id schemas.Definition, item route, e *endpoint) *draft {
	d := g.byItem[item.key()]
	if d == nil && id.Exists() {
		d = g.alike(id, item)
	}
	if d == nil {
		d = &draft{roles: map[role][]*endpoint{}, at: map[Operation]Pointer{}, ids: map[Operation]Pointer{},
			noun: item.noun(), index: e.index}
		g.all = append(g.all, d)
	}
	if id.Exists() {
		if g.byType[id] == nil {
			g.byType[id] = d
		}
		g.share(id, item, d)
	}
	g.place(d, item)
	return d
}

// alike returns the resource of the same type under another path to the same thing:
// /actions/{id} and /servers/{id}/actions/{id}, or /runs/by-name/{name} and /runs/{id}.
// One type may serve several resources: /exports/{id} and /imports/{id} are two,
// although both return a job.
func (g *grouping) alike(id schemas.Definition, item route) *draft {
	asked := append([]string{"noun " + lastWord(item.noun()), "below " + item.up(1).key()}, above(item, "at ")...)
	for _, said := range asked {
		if d := g.sharing[noun{id, said}]; d != nil {
			return d
		}
	}
	return nil
}

// share records a path of a type for alike.
func (g *grouping) share(id schemas.Definition, item route, d *draft) {
	said := append([]string{"noun " + lastWord(item.noun()), "at " + item.up(1).key()}, above(item, "below ")...)
	for _, s := range said {
		if g.sharing[noun{id, s}] == nil {
			g.sharing[noun{id, s}] = d
		}
	}
}

// above returns the collections to which a path may lead, other than its own: /runs for
// /runs/by-name/{name}.
func above(item route, prefix string) []string {
	var out []string
	for n := 2; n <= 4 && n < len(item.steps); n++ {
		if item.back(n-1).param == "" {
			out = append(out, prefix+item.up(n).key())
		}
	}
	return out
}

// noun is a type together with one feature of its path.
type noun struct {
	id   schemas.Definition
	said string
}

func lastWord(noun string) string {
	words := vocabulary.Parts(noun)
	if len(words) == 0 {
		return ""
	}
	return vocabulary.Singular(words[len(words)-1])
}

// item assigns a get operation of one resource, with its id at the end of the path. A
// format at the end (/texts/{id}/{format}) is not an id.
func (g *grouping) item(e *endpoint) {
	name := e.path.last().param
	if e.method != "GET" || name == "" || len(e.responses) == 0 || g.isForm(e, name) {
		return
	}
	c, ok := g.recordOf(e, name)
	g.got(e, name, c, ok)
}

func (g *grouping) isForm(e *endpoint, name string) bool {
	for _, p := range e.params {
		if p.in == "path" && p.name == name {
			words, from := g.Shape(p.schema).Closed()
			return len(words) > 1 && from == shapes.InEnum
		}
	}
	return false
}

// queried assigns a get operation in a path of verbs, with the id in the query: GET
// /runs/get?run_id=1. Operations whose only verb is "get" come first; later ones with
// the same id return more of the same resource.
func (g *grouping) queried(e *endpoint, plain bool) {
	if e.path.last().param != "" || plain != g.plainGet(e) {
		return
	}
	name := g.queryID(e)
	if e.method != "GET" {
		name = g.requestedID(e)
	}
	if name == "" {
		return
	}
	c, ok := g.recordOf(e, name)
	if !ok || g.idOf(c.shape, name) == "" && g.lifeOf(c.shape) == nil {
		return
	}
	if d := g.of(c.shape); d != nil && !d.rpc {
		d.add(gets, e)
		d.put(c)
		return
	}
	for _, d := range g.rpc {
		if vocabulary.Same(d.param, name) && !g.is(d, c.shape) {
			return
		}
	}
	d := g.got(e, name, c, true)
	d.rpc = true
	g.rpc = append(g.rpc, d)
}

func (g *grouping) plainGet(e *endpoint) bool {
	words := vocabulary.Parts(e.path.last().text)
	return len(words) == 1 && g.names[vocabulary.FetchVerbs][words[0]]
}

// got records a get operation and the record that it returns, if that is an object.
func (g *grouping) got(e *endpoint, name string, c recordPlace, ok bool) *draft {
	var id schemas.Definition
	if ok && (g.lifeOf(c.shape) != nil || g.named(c.shape)) {
		id = c.shape.ID // any other type is an envelope, which does not identify its content
	}
	d := g.draft(id, e.path, e)
	if d.param == "" {
		d.param = name
	}
	d.add(gets, e)
	if !ok {
		return d
	}
	d.put(c)
	if d.record == nil || g.lifeOf(d.record) == nil && g.lifeOf(c.shape) != nil {
		d.record = c.shape
	}
	g.know(d, c.shape)
	return d
}

// requestedID returns the property of a request body that names one resource, in an
// operation that only reads: POST /getExportStatus.
func (g *grouping) requestedID(e *endpoint) string {
	if e.method != "POST" || !g.names.First(vocabulary.FetchVerbs, e.path.last().text) && !g.names.First(vocabulary.FetchVerbs, e.id) {
		return ""
	}
	for _, b := range e.bodies {
		for _, p := range g.Shape(b).Properties() {
			if p.Required && isID(p.Name) && g.Value(p).Items() == nil {
				return p.Name
			}
		}
	}
	return ""
}

// queryID returns the query parameter that names one resource.
func (g *grouping) queryID(e *endpoint) string {
	for _, p := range e.query() {
		words := vocabulary.Parts(p.name)
		if len(words) == 0 || !p.required {
			continue
		}
		if tail := words[len(words)-1]; g.names[vocabulary.IDNames][tail] && tail != "key" && tail != "number" {
			return p.name
		}
	}
	return ""
}

// status assigns a get operation below a resource that only returns its status: GET
// /jobs/{id}/status.
func (g *grouping) status(e *endpoint) {
	last := e.path.last()
	if e.method != "GET" || last.param != "" || e.path.back(1).param == "" {
		return
	}
	c, ok := g.recordOf(e, "")
	if !ok || g.lifeOf(c.shape) == nil || !g.names.Last(vocabulary.StatusNames, last.text) && len(c.shape.Properties()) > 8 {
		return
	}
	item := e.path.up(1)
	d := g.byItem[item.key()]
	if d == nil {
		if d = g.byType[c.shape.ID]; d == nil || !slices.Contains(d.roles[gets], e) && g.names.Last(vocabulary.StatusNames, last.text) {
			d = g.draft(schemas.Definition{}, item, e)
			d.param = e.path.back(1).param
		}
	}
	if d.record != nil && d.record.ID == c.shape.ID {
		d.add(gets, e)
		d.put(c)
		return
	}
	if !g.names.Last(vocabulary.StatusNames, last.text) && d.record != nil {
		return // a part of the resource with its own lifecycle
	}
	d.add(statusGets, e)
	d.put(c)
	if d.living == nil {
		d.living = c.shape
		g.know(d, c.shape)
	}
}

// list assigns an operation that returns many of a resource.
func (g *grouping) list(e *endpoint, collected bool) {
	if e.method != "GET" && !g.searches(e) {
		return
	}
	if e.path.last().param != "" {
		return
	}
	if slices.ContainsFunc(g.rpc, func(d *draft) bool { return g.takesQuery(e, d.param) }) {
		return // it is about the one resource that the query names
	}
	c, ok := g.listOf(e)
	if root, is := g.recordOf(e, ""); !ok || is && root.depth == 0 && g.lifeOf(root.shape) != nil {
		return
	}
	d := g.collection(e.path)
	if collected != (d != nil) {
		return
	}
	if of := g.of(c.shape); of != nil && !(d != nil && g.is(d, c.shape)) {
		d = of
	}
	if d == nil && e.method == "GET" && (g.lifeOf(c.shape) != nil || g.paged(e) && g.ownID(c.shape, "") != "") && !g.mixture(e, c) {
		d = g.draft(c.shape.ID, route{}, e)
		d.noun = e.path.noun()
		if g.lifeOf(c.shape) == nil {
			d.record = c.shape
		}
		g.place(d, newRoute(append(slices.Clone(e.path.steps), step{text: "*", param: "id"})))
	}
	if d == nil {
		return
	}
	d.add(lists, e)
	d.put(c)
	if g.lifeOf(c.shape) != nil && g.byType[c.shape.ID] == nil {
		g.byType[c.shape.ID] = d // a summary of the record
	}
	if d.living == nil && d.record == nil && g.lifeOf(c.shape) != nil && !g.mixture(e, c) {
		d.living = c.shape
		g.know(d, c.shape)
	}
}

// mixture reports whether a list contains different types, several of them with states.
func (g *grouping) mixture(e *endpoint, one recordPlace) bool {
	return slices.ContainsFunc(g.recordsIn(e), func(c recordPlace) bool {
		return c.at == one.at && c.shape.ID != one.shape.ID && g.lifeOf(c.shape) != nil
	})
}

// collection returns the resource that a collection contains: the collection is the path
// itself, or one verb above it (/runs/list beside /runs/get).
func (g *grouping) collection(p route) *draft {
	verb := g.names.Any(vocabulary.SearchVerbs, p.last().text)
	for _, d := range g.byCollection[p.key()] {
		if !d.rpc || verb {
			return d
		}
	}
	if up := p.up(1); verb && len(up.steps) > 0 && len(g.byCollection[up.key()]) > 0 {
		return g.byCollection[up.key()][0]
	}
	return nil
}
