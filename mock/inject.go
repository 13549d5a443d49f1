package mock

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"

	"github.com/ringer-api/ringer/mock/fault"
	"github.com/ringer-api/ringer/mock/journal"
	"github.com/ringer-api/ringer/mock/problem"
	"github.com/ringer-api/ringer/mock/random"
)

// inject applies faults to the response: the plan's, then the request's own. Each of the
// latter must change something, unless an earlier one that applies only to some responses
// changed this one.
func (c *call) inject() error {
	if len(c.plan.faults)+len(c.prefer.Faults) > 0 { // faults copy what they change
		if err := c.room.Take(int64(len(c.outcome.Body)), "a faulty response"); err != nil {
			return err
		}
	}
	asked := len(c.plan.faults)
	turn := false
	for i, f := range slices.Concat(c.plan.faults, c.prefer.Faults) {
		if err := c.room.Alive(); err != nil {
			return err
		}
		spoiled := c.draw(i, f)
		if i >= asked && !spoiled.Applied && !spoiled.Skipped && !turn {
			return noFaults(f, spoiled, i > 0)
		}
		turn = turn || spoiled.Applied && someFaults(f)
	}
	return nil
}

// someFaults reports whether a fault applies to some responses only: by chance, by count, or
// beyond a limit.
func someFaults(f fault.Fault) bool {
	switch f := f.(type) {
	case fault.Sometimes, fault.RateLimit:
		return true
	case fault.All:
		return slices.ContainsFunc(f, someFaults)
	}
	return false
}

// noFaults is the error of a requested fault without an effect.
func noFaults(f fault.Fault, spoiled fault.Outcome, afterOthers bool) error {
	hint := "use it where the response has what it breaks"
	if afterOthers {
		hint += "; faults apply one after the other, those of the request last and in its order"
	}
	return problem.BadInput("fault", "fault", fmt.Sprintf("fault=%s has no effect here: %s", f, spoiled.Note), hint)
}

// draw applies one fault to the response and adds its outcome to the trace.
func (c *call) draw(i int, f fault.Fault) fault.Outcome {
	spoiled := f.Apply(c.outcome.Response, fault.Draw{Rand: c.chance(i), Call: c.number, Now: c.now,
		State: c.session.FaultState(), Documented: c.documentedValue()})
	c.trace.Faults = append(c.trace.Faults, journal.FaultOutcome{Fault: f.String(), Applied: spoiled.Applied, Note: spoiled.Note})
	return spoiled
}

// chance is the source of random numbers of the ith fault, seeded only by the call.
func (c *call) chance(i int) *rand.Rand {
	return rand.New(rand.NewPCG(c.plan.seed,
		random.Hash(append(c.ids(), c.operationID(), strconv.Itoa(c.nth), strconv.Itoa(i))...)))
}

// documentedValue returns what the description documents about each value of the response, so
// that faults break a documented rule.
func (c *call) documentedValue() func(pointer string) (fault.Documented, bool) {
	if c.operation == nil {
		return nil
	}
	documented := c.operation.Responses[c.outcome.Status]
	if documented.Schema == nil {
		return nil
	}
	root := documented.Schema.Node()
	return func(pointer string) (fault.Documented, bool) {
		n, required, known := root.At(pointer)
		if !known {
			return fault.Documented{}, false
		}
		return fault.Documented{Required: required, Nullable: n.Nullable, Format: n.Format, Enum: n.Enum}, true
	}
}
