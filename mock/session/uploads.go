package session

import (
	"slices"
	"sync"

	"github.com/ringer-api/ringer/mock/world"
)

// Upload is a file that a client sent.
type Upload struct {
	Name    string
	Type    string
	Content []byte
}

// The bounds of the uploads that are kept; beyond them the oldest is dropped. Its record stays.
const (
	MaxUploads     = 200       // of one session
	MaxUploadBytes = 32 << 20  // of one session
	maxAllUploads  = 128 << 20 // bytes of all sessions together
)

// uploads are the files of all sessions, oldest first.
type uploads struct {
	mu   sync.Mutex
	kept []upload
}

type upload struct {
	Upload
	session, job string
}

func (u *uploads) find(session, job string) (Upload, bool) {
	u.mu.Lock()
	defer u.mu.Unlock()
	for _, kept := range u.kept {
		if kept.session == session && kept.job == job {
			return kept.Upload, true
		}
	}
	return Upload{}, false
}

// drop removes the file of a job, or with an empty job all of a session.
func (u *uploads) drop(session, job string) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.kept = slices.DeleteFunc(u.kept, func(kept upload) bool {
		return kept.session == session && (job == "" || kept.job == job)
	})
}

// put keeps a file, and returns the jobs whose files were dropped to stay within the bounds.
func (u *uploads) put(session, job string, file Upload) (dropped []string) {
	u.drop(session, job)
	u.mu.Lock()
	defer u.mu.Unlock()
	u.kept = append(u.kept, upload{file, session, job})
	for {
		number, own, all := 0, 0, 0
		for _, kept := range u.kept {
			all += len(kept.Content)
			if kept.session == session {
				number++
				own += len(kept.Content)
			}
		}
		full := number > MaxUploads || own > MaxUploadBytes
		if !full && all <= maxAllUploads {
			return dropped
		}
		oldest := slices.IndexFunc(u.kept, func(kept upload) bool { return !full || kept.session == session })
		dropped = append(dropped, u.kept[oldest].job)
		u.kept = slices.Delete(u.kept, oldest, oldest+1)
	}
}

// KeepUpload keeps the file with which a job was created.
func (s *Session) KeepUpload(of world.Scope, id string, file Upload) {
	s.life.RLock()
	defer s.life.RUnlock()
	if s.life.over {
		return
	}
	file.Content = slices.Clone(file.Content) // the request's buffer is larger
	for _, key := range s.all.uploads.put(s.name, of.Key(id), file) {
		s.all.config.Logger.Warn("uploaded file dropped: there are too many or they are too large", "job", world.KeyText(key))
	}
}

// Upload returns the file with which a job was created; false if there is none, or no longer.
func (s *Session) Upload(of world.Scope, id string) (Upload, bool) {
	return s.all.uploads.find(s.name, of.Key(id))
}
