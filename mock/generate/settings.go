package generate

import (
	"slices"
	"time"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/execution"
)

// settings are a scenario's settings with their defaults filled in.
type settings struct {
	fixtures.Generate
	optional execution.Optional
	weights  []int // of the states, in the order of states
	// chosen means that the settings choose the states.
	chosen bool
	// settled means that the executions a dataset begins with must have
	// reached their last state at the epoch.
	settled bool
}

// Bounds on what a scenario can ask for.
const (
	maxWeight    = 1_000_000
	maxQuestions = 10_000
)

// states in the order of their weights.
var states = []execution.Status{
	execution.Success, execution.PartialSuccess, execution.Error, execution.Pending,
}

// asInLife is how jobs end when nothing says otherwise; one in fifty gets stuck.
var asInLife = []int{72, 12, 14, 2}

// moves is the same without those that get stuck: who polls wants to see them move.
var moves = []int{72, 12, 14, 0}

// complete are the states in which no field need be null.
var complete = []int{0, 1, 1, 0}

func settingsOf(g fixtures.Generate) settings {
	k := settings{Generate: g, optional: execution.Optional(g.Optional)}
	asked := make([]int, len(states))
	for i, status := range states {
		asked[i] = min(max(0, g.States[string(status)]), maxWeight)
	}
	switch {
	case slices.Max(asked) > 0:
		k.weights, k.chosen = asked, true
	case k.optional == execution.AllPresent:
		k.weights, k.chosen = complete, true
	case g.AfterPolls > 0:
		k.weights = moves
	default:
		k.weights = asInLife
	}
	k.chosen = k.chosen || len(g.Sequence) > 0
	k.settled = k.chosen || g.AfterPolls > 0
	return k
}

// age is how far back the oldest executions lie.
func (k settings) age() time.Duration {
	if k.Age == nil {
		return 5 * 24 * time.Hour
	}
	return max(0, time.Duration(*k.Age))
}

// retries is the chance in percent that an attempt fails and is tried again.
func (k settings) retries() int {
	if k.Retries == nil {
		return 12
	}
	return *k.Retries
}

func (k settings) unicode() bool { return k.Text == "unicode" }

// clip holds a number of questions inside the knob's bounds, if it has any.
func (k settings) clip(questions int) int {
	if k.Questions == nil {
		return questions
	}
	least := min(max(0, k.Questions.Min), maxQuestions)
	most := min(max(least, k.Questions.Max), maxQuestions)
	return min(max(questions, least), most)
}
