// Package coverage records which parts of the description a run has seen.
package coverage

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/schemas"
)

// Summary is which parts of the description a run has seen, and so how much a verdict is
// worth. It does not depend on findings.
type Summary struct {
	// Seen is how many documented status codes and forms of values were seen, of Of.
	Seen int `json:"seen"`
	Of   int `json:"of"`
	// Gaps are the most important unseen parts, in words, the most important first.
	Gaps       []string    `json:"gaps"`
	Operations []Operation `json:"operations"`
	Types      []Type      `json:"types"`
}

// Operation counts the requests for one operation and their status codes. Wrong methods
// and paths are not counted.
type Operation struct {
	ID       string   `json:"id"`
	Requests int      `json:"requests"`
	Statuses []Status `json:"statuses"` // documented ones first, then by number
}

// Status counts the responses with one status code.
type Status struct {
	Status     int  `json:"status"`
	Documented bool `json:"documented"`
	Responses  int  `json:"answers"`
}

// Type is what was seen of one type of the description, wherever it is used. Responses
// with the same body are counted once.
type Type struct {
	Name   string  `json:"name"`
	Seen   int     `json:"seen"`
	Places []Place `json:"places"`
}

// Place is one place in a type, such as "/status" or "/loc/*".
type Place struct {
	Place string `json:"place"`
	Forms []Form `json:"forms"`
}

// Form is one form of value that the description allows in a place: absent, null, present,
// empty, a value of an enum, or a branch of an anyOf.
type Form struct {
	Name string `json:"name"`
	Seen int    `json:"seen"`
}

// Listener records what a run sees. It must be used from one goroutine.
type Listener struct {
	resources  *observation.Resources
	operations []Operation
	types      typesSeen
	walked     map[*observation.Reading]bool // the latest bodies recorded, see MaxReadings
}

// New returns a Listener for a description and its jobs.
func New(d *schemas.Description, r *observation.Resources) *Listener {
	c := &Listener{resources: r, types: typesSeen{byNode: map[*schemas.Node]*typeSeen{}}, walked: map[*observation.Reading]bool{}}
	for _, op := range d.Operations() {
		seen := Operation{ID: op.ID}
		for _, response := range op.HasResponse {
			if response.Status != 0 {
				seen.Statuses = append(seen.Statuses, Status{Status: response.Status, Documented: true})
			}
			if response.Schema != nil {
				c.types.add(response.Schema.Node())
			}
		}
		slices.SortFunc(seen.Statuses, byStatus)
		c.operations = append(c.operations, seen)
	}
	slices.SortFunc(c.types.all, func(a, b *typeSeen) int { return strings.Compare(a.name, b.name) })
	return c
}

func byStatus(a, b Status) int { return a.Status - b.Status }

// See records one exchange whose body has been parsed.
func (c *Listener) See(x *observation.Observation) {
	switch x.Probe.Expect.Kind {
	case exchange.NoMethod, exchange.NoRoute, exchange.Hostile, exchange.Unauthorized:
		return
	}
	for i := range c.operations {
		if c.operations[i].ID == x.Probe.Operation {
			c.operations[i].see(x.Status())
		}
	}
	if r := x.Reading; r != nil && r.Response != nil && len(r.Syntax) == 0 && !c.walked[r] {
		if len(c.walked) == observation.MaxReadings {
			clear(c.walked)
		}
		c.walked[r] = true
		c.types.see(r.Response.Schema.Node(), r.Value)
	}
}

// Element records an element of a list that is read element by element.
func (c *Listener) Element(r *observation.Reading) {
	if len(r.Syntax) == 0 {
		c.types.see(r.Response.Schema.Node(), r.Value)
	}
}

func (o *Operation) see(status int) {
	o.Requests++
	if status == 0 {
		return
	}
	for i := range o.Statuses {
		if o.Statuses[i].Status == status {
			o.Statuses[i].Responses++
			return
		}
	}
	// A service may return any status code, so their number is limited.
	if len(o.Statuses) < 32 {
		o.Statuses = append(o.Statuses, Status{Status: status, Responses: 1})
	}
}

// Summary returns what was seen so far. The caller may change it.
func (c *Listener) Summary() *Summary {
	s := &Summary{Gaps: []string{}, Types: c.types.summary()}
	for _, op := range c.operations {
		op.Statuses = slices.Clone(op.Statuses)
		slices.SortStableFunc(op.Statuses, func(a, b Status) int {
			if a.Documented != b.Documented {
				return 0
			}
			return byStatus(a, b)
		})
		s.Operations = append(s.Operations, op)
	}
	s.add(c.resources)
	return s
}

// add counts what was seen, and describes what was not.
func (c *Summary) add(r *observation.Resources) {
	var unasked []string
	for _, op := range c.Operations {
		if op.Requests == 0 {
			unasked = append(unasked, op.ID+" was never requested")
		}
		for _, s := range op.Statuses {
			if !s.Documented {
				continue
			}
			c.point(s.Responses)
			if s.Responses == 0 && op.Requests > 0 {
				c.Gaps = append(c.Gaps, fmt.Sprintf("%s never returned %d", op.ID, s.Status))
			}
		}
	}
	for _, t := range c.Types {
		c.addType(t, r.All)
	}
	c.Gaps = append(c.Gaps, unasked...)
}

func (c *Summary) addType(t Type, all []*observation.Jobs) {
	for _, p := range t.Places {
		var unseen []string
		for _, f := range p.Forms {
			c.point(f.Seen)
			if f.Seen == 0 {
				unseen = append(unseen, f.Name)
			}
		}
		for _, j := range all {
			if t.Name == j.RecordType() && p.Place == j.Status && t.Seen > 0 && len(unseen) > 0 {
				c.Gaps = append(c.Gaps, "no "+orList(unseen)+" "+j.Noun+" was ever seen")
			}
		}
	}
}

func (c *Summary) point(seen int) {
	c.Of++
	if seen > 0 {
		c.Seen++
	}
}

// String returns how much was seen, in a line.
func (c *Summary) String() string {
	return strconv.Itoa(c.Seen) + " of " + strconv.Itoa(c.Of) + " documented statuses, enum values and nullable fields were seen"
}

func orList(words []string) string {
	last := len(words) - 1
	if last == 0 {
		return words[0]
	}
	return strings.Join(words[:last], ", ") + " or " + words[last]
}
