package session

// A request that names an unknown session gets one that is made for it. Whether it is
// kept is decided later: a path that does not exist, failed authentication or an invalid
// preference leave nothing to keep. A kept session stays until it was idle for too long,
// with one exception: sessions that were only read from make room for others.

// Enter returns the session of that name for a request, and makes it if needed. The
// caller calls Leave afterwards.
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

// Leave ends what Enter began. A session that is not kept is dropped after its last
// request.
func (all *Sessions) Leave(s *Session) {
	all.mu.Lock()
	defer all.mu.Unlock()
	if s.busy--; s.busy > 0 || s.kept || all.byName[s.name] != s {
		return
	}
	if s.holds.Load() || s.counts.Load() { // there was no room to keep it, or no need
		if err := all.drop(s.name); err != nil {
			all.config.Logger.Error("dropping a session", "session", s.name, "error", err)
		}
		return
	}
	s.life.Lock()
	defer s.life.Unlock()
	all.forget(s)
}

// Keep keeps a session, or returns an error when there is no room for it. One that was
// dropped while the request was in progress remains dropped.
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

// keep marks a session as kept; there is room. The caller holds the lock.
func (all *Sessions) keep(s *Session) {
	s.kept = true
	if s.name != Shared {
		all.kept++
	}
	delete(all.evicted, s.name) // its user was informed that it is new
}
