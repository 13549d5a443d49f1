package session

// A request that names a session which nobody knows is answered in one that is
// made for it. Whether it is kept shows only then: a path that is none, a
// caller whom nobody knows or a wish that cannot be read leave nothing to keep.
// What is kept has its place until it was idle for too long, with one exception:
// sessions that were only looked at make room for others.

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
