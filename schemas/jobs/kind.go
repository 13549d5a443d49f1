package jobs

import (
	"fmt"
	"strings"
	"time"

	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

// Kind is what a state means for a client that waits for the job. There are ten; the
// last five are final. The kind alone decides whether a state is final.
type Kind = vocabulary.Kind

// The kinds, in the order of a job's lifecycle.
const (
	Waiting         = vocabulary.Waiting         // accepted, work has not begun
	Running         = vocabulary.Running         // work is in progress
	NeedsAction     = vocabulary.NeedsAction     // the job waits for somebody's action
	Paused          = vocabulary.Paused          // stopped, can be resumed
	Cancelling      = vocabulary.Cancelling      // asked to stop, not yet stopped
	Succeeded       = vocabulary.Succeeded       // ended with the wanted result
	PartlySucceeded = vocabulary.PartlySucceeded // ended with a part of the wanted result
	Failed          = vocabulary.Failed          // ended by an error
	Cancelled       = vocabulary.Cancelled       // stopped on request, or skipped
	Expired         = vocabulary.Expired         // ended because a time limit was reached
)

// Kinds returns all kinds in their order.
func Kinds() []Kind { return vocabulary.Kinds() }

// Moves is who takes a resource from one state to the next.
type Moves string

// A job changes state by itself, with time; anything else by an operation, a PATCH or a
// scenario.
const (
	ByItself Moves = "itself"
	ByOthers Moves = "others"
)

// Span is how long a state lasts: "5s", or "1s..5s" for a random duration in that range.
type Span string

// Bounds returns the shortest and the longest duration. An empty span is zero.
func (s Span) Bounds() (shortest, longest time.Duration, err error) {
	if s == "" {
		return 0, 0, nil
	}
	from, to, ranged := strings.Cut(string(s), "..")
	if shortest, err = time.ParseDuration(from); err != nil || shortest < 0 {
		return 0, 0, s.problem()
	}
	if !ranged {
		return shortest, shortest, nil
	}
	if longest, err = time.ParseDuration(to); err != nil || longest < shortest {
		return 0, 0, s.problem()
	}
	return shortest, longest, nil
}

func (s Span) problem() error {
	return fmt.Errorf(`%q is not a duration: write "5s", or "1s..5s" for one to five seconds`, string(s))
}
