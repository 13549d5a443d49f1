package mock

import (
	"fmt"
	"math/rand/v2"
	"strconv"

	"github.com/ringer-api/ringer/mock/fault"
)

// spoil lets faults at the answer: the plan's, then those that the request
// itself asks for, each of which must find something to spoil.
func (c *call) spoil() error {
	faults := c.plan.faults
	for i, f := range faults {
		c.draw(i, f)
	}
	for i, f := range c.wish.faults {
		outcome := c.draw(len(faults)+i, f)
		if !outcome.Applied && !outcome.Spared {
			return badInput("fault", "fault", fmt.Sprintf("fault=%s spoils nothing here: %s", f, outcome.Note),
				"ask for it where the answer has what it breaks")
		}
	}
	return nil
}

// draw lets one fault at the answer and writes down what became of it.
func (c *call) draw(i int, f fault.Fault) fault.Outcome {
	outcome := f.Spoil(c.answer, fault.Draw{Rand: c.chance(i), Call: c.number, Now: c.now,
		State: &c.session.limits, Promised: c.promised()})
	c.trace.Faults = append(c.trace.Faults, Drawn{Fault: f.String(), Applied: outcome.Applied, Note: outcome.Note})
	return outcome
}

// chance is the ith fault's own, from what decides the call and nothing else.
func (c *call) chance(i int) *rand.Rand {
	return rand.New(rand.NewPCG(c.plan.seed, hash(append(c.ids(), c.operation, strconv.Itoa(c.nth), strconv.Itoa(i))...)))
}
