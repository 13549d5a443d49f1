package contract

import (
	"bytes"
	"io"
	"net/http"
	"sync"

	"github.com/ringer-api/ringer/contract/exchange"
)

// sentBody keeps a copy of a request's body as it is sent, up to a limit. The body may
// still be sent when the response begins, so it is safe for concurrent use.
type sentBody struct {
	mu   sync.Mutex
	kept bytes.Buffer
	long bool
}

// watch returns the request with a body that is copied as it is read; the request itself
// when it has no body.
func (s *sentBody) watch(r *http.Request) *http.Request {
	if r.Body == nil || r.Body == http.NoBody {
		return r
	}
	c := r.WithContext(r.Context()) // a copy: the client's request is not changed
	c.Body = teeBody{r.Body, s}
	if r.GetBody != nil {
		c.GetBody = func() (io.ReadCloser, error) {
			body, err := r.GetBody()
			s.again()
			return teeBody{body, s}, err
		}
	}
	return c
}

func (s *sentBody) again() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.kept.Reset()
	s.long = false
}

func (s *sentBody) copy(p []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.kept.Len()+len(p) > exchange.MaxKeptBody {
		s.kept, s.long = bytes.Buffer{}, true
	}
	if !s.long {
		s.kept.Write(p)
	}
}

// body returns what was sent so far, and whether all of it was kept.
func (s *sentBody) body() ([]byte, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return bytes.Clone(s.kept.Bytes()), !s.long
}

// teeBody is a body that is copied as it is read.
type teeBody struct {
	io.ReadCloser
	to *sentBody
}

// Read reads.
func (t teeBody) Read(p []byte) (int, error) {
	n, err := t.ReadCloser.Read(p)
	t.to.copy(p[:n])
	return n, err
}
