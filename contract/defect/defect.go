// Package defect keeps the internal errors of ringer that a run survives, apart from its
// findings.
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

// Error is an internal error of ringer that a run has survived: a part of it panicked, and
// the report is complete except for that part. It says nothing about the service.
type Error struct {
	Doing   string `json:"doing"`   // such as "checking status.documented on response 7"
	Problem string `json:"problem"` // the value of the panic, without secrets
	Where   string `json:"where"`   // functions and lines of ringer, the innermost first
}

// Error returns what was being done, what went wrong and where, in one line.
func (e *Error) Error() string {
	return fmt.Sprintf("internal error of ringer, %s: %s (at %s)", e.Doing, e.Problem, e.Where)
}

// ReportingDefects is a sentence on what to do about an internal error.
const ReportingDefects = "this is a defect of ringer and says nothing about the service: " +
	"please report it with the lines above at " + Homepage + "/issues"

// maxInternal is how many internal errors a run reports, each of them once.
const maxInternal = 10

// Log keeps the internal errors of a run. It is safe for concurrent use.
type Log struct {
	Hide exchange.Redactor

	mu  sync.Mutex
	all []*Error
}

// Recover runs a part of a run, and reports whether it has finished. A panic in it is kept
// as an internal error: a mistake in ringer must not cost the whole report.
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

// Problems returns the internal errors so far; nil when there are none.
func (m *Log) Problems() []*Error {
	m.mu.Lock()
	defer m.mu.Unlock()
	return append([]*Error(nil), m.all...)
}

// maxFrames is how many functions are named, from the position of a panic outwards.
const maxFrames = 4

// panicked returns the position of the panic that is being recovered from, and its
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

// Homepage is the URL of the project.
const Homepage = "https://github.com/ringer-api/ringer"
