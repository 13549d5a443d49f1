package jobs

import (
	"strings"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/document"
	"github.com/ringer-api/ringer/schemas/jobs/shapes"
)

// recordPlace is an object in a response, with its place.
type recordPlace struct {
	shape  *shapes.Shape
	at     Pointer
	many   bool // an element of an array
	depth  int
	status string
	by     *endpoint
}

// maxRecordPlaces is the maximum number of objects of one response that are examined.
const maxRecordPlaces = 64

// recordsIn returns the objects in an operation's successful responses, the outer ones
// first. It looks at two levels only: {"data": {"job": {...}}}.
func (rd *reader) recordsIn(e *endpoint) []recordPlace {
	if out, ok := rd.carriedBy[e]; ok {
		return out
	}
	var out []recordPlace
	for _, a := range e.responses {
		if len(a.bodies) > 0 {
			out = append(out, rd.inside2(recordPlace{shape: rd.Shape(a.bodies[0]), status: a.status, by: e})...)
		}
	}
	rd.carriedBy[e] = out[:min(len(out), maxRecordPlaces)]
	return rd.carriedBy[e]
}

// inside2 looks for objects level by level.
func (rd *reader) inside2(root recordPlace) []recordPlace {
	var out []recordPlace
	level := rd.open(root)
	for range 3 {
		var next []recordPlace
		for _, c := range level {
			if len(out) >= maxRecordPlaces {
				return out
			}
			out = append(out, c)
			for _, p := range c.shape.Properties() {
				sub := recordPlace{rd.Value(p), c.at + "/" + document.EscapeToken(p.Name), c.many, c.depth + 1, c.status, c.by}
				next = append(next, rd.open(sub)...)
			}
		}
		level = next
	}
	return out
}

// open returns the objects at a place: the object itself, the elements of an array, and
// each branch of a union that is a type of its own.
func (rd *reader) open(c recordPlace) []recordPlace {
	if c.shape == nil {
		return nil
	}
	if items := c.shape.Items(); items != nil {
		if c.many {
			return nil
		}
		c.shape, c.at, c.many = items, c.at+"/-", true
		return rd.open(c)
	}
	if branches := rd.kindsOf(c.shape); len(branches) > 1 {
		return c.each(branches)
	}
	if len(c.shape.Properties()) == 0 {
		return nil
	}
	return []recordPlace{c}
}

// each returns the branches of a union in place of the union. A branch that is a union
// itself stays one.
func (c recordPlace) each(branches []*shapes.Shape) []recordPlace {
	var out []recordPlace
	for _, b := range branches {
		d := c
		d.shape = b
		if items := b.Items(); items != nil && !c.many {
			d.shape, d.at, d.many = items, c.at+"/-", true
		}
		if len(d.shape.Properties()) > 0 {
			out = append(out, d)
		}
	}
	return out
}

// kindsOf returns the branches of a union of different types. A union whose branches are
// one record in its states is one type.
func (rd *reader) kindsOf(s *shapes.Shape) []*shapes.Shape {
	branches := rd.objectsOf(s)
	if len(branches) < 2 || rd.lifeOf(s) != nil {
		return nil
	}
	return branches
}

// recordOf returns the record in the response of a get operation: the whole body, or the
// only object in it that is more than a wrapper.
func (rd *reader) recordOf(e *endpoint, parameter string) (recordPlace, bool) {
	all := rd.recordsIn(e)
	ways := rd.living(all)
	for i, c := range all {
		// In "the job or its result" the job is the record; if several types have
		// states, none is.
		if c.many || c.depth == 0 && ways == 1 && rd.lifeOf(c.shape) == nil {
			continue
		}
		if c.depth == 0 && ways > 1 && rd.lifeOf(c.shape) != nil {
			return recordPlace{}, false
		}
		if c.depth < 2 && rd.wraps(c, parameter, all[i+1:]) {
			continue
		}
		return c, true
	}
	return recordPlace{}, false
}

// living returns the number of different objects at the root of a response that have
// states; 0 if there is only one object.
func (rd *reader) living(all []recordPlace) int {
	objects, n := map[schemas.Definition]bool{}, 0
	for _, c := range all {
		if c.depth > 0 || c.many || objects[c.shape.ID] {
			continue
		}
		objects[c.shape.ID] = true
		if rd.lifeOf(c.shape) != nil {
			n++
		}
	}
	if len(objects) < 2 {
		return 0
	}
	return n
}

// wraps reports whether an object only contains another: it has neither an id nor
// states, and one object in it has.
func (rd *reader) wraps(c recordPlace, parameter string, rest []recordPlace) bool {
	l := rd.lifeOf(c.shape)
	if l != nil && !(l.inObject && !l.nameMatches && c.shape.OnlyObjects()) || rd.ownID(c.shape, parameter) != "" {
		return false
	}
	inner, objects := 0, 0
	for _, r := range rest {
		if r.many || r.depth != c.depth+1 || !strings.HasPrefix(r.at, c.at+"/") {
			continue
		}
		objects++
		if rd.lifeOf(r.shape) != nil || rd.ownID(r.shape, parameter) != "" {
			inner++
		}
	}
	return inner == 1 && objects <= 2
}

// listOf returns the records in the response of a list operation: the elements of the
// body, or of the only array in it.
func (rd *reader) listOf(e *endpoint) (recordPlace, bool) {
	var best recordPlace
	found := false
	for _, c := range rd.recordsIn(e) {
		if !c.many || c.depth > 2 {
			continue
		}
		if !found || c.depth == best.depth && rd.lifeOf(best.shape) == nil && rd.lifeOf(c.shape) != nil {
			best, found = c, true
		}
	}
	return best, found
}
