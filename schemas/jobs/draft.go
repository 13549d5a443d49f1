package jobs

import (
	"slices"
	"strings"

	"github.com/ringer-api/ringer/schemas/jobs/shapes"
)

// draft is a resource that inference is still collecting.
type draft struct {
	// record is the response of the get operations; nil if they return something that is
	// not an object, such as a file.
	record *shapes.Shape
	// living is the record that shows the states: that of get, of a status operation, or
	// of a list if there is no other.
	living    *shapes.Shape
	coded     *life   // shown only by the status code of get
	items     []route // the paths of one resource, with its id at the end or in the query
	rpc       bool    // the id is in the query
	param     string  // the parameter for the id
	roles     map[role][]*endpoint
	at        map[Operation]Pointer // where the record is in a response
	ids       map[Operation]Pointer // where the id is in a create's response
	movers    []string              // what people do to it, by the verbs of its operations
	edits     []*endpoint           // operations whose body can set the status
	inherited bool                  // its status is another resource's
	mixed     bool                  // a create returns another resource's job
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

// put records where the record is in an operation's response.
func (d *draft) put(c recordPlace) {
	if c.at != "" && d.at[c.by.name] == "" {
		d.at[c.by.name] = c.at
	}
}

// is reports whether a shape is a resource's record, or the part of it with the states.
func (rd *reader) is(d *draft, s *shapes.Shape) bool {
	return s != nil && (rd.isType(d.record, s) || rd.isType(d.living, s))
}

// isType reports whether a record is of a type, or of one that extends it.
func (rd *reader) isType(s, o *shapes.Shape) bool {
	return s != nil && (s.ID == o.ID || len(o.Properties()) > 0 && rd.lifeOf(o) != nil && slices.Contains(s.Holds, o.ID))
}

// under returns by how many steps an operation's path is below the resource; -1 if it is
// not.
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

// collects reports whether a path is the collection that contains the resource.
func (d *draft) collects(p route) bool {
	return slices.ContainsFunc(d.items, func(item route) bool {
		up := item.up(1)
		return len(up.steps) > 0 && up.key() == p.key()
	})
}

// settle names a resource after its shortest path.
func (d *draft) settle() {
	slices.SortStableFunc(d.items, func(a, b route) int { return len(a.steps) - len(b.steps) })
	if len(d.items) > 0 && d.items[0].last().param != "" {
		d.param = d.items[0].last().param
	}
}

// puts makes a PUT of one resource that responds 201 its create operation, if there is
// no other.
func (d *draft) puts() {
	for _, e := range d.roles[updates] {
		made := slices.ContainsFunc(e.responses, func(a response) bool { return a.status == "201" })
		if e.method == "PUT" && made && len(d.roles[creates]) == 0 {
			d.add(creates, e)
		}
	}
}

// inherits reports whether a resource shows a status that a status operation of another
// resource returns, or whether it is itself the status of another resource.
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

// parent returns the pointer to the object or array that contains another place.
func parent(at Pointer) Pointer { return at[:max(0, strings.LastIndexByte(at, '/'))] }
