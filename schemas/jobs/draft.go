package jobs

import (
	"slices"
	"strings"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

// draft is a resource while inference puts it together.
type draft struct {
	// record is what the get operations answer with; nil when they answer with
	// something that is no object, such as a file.
	record *shape
	// living is the record that tells the life: that of get, of a status
	// operation, or of a list when nothing else is there.
	living *shape
	coded  *life   // told by the status code of get alone
	items  []route // the addresses of one resource, its id at the end or in a query
	rpc    bool    // the id stands in the query
	param  string  // what takes the id
	roles  map[role][]*endpoint
	at     map[Operation]Pointer // where the record stands in a response
	ids    map[Operation]Pointer // where the id stands in a create's response
	movers []string              // what people do to it, by the words of its operations
	edits  []*endpoint           // operations whose body may set the status
	lent   bool                  // its status is another resource's
	mixed  bool                  // a create answers with another resource's job
	noun   string
	index  int
}

type role int

const (
	creates role = iota
	lists
	gets
	statusGets
	updates
	cancels
	pauses
	resumes
	deletes
	results
)

func (d *draft) add(r role, e *endpoint) {
	if !slices.Contains(d.roles[r], e) {
		d.roles[r] = append(d.roles[r], e)
	}
}

// put notes where the record stands in what an operation answers with.
func (d *draft) put(c carried) {
	if c.at != "" && d.at[c.by.name] == "" {
		d.at[c.by.name] = c.at
	}
}

// is tells that a shape is this resource's record, whole or in its living part.
func (d *draft) is(s *shape) bool {
	return s != nil && (d.record.isType(s) || d.living.isType(s))
}

// isType tells that a record is of a type, or of one that adds to it.
func (s *shape) isType(o *shape) bool {
	return s != nil && (s.id == o.id || len(o.properties()) > 0 && o.rd.lifeOf(o) != nil && slices.Contains(s.holds, o.id))
}

// under tells how many steps an operation's path stands below the resource; -1
// when it does not.
func (d *draft) under(e *endpoint) int {
	if d.rpc {
		return -1
	}
	for _, item := range d.items {
		if n := e.path.under(item); n >= 0 {
			return n
		}
	}
	return -1
}

// collects tells that a path is the collection that the resource stands in.
func (d *draft) collects(p route) bool {
	return slices.ContainsFunc(d.items, func(item route) bool {
		up := item.up(1)
		return len(up.steps) > 0 && up.key() == p.key()
	})
}

// drafts puts the resources of a description together: first what gets find,
// then what lists hold, then what creates make.
func (rd *reader) drafts() []*draft {
	g := &gathering{reader: rd, index: newIndex()}
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
		g.act(e)
	}
	g.results()
	for _, d := range g.all {
		d.settle()
		d.puts()
		d.lent = g.lends(d)
	}
	return g.all
}

// settle calls a resource after its shortest address.
func (d *draft) settle() {
	slices.SortStableFunc(d.items, func(a, b route) int { return len(a.steps) - len(b.steps) })
	if len(d.items) > 0 && d.items[0].last().param != "" {
		d.param = d.items[0].last().param
	}
}

// puts takes a PUT of one resource that answers 201 for what begins it, when
// nothing else does.
func (d *draft) puts() {
	for _, e := range d.roles[updates] {
		made := slices.ContainsFunc(e.answers, func(a answer) bool { return a.status == "201" })
		if e.method == "PUT" && made && len(d.roles[creates]) == 0 {
			d.add(creates, e)
		}
	}
}

// lends tells that a resource shows a status that a status operation of another
// one answers with, or that it is what stands at another one's status.
func (g *gathering) lends(d *draft) bool {
	l := g.lifeOf(d.record)
	if l == nil || l.form != byWord {
		return false
	}
	if l.inObject {
		at := d.record.at(parent(l.at))
		if o := g.byPart[at.id]; o != nil && o != d && o.living.isType(at) {
			return true
		}
	}
	return g.statuses[d.record.id] != nil && g.statuses[d.record.id] != d
}

// parent is the pointer of what holds the place of another.
func parent(at Pointer) Pointer { return at[:max(0, strings.LastIndexByte(at, '/'))] }

type gathering struct {
	*reader
	*index
}

func (g *gathering) draft(id schemas.Definition, item route, e *endpoint) *draft {
	d := g.byItem[item.key()]
	if d == nil && id.Exists() {
		d = g.byType[id]
	}
	if d == nil {
		d = &draft{roles: map[role][]*endpoint{}, at: map[Operation]Pointer{}, ids: map[Operation]Pointer{},
			noun: item.noun(), index: e.index}
		g.all = append(g.all, d)
	}
	if id.Exists() && g.byType[id] == nil {
		g.byType[id] = d
	}
	g.place(d, item)
	return d
}

// item takes a get operation of one resource, its id at the end of the path. A
// form that is asked for there (/texts/{id}/{format}) is no id.
func (g *gathering) item(e *endpoint) {
	name := e.path.last().param
	if e.method != "GET" || name == "" || len(e.answers) == 0 || g.isForm(e, name) {
		return
	}
	c, ok := g.recordOf(e, name)
	g.got(e, name, c, ok)
}

func (g *gathering) isForm(e *endpoint, name string) bool {
	for _, p := range e.params {
		if p.in == "path" && p.name == name {
			words, from := g.shape(p.schema).closed()
			return len(words) > 1 && from == inEnum
		}
	}
	return false
}

