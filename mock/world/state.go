package world

import (
	"maps"
	"sync"
)

// states are the patches and counters of all sessions, and their revisions.
type states struct {
	mu   sync.Mutex
	last uint64 // the highest revision of all
	gone uint64 // the revision of all sessions without state
	of   map[string]*state
	// bytes is the size of all patches.
	bytes int
}

// state is that of one session.
type state struct {
	revision uint64
	counters map[string]int
	patches  map[string]*Patch
	since    map[string]uint64 // the revision of each patch
	bytes    int               // of the patches
	// total reports that the patches may be in use by a reader: a change copies them.
	total bool
}

// session returns the state of a session that is about to change; the caller holds the
// lock.
func (s *states) session(name string) *state {
	kept := s.of[name]
	if kept == nil {
		kept = &state{counters: map[string]int{}, patches: map[string]*Patch{}, since: map[string]uint64{}}
		s.of[name] = kept
	}
	s.last++
	kept.revision = s.last
	return kept
}

// changed gives a session a new revision.
func (s *states) changed(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.session(name)
}

func (s *states) SetPatch(session, id string, p *Patch) ([]string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	kept := s.session(session)
	if _, again := kept.patches[id]; !again && len(kept.patches) >= MaxPatches {
		return nil, ErrPatches
	}
	s.put(kept, id, p)
	return s.dropPatches(session, id), nil
}

// put replaces a patch.
func (s *states) put(kept *state, id string, p *Patch) {
	if kept.total {
		kept.patches, kept.total = maps.Clone(kept.patches), false
	}
	more := p.weight()
	if old := kept.patches[id]; old != nil {
		more -= old.weight()
	}
	kept.patches[id], kept.since[id] = p, kept.revision
	kept.bytes += more
	s.bytes += more
}

func (s *states) Patches(session string) (map[string]*Patch, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	kept := s.of[session]
	if kept == nil || len(kept.patches) == 0 {
		return nil, nil
	}
	kept.total = true
	return kept.patches, nil
}

func (s *states) Count(session, key string) (int, bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	kept := s.session(session)
	restarted := kept.makeRoom(key)
	kept.counters[key]++
	return kept.counters[key], restarted, nil
}

func (s *states) SetCounter(session, key string, n int) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	kept := s.session(session)
	restarted := kept.makeRoom(key)
	kept.counters[key] = n
	return restarted, nil
}

// makeRoom removes all counters when there are too many for one more, and reports whether
// it did.
func (s *state) makeRoom(key string) bool {
	if _, known := s.counters[key]; known || len(s.counters) < MaxCounters {
		return false
	}
	s.counters = map[string]int{}
	return true
}

func (s *states) Counter(session, key string) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if kept := s.of[session]; kept != nil {
		return kept.counters[key], nil
	}
	return 0, nil
}

func (s *states) ClearCounters(session string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.session(session).counters = map[string]int{}
	return nil
}

func (s *states) Revision(session string) (uint64, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if kept := s.of[session]; kept != nil {
		return kept.revision, nil
	}
	return s.gone, nil
}

func (s *states) clear(session string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last++
	s.gone = s.last
	if kept := s.of[session]; kept != nil {
		s.bytes -= kept.bytes
	}
	delete(s.of, session)
}
