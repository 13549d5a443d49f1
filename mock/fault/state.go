package fault

import (
	"sync"
	"time"
)

// State is what faults remember from one answer of a session to the next. Its
// zero value is ready; it must not be copied and is safe for concurrent use.
type State struct {
	mu sync.Mutex
	// windows holds the current window of each limit, by the limit's text.
	windows map[string]window
}

type window struct {
	start time.Time
	calls int
}

// count counts a call at now in the window it falls into, and gives the number
// of calls there so far and when the window ends.
func (s *State) count(key string, now time.Time, length time.Duration) (int, time.Time) {
	start := now.Truncate(length)
	s.mu.Lock()
	defer s.mu.Unlock()
	w := s.windows[key]
	if !w.start.Equal(start) {
		w = window{start: start}
	}
	w.calls++
	if s.windows == nil {
		s.windows = map[string]window{}
	}
	s.windows[key] = w
	return w.calls, start.Add(length)
}