// queried takes a get operation in a path of verbs, its id in the query: GET
// /runs/get?run_id=1. What is plainly called get goes first; what then asks for
// something else by the same id tells more of the same resource.
func (g *gathering) queried(e *endpoint, plain bool) {
	if e.path.last().param != "" || plain != g.plainGet(e) {
		return
	}
	name := g.queryID(e)
	if e.method != "GET" {
		name = g.askedID(e)
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
		if vocabulary.Same(d.param, name) && !d.is(c.shape) {
			return
		}
	}
	d := g.got(e, name, c, true)
	d.rpc = true
	g.rpc = append(g.rpc, d)
}

func (g *gathering) plainGet(e *endpoint) bool {
	words := vocabulary.Parts(e.path.last().text)
	return len(words) == 1 && g.names[vocabulary.FetchVerbs][words[0]]
}

// got notes a get operation and the record it answers with, if that is an object.
func (g *gathering) got(e *endpoint, name string, c carried, ok bool) *draft {
	var id schemas.Definition
	if ok {
		id = c.shape.id
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

// askedID gives the property of a request body that names one resource, in an
// operation that only reads: POST /getExportStatus.
func (g *gathering) askedID(e *endpoint) string {
	if e.method != "POST" || !g.names.First(vocabulary.FetchVerbs, e.path.last().text) && !g.names.First(vocabulary.FetchVerbs, e.id) {
		return ""
	}
	for _, b := range e.bodies {
		for _, p := range g.shape(b).properties() {
			if words := vocabulary.Parts(p.name); p.required && len(words) > 0 && slices.Contains([]string{"id", "uid", "uuid", "sid"}, words[len(words)-1]) &&
				g.value(p).items() == nil {
				return p.name
			}
		}
	}
	return ""
}

// queryID gives the query parameter that names one resource.
func (g *gathering) queryID(e *endpoint) string {
	for _, p := range e.query() {
		words := vocabulary.Parts(p.name)
		if len(words) == 0 || !p.required {
			continue
		}
		if tail := words[len(words)-1]; g.names[vocabulary.IdNames][tail] && tail != "key" && tail != "number" {
			return p.name
		}
	}
	return ""
}

// status takes a get operation below a resource that tells its life and nothing
// else: GET /jobs/{id}/status.
func (g *gathering) status(e *endpoint) {
	last := e.path.last()
	if e.method != "GET" || last.param != "" || e.path.back(1).param == "" {
		return
	}
	c, ok := g.recordOf(e, "")
	if !ok || g.lifeOf(c.shape) == nil || !g.names.Last(vocabulary.StatusNames, last.text) && len(c.shape.properties()) > 8 {
		return
	}
	item := e.path.up(1)
	d := g.byItem[item.key()]
	if d == nil {
		if d = g.byType[c.shape.id]; d == nil || !slices.Contains(d.roles[gets], e) && g.names.Last(vocabulary.StatusNames, last.text) {
			d = g.draft(schemas.Definition{}, item, e)
			d.param = e.path.back(1).param
		}
	}
	if d.record != nil && d.record.id == c.shape.id {
		d.add(gets, e)
		d.put(c)
		return
	}
	if !g.names.Last(vocabulary.StatusNames, last.text) && d.record != nil {
		return // a part of the resource with a life of its own
	}
	d.add(statusGets, e)
	d.put(c)
	if d.living == nil {
		d.living = c.shape
		g.know(d, c.shape)
	}
}

// list takes what answers with many of a resource.
func (g *gathering) list(e *endpoint, collected bool) {
	if e.method != "GET" && !g.searches(e) {
		return
	}
	if e.path.last().param != "" {
		return
	}
	if slices.ContainsFunc(g.rpc, func(d *draft) bool { return g.takesQuery(e, d.param) }) {
		return // told of the one resource that the query names
	}
	c, ok := g.listOf(e)
	if root, is := g.recordOf(e, ""); !ok || is && root.depth == 0 && g.lifeOf(root.shape) != nil {
		return
	}
	d := g.collection(e.path)
	if collected != (d != nil) {
		return
	}
	if of := g.of(c.shape); of != nil {
		d = of
	}
	if d == nil && e.method == "GET" && g.lifeOf(c.shape) != nil && !g.mixture(e, c) {
		d = g.draft(c.shape.id, route{}, e)
		d.noun = e.path.noun()
		g.place(d, newRoute(append(slices.Clone(e.path.steps), step{text: "*", param: "id"})))
	}
	if d == nil {
		return
	}
	d.add(lists, e)
	d.put(c)
	if g.lifeOf(c.shape) != nil && g.byType[c.shape.id] == nil {
		g.byType[c.shape.id] = d // a summary of it
	}
	if d.living == nil && d.record == nil && g.lifeOf(c.shape) != nil && !g.mixture(e, c) {
		d.living = c.shape
		g.know(d, c.shape)
	}
}

// mixture tells a list of different things, of which several live.
func (g *gathering) mixture(e *endpoint, one carried) bool {
	return slices.ContainsFunc(g.carries(e), func(c carried) bool {
		return c.at == one.at && c.shape.id != one.shape.id && g.lifeOf(c.shape) != nil
	})
}

// collection gives the resource that stands in a collection: under the path
// itself, or one verb below it (/runs/list beside /runs/get).
func (g *gathering) collection(p route) *draft {
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
