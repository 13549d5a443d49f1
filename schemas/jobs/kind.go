package jobs

import (
	"fmt"
	"strings"
	"time"

	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

// Kind says what a state means for who waits for the job. There are ten; the
// last five are final, and nothing else decides whether a state is.
type Kind = vocabulary.Kind

// The kinds, from the first to the last that a job may have.
const (
	Waiting         = vocabulary.Waiting         // accepted, work has not begun
	Running         = vocabulary.Running         // work goes on
	NeedsAction     = vocabulary.NeedsAction     // somebody else has to do something first
	Paused          = vocabulary.Paused          // stopped, can go on
	Cancelling      = vocabulary.Cancelling      // told to stop, has not stopped yet
	Succeeded       = vocabulary.Succeeded       // ended as wanted
	PartlySucceeded = vocabulary.PartlySucceeded // ended with a part of what was wanted
	Failed          = vocabulary.Failed          // ended by an error
	Cancelled       = vocabulary.Cancelled       // ended because somebody said so, or never done
	Expired         = vocabulary.Expired         // ended because its time was over
)

// Kinds gives all kinds in their order.
func Kinds() []Kind { return vocabulary.Kinds() }

// Moves says who takes a resource from one state to the next.
type Moves string

// A job is moved by a clock; anything else by an operation, a PATCH or a scenario.
const (
	ByItself Moves = "itself"
	ByOthers Moves = "others"
)

// Span is how long a state lasts: "5s", or "1s..5s" when chance decides.
type Span string

// Bounds gives the shortest and the longest duration. An empty span is zero.
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
	return fmt.Errorf(`%q is no span: write "5s", or "1s..5s" for from one to five seconds`, string(s))
}
