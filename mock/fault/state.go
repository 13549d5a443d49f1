package fault

import (
	"maps"
	"slices"
	"sync"
	"time"
)

// maxWindows is how many rate limits of a session are remembered at a time.
const maxWindows = 1_000

// State is what faults remember from one response of a session to the next. Its zero
// value is ready for use; it must not be copied, and is safe for concurrent use.
type State struct {
	mu sync.Mutex
	// windows is the current window of each limit, by the limit's text.
	windows map[string]window
}

type window struct {
	start, end time.Time
	calls      int
}

// count counts a request at now in its window, and returns the number of requests in the
// window so far and when the window ends.
func (s *State) count(key string, now time.Time, length time.Duration) (int, time.Time) {
	start := now.Truncate(length)
	s.mu.Lock()
	defer s.mu.Unlock()
	w := s.windows[key]
	if !w.start.Equal(start) {
		w = window{start: start, end: start.Add(length)}
	}
	w.calls++
	s.keep(key, w)
	return w.calls, w.end
}

// keep stores a window. When there are too many, the one that ends first is removed,
// which is one that has ended if there is any. The caller holds the lock.
func (s *State) keep(key string, w window) {
	if s.windows == nil {
		s.windows = map[string]window{}
	}
	if _, known := s.windows[key]; !known && len(s.windows) >= maxWindows {
		ends := func(a, b string) int { return s.windows[a].end.Compare(s.windows[b].end) }
		delete(s.windows, slices.MinFunc(slices.Sorted(maps.Keys(s.windows)), ends))
	}
	s.windows[key] = w
}
