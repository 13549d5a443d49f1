package jobs

import (
	"slices"
	"strings"

	"github.com/ringer-api/ringer/schemas/jobs/shapes"
)

// draft is a resource while inference puts it together.
type draft struct {
	// record is what the get operations answer with; nil when they answer with
	// something that is no object, such as a file.
	record *shapes.Shape
	// living is the record that tells the life: that of get, of a status
	// operation, or of a list when nothing else is there.
	living    *shapes.Shape
	coded     *life   // told by the status code of get alone
	items     []route // the addresses of one resource, its id at the end or in a query
	rpc       bool    // the id stands in the query
	param     string  // what takes the id
	roles     map[role][]*endpoint
	at        map[Operation]Pointer // where the record stands in a response
	ids       map[Operation]Pointer // where the id stands in a create's response
	movers    []string              // what people do to it, by the words of its operations
	edits     []*endpoint           // operations whose body may set the status
	inherited bool                  // its status is another resource's
	mixed     bool                  // a create answers with another resource's job
	noun      string
	index     int
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
func (d *draft) put(c recordPlace) {
	if c.at != "" && d.at[c.by.name] == "" {
		d.at[c.by.name] = c.at
	}
}

// is tells that a shape is a resource's record, whole or in its living part.
func (rd *reader) is(d *draft, s *shapes.Shape) bool {
	return s != nil && (rd.isType(d.record, s) || rd.isType(d.living, s))
}

// isType tells that a record is of a type, or of one that adds to it.
func (rd *reader) isType(s, o *shapes.Shape) bool {
	return s != nil && (s.ID == o.ID || len(o.Properties()) > 0 && rd.lifeOf(o) != nil && slices.Contains(s.Holds, o.ID))
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
		made := slices.ContainsFunc(e.responses, func(a response) bool { return a.status == "201" })
		if e.method == "PUT" && made && len(d.roles[creates]) == 0 {
			d.add(creates, e)
		}
	}
}

// inherits tells that a resource shows a status that a status operation of another
// one answers with, or that it is what stands at another one's status.
func (g *grouping) inherits(d *draft) bool {
	l := g.lifeOf(d.record)
	if l == nil || l.form != byWord {
		return false
	}
	if l.inObject {
		at := d.record.At(parent(l.at))
		if o := g.byPart[at.ID]; o != nil && o != d && g.isType(o.living, at) {
			return true
		}
	}
	return g.statuses[d.record.ID] != nil && g.statuses[d.record.ID] != d
}

// parent is the pointer of what holds the place of another.
func parent(at Pointer) Pointer { return at[:max(0, strings.LastIndexByte(at, '/'))] }
