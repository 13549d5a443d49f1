package serving

import (
	"net/http"
	"sync"

	"github.com/ringer-api/ringer/mock"
)

// Handler serves a mock that may be replaced by another one while clients are connected.
type Handler struct {
	mu      sync.RWMutex
	current *served
}

// served is a mock with the requests that it is processing.
type served struct {
	mock *mock.Mock
	end  func() // stops what was started for it
	busy sync.WaitGroup
}

// NewHandler returns a Handler for a mock, which it closes; end is called before.
func NewHandler(m *mock.Mock, end func()) *Handler {
	return &Handler{current: &served{mock: m, end: end}}
}

// ServeHTTP serves a request by the current mock.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.mu.RLock()
	s := h.current
	s.busy.Add(1)
	h.mu.RUnlock()
	defer s.busy.Done()
	s.mock.ServeHTTP(w, r)
}

// Serve replaces the mock. The old one completes the requests that it is processing; event
// streams of it end.
func (h *Handler) Serve(m *mock.Mock, end func()) {
	h.mu.Lock()
	old := h.current
	h.current = &served{mock: m, end: end}
	h.mu.Unlock()
	old.end()
	old.mock.EndEvents()
	go func() {
		old.busy.Wait()
		_ = old.mock.Close() // nothing is left to close
	}()
}

// Mock is the current mock.
func (h *Handler) Mock() *mock.Mock {
	h.mu.RLock()
	defer h.mu.RUnlock()
	return h.current.mock
}

// EndEvents ends the event streams, which do not end by themselves.
func (h *Handler) EndEvents() { h.Mock().EndEvents() }

// Close closes the current mock.
func (h *Handler) Close() {
	h.mu.RLock()
	defer h.mu.RUnlock()
	h.current.end()
	_ = h.current.mock.Close() // nothing is left to close
}
