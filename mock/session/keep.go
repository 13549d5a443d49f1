package session

import (
	"fmt"
	"log/slog"
	"net/http"

	"github.com/ringer-api/ringer/mock/problem"
)

// A request that names a session which nobody knows is answered in one that is
// made for it. Whether it is kept shows only then: a path that is none, a
// caller whom nobody knows or a wish that cannot be read leave nothing to keep.
// What is kept has its place until it was idle for too long, with one exception:
// sessions that were only looked at make room for others.

// fullness is what was said in the log since there was room last. A thousand
// requests are no reason to say it a thousand times.
type fullness struct{ dropping, refusing bool }

// Enter gives a request the session of that name, or one that is made for it;
// Leave follows.
func (all *Sessions) Enter(name string) (*Session, error) {
	if name == "" {
		name = Shared
	}
	all.mu.Lock()
	defer all.mu.Unlock()
	all.dropIdle()
	s := all.byName[name]
	if s == nil {
		made, err := all.newSession(name, Start{})
		if err != nil {
			return nil, err
		}
		s = made
		all.byName[name] = s
	}
	s.used = all.config.Real()
	s.busy++
	return s, nil
}

// Leave ends what Enter began. A session that nobody kept goes with its last request.
func (all *Sessions) Leave(s *Session) {
	all.mu.Lock()
	defer all.mu.Unlock()
	if s.busy--; s.busy > 0 || s.kept || all.byName[s.name] != s {
		return
	}
	if s.holds.Load() || s.counts.Load() { // it was refused its place, or needed none
		if err := all.drop(s.name); err != nil {
			all.config.Logger.Error("dropping a session", "session", s.name, "error", err)
		}
		return
	}
	s.life.Lock()
	defer s.life.Unlock()
	all.forget(s)
}

// Keep keeps a session, or says that there is no room for it. One that was
// dropped while the request was under way stays dropped.
func (all *Sessions) Keep(s *Session) error {
	all.mu.Lock()
	defer all.mu.Unlock()
	if s.kept || all.byName[s.name] != s {
		return nil
	}
	if err := all.makeRoom(s); err != nil {
		return err
	}
	all.keep(s)
	return nil
}

// keep gives a session its place; there is room. The lock is held.
func (all *Sessions) keep(s *Session) {
	s.kept = true
	if s.name != Shared {
		all.kept++
	}
	delete(all.evicted, s.name) // who uses it was told that it is new
}

// makeRoom sees to it that there is room for one more session. The lock is held.
func (all *Sessions) makeRoom(s *Session) error {
	most := all.config.Max
	if s.name == Shared || all.kept < most {
		return nil
	}
	spare := all.spare()
	if spare == nil {
		return all.noRoom(s)
	}
	level := slog.LevelWarn
	if all.full.dropping {
		level = slog.LevelDebug
	}
	all.full.dropping = true
	all.evict(spare, fmt.Sprintf("there are more than %d sessions, and it was only looked at", most), level)
	return nil
}

// spare is the session that makes room: of those that nobody left anything in,
// the one that was not used for longest. Those that were asked only once go
// first, while they are the more: a client that polls keeps the world that it
// began with, however many names somebody makes up.
func (all *Sessions) spare() *Session {
	asked := func(again bool) func(*Session) bool {
		return func(s *Session) bool { return !s.holds.Load() && s.asked() > 1 == again }
	}
	counts := map[bool]int{}
	for _, s := range all.byName {
		if s.kept && s.name != Shared && !s.holds.Load() {
			counts[s.asked() > 1]++
		}
	}
	return all.oldest(asked(counts[true] > counts[false]))
}

func (all *Sessions) noRoom(s *Session) *problem.Problem {
	most := all.config.Max
	if !all.full.refusing {
		all.config.Logger.Warn("there is no room for more sessions: new ones are refused until one is dropped",
			"sessions", most, "first refused", s.name)
	}
	all.full.refusing = true
	return &problem.Problem{Status: http.StatusServiceUnavailable, Type: "urn:ringer:sessions", Title: "there is no room for another session",
		Field: Header, Detail: fmt.Sprintf("there are %d sessions, and each holds something: jobs that were started, changes, "+
			"a clock or a scenario of its own", most),
		Hint: fmt.Sprintf("DELETE %ssessions/NAME drops one, and so do %s without use; or start the mock with a larger bound",
			"/_ringer/", all.config.Idle)}
}

// asked counts the requests to the API so far.
func (s *Session) asked() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.requests
}
