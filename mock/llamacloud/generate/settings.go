package generate

import (
	"slices"
	"time"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/llamacloud/execution"
)

// settings is a scenario's settings with the defaults.
type settings struct {
	fixtures.Generate
	optional execution.Optional
	weights  []int // of the states, in the order of states
	// chosen reports whether the settings contain the states.
	chosen bool
	// settled reports whether the executions of a dataset must have reached their last
	// state at the epoch.
	settled bool
}

// Limits of a scenario's settings.
const (
	maxWeight    = 1_000_000
	maxQuestions = 10_000
)

// states is the states in the order of their weights.
var states = []execution.Status{
	execution.Success, execution.PartialSuccess, execution.Error, execution.Pending,
}

// asInLife is the default weights of the final states; one job in fifty gets stuck.
var asInLife = []int{72, 12, 14, 2}

// moves is the same without those that get stuck, for jobs that clients start and poll.
var moves = []int{72, 12, 14, 0}

// complete is the weights of the states in which no field must be null.
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

// age returns the age of the oldest executions.
func (k settings) age() time.Duration {
	if k.Age == nil {
		return 5 * 24 * time.Hour
	}
	return max(0, time.Duration(*k.Age))
}

// retries returns the probability in percent that an attempt fails and is retried.
func (k settings) retries() int {
	if k.Retries == nil {
		return 12
	}
	return *k.Retries
}

func (k settings) unicode() bool { return k.Text == "unicode" }

// clip limits a number of questions to the range of the settings, if there is one.
func (k settings) clip(questions int) int {
	if k.Questions == nil {
		return questions
	}
	least := min(max(0, k.Questions.Min), maxQuestions)
	most := min(max(least, k.Questions.Max), maxQuestions)
	return min(max(questions, least), most)
}
