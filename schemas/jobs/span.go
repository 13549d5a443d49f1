package jobs

import (
	"fmt"
	"strings"
	"time"
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
