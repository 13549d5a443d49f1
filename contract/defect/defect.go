// Package defect keeps the defects of ringer's own that a run survives, apart from what
// is found.
package defect

import (
	"fmt"
	"path"
	"runtime"
	"strings"
	"sync"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/schemas/display"
)

// Error is a defect of ringer's own that a run came upon and survived:
// a part of it panicked, and the rest of the report stands without that part. It
// tells nothing about the service.
type Error struct {
	Doing   string `json:"doing"`   // such as "asking status.documented about answer 7"
	Problem string `json:"problem"` // what the panic said, without secrets
	Where   string `json:"where"`   // functions and lines of ringer, the innermost first
}

// Error says what was being done, what went wrong and where, in one line.
func (e *Error) Error() string {
	return fmt.Sprintf("internal error of ringer, %s: %s (at %s)", e.Doing, e.Problem, e.Where)
}

// ReportingDefects says what to do about an InternalError, in a sentence.
const ReportingDefects = "this is a defect of ringer and says nothing about the service: " +
	"please report it with the lines above at " + Homepage + "/issues"

// maxInternal is how many internal errors a run tells; the same one is told once.
const maxInternal = 10

// Log are the internal errors of a run. It is safe for concurrent use.
type Log struct {
	Hide exchange.Redactor

	mu  sync.Mutex
	all []*Error
}

// Recover runs a part of a run, and tells whether it came to its end. A panic in
// it is kept as an internal error: a mistake of ours must not cost the report.
func (m *Log) Recover(part func(), doing string, args ...any) (ok bool) {
	defer func() {
		if problem := recover(); problem != nil {
			m.add(&Error{
				Doing:   fmt.Sprintf(doing, args...),
				Problem: display.Excerpt(m.Hide.Text(fmt.Sprint(problem)), exchange.ExcerptLength),
				Where:   panicked(),
			})
		}
	}()
	part()
	return true
}

func (m *Log) add(e *Error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, known := range m.all {
		if known.Where == e.Where && known.Problem == e.Problem {
			return
		}
	}
	if len(m.all) < maxInternal {
		m.all = append(m.all, e)
	}
}

// Problems are the internal errors so far; nil when there are none.
func (m *Log) Problems() []*Error {
	m.mu.Lock()
	defer m.mu.Unlock()
	return append([]*Error(nil), m.all...)
}

// maxFrames is how many callers of the place of a panic are named.
const maxFrames = 4

// panicked names the place of the panic that is being recovered from, and its
// callers, without the folders of the machine that built ringer.
func panicked() string {
	pcs := make([]uintptr, 64)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(1, pcs)])
	var places []string
	started := false
	for more := true; more && len(places) < maxFrames; {
		var f runtime.Frame
		f, more = frames.Next()
		switch {
		case f.Function == "runtime.gopanic":
			started, places = true, nil
		case started && !strings.HasPrefix(f.Function, "runtime."):
			places = append(places, fmt.Sprintf("%s %s:%d", path.Base(f.Function), path.Base(f.File), f.Line))
		}
	}
	return strings.Join(places, " < ")
}

// Homepage is where the tool comes from.
const Homepage = "https://github.com/ringer-api/ringer"
