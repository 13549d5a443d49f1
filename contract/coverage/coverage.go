// Package coverage notes what of the description a run has really seen.
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

// Summary is what of the description a run has really seen: what a verdict
// is worth. It says nothing about right or wrong.
type Summary struct {
	// Seen of Of: documented statuses, and forms of places in bodies.
	Seen int `json:"seen"`
	Of   int `json:"of"`
	// Gaps are the unseen parts that matter most, in words, the most telling first.
	Gaps       []string    `json:"gaps"`
	Operations []Operation `json:"operations"`
	Types      []Type      `json:"types"`
}

// Operation is how one operation answered what it knows: wrong methods
// and paths are not counted.
type Operation struct {
	ID       string   `json:"id"`
	Requests int      `json:"requests"`
	Statuses []Status `json:"statuses"` // documented ones first, then by number
}

// Status counts the answers of one status.
type Status struct {
	Status     int  `json:"status"`
	Documented bool `json:"documented"`
	Responses  int  `json:"answers"`
}

// Type is what was seen of one type of the description, wherever it
// stood. Answers that repeat another one byte for byte are counted once.
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

// Form is one way to fill a place that the description allows: absent, null,
// present, empty, a value of an enum, or a branch of an anyOf.
type Form struct {
	Name string `json:"name"`
	Seen int    `json:"seen"`
}

// Listener listens beside the judge and notes what it sees.
type Listener struct {
	operations []Operation
	types      typesSeen
	walked     map[*observation.Reading]bool // the readings walked lately, see maxReadings
}

// New listens for what a description allows.
func New(d *schemas.Description) *Listener {
	c := &Listener{types: typesSeen{byNode: map[*schemas.Node]*typeSeen{}}, walked: map[*observation.Reading]bool{}}
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

// See notes one exchange that has been read.
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

// Element notes an element of a list that is read one by one.
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
	// A service chooses its statuses; what is kept of them is bounded.
	if len(o.Statuses) < 32 {
		o.Statuses = append(o.Statuses, Status{Status: status, Responses: 1})
	}
}

// Summary is what was seen so far, the caller's own.
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
	s.add()
	return s
}

// add counts what was seen, and puts into words what was not.
func (c *Summary) add() {
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
		c.addType(t)
	}
	c.Gaps = append(c.Gaps, unasked...)
}

func (c *Summary) addType(t Type) {
	for _, p := range t.Places {
		var unseen []string
		for _, f := range p.Forms {
			c.point(f.Seen)
			if f.Seen == 0 {
				unseen = append(unseen, f.Name)
			}
		}
		if t.Name == observation.ExecutionType && p.Place == "/status" && t.Seen > 0 && len(unseen) > 0 {
			c.Gaps = append(c.Gaps, "no "+orList(unseen)+" execution was ever seen")
		}
	}
}

func (c *Summary) point(seen int) {
	c.Of++
	if seen > 0 {
		c.Seen++
	}
}

// String is how much was seen, in a line.
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
