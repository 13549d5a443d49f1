package session

import "fmt"

// keep puts a session among the others and makes room for it.
func (all *Sessions) keep(s *Session) {
	all.byName[s.name] = s
	for all.named() > all.config.Max {
		all.evict(all.oldest(s), fmt.Sprintf("there are more than %d sessions", all.config.Max))
	}
}

// dropIdle drops the sessions that were not used for too long, oldest first, so
// that whoever asks for one finds it new however little else goes on. The lock
// is held.
func (all *Sessions) dropIdle() {
	now := all.config.Real()
	if now.Before(all.idleFrom) {
		return
	}
	all.idleFrom = now.Add(all.config.Idle)
	for s := all.oldest(nil); s != nil; s = all.oldest(nil) {
		if until := s.used.Add(all.config.Idle); !until.Before(now) {
			all.idleFrom = until
			return
		}
		all.evict(s, "it was not used for "+all.config.Idle.String())
	}
}

// named counts the sessions but the shared one, which is never dropped to make room.
func (all *Sessions) named() int {
	if all.byName[Shared] == nil {
		return len(all.byName)
	}
	return len(all.byName) - 1
}

// oldest is the named session, other than one, that was not used for longest;
// nil when there is none.
func (all *Sessions) oldest(but *Session) *Session {
	var oldest *Session
	for _, s := range all.byName {
		if s != but && s.name != Shared && (oldest == nil || s.used.Before(oldest.used) ||
			s.used.Equal(oldest.used) && s.name < oldest.name) {
			oldest = s
		}
	}
	return oldest
}

func (all *Sessions) evict(s *Session, why string) {
	all.config.Logger.Warn("session dropped", "session", s.name, "why", why)
	if len(all.evicted) >= 10*all.config.Max {
		all.evicted = map[string]string{}
	}
	all.evicted[s.name] = why
	if err := all.drop(s.name); err != nil {
		all.config.Logger.Error("dropping a session", "session", s.name, "error", err)
	}
	all.config.Events.Publish(s.change("session", "dropped: "+why))
}

// Evicted tells, once, why the session that had this name before was dropped;
// "" when none was.
func (all *Sessions) Evicted(name string) string {
	all.mu.Lock()
	defer all.mu.Unlock()
	why := all.evicted[name]
	delete(all.evicted, name)
	return why
}

// drop ends the session of that name, and forgets all state under it: there
// may be some in a store that outlives the mock.
func (all *Sessions) drop(name string) error {
	if s := all.byName[name]; s != nil {
		s.life.Lock() // what is born there is born before, or kept nowhere
		defer s.life.Unlock()
		s.life.over = true
		s.journal.Close()
		delete(all.byName, name)
	}
	if err := all.config.State.Clear(name); err != nil {
		return fmt.Errorf("forgetting the state of session %s: %w", name, err)
	}
	return nil
}
