package mock

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"

	"github.com/ringer-api/ringer/mock/fault"
)

// spoil lets faults at the answer: the plan's, then those that the request
// itself asks for. Each of these must find something to spoil, unless it was
// the turn of one before it that spoils some calls only.
func (c *call) spoil() error {
	if len(c.plan.faults)+len(c.wish.faults) > 0 { // what they spoil they copy
		if err := c.room.take(int64(len(c.answer.Body)), "a spoiled answer"); err != nil {
			return err
		}
	}
	asked := len(c.plan.faults)
	turn := false
	for i, f := range slices.Concat(c.plan.faults, c.wish.faults) {
		if err := c.room.still(); err != nil {
			return err
		}
		outcome := c.draw(i, f)
		if i >= asked && !outcome.Applied && !outcome.Spared && !turn {
			return spoilsNothing(f, outcome, i > 0)
		}
		turn = turn || outcome.Applied && spoilsSome(f)
	}
	return nil
}

// spoilsSome tells whether a fault spoils some calls only: by chance, by count,
// or beyond a limit.
func spoilsSome(f fault.Fault) bool {
	switch f := f.(type) {
	case fault.Sometimes, fault.RateLimit:
		return true
	case fault.All:
		return slices.ContainsFunc(f, spoilsSome)
	}
	return false
}

// spoilsNothing is the error of a fault that the request asks for in vain.
func spoilsNothing(f fault.Fault, outcome fault.Outcome, afterOthers bool) error {
	hint := "ask for it where the answer has what it breaks"
	if afterOthers {
		hint += "; faults spoil one after the other, those of the request last and in its order"
	}
	return badInput("fault", "fault", fmt.Sprintf("fault=%s spoils nothing here: %s", f, outcome.Note), hint)
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
