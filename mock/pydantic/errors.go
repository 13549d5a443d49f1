package pydantic

import "github.com/ringer-api/ringer/mock/python"

// Version is a major version of pydantic.
type Version int

// The versions of pydantic.
const (
	Version2 Version = iota
	Version1
)

// Error is one validation error of a request.
type Error struct {
	Type    string
	At      *Place
	Message string
	Input   python.Value // only version 2 shows it
	Context python.Value // an object, or null for none
}

// Refused names an input that was refused, without its value.
type Refused struct {
	Loc  []string
	Type string
}

// Limits on the errors of one request. The framework has none; the errors of a body of one
// mebibyte can take a hundred times as much.
const (
	maxErrors  = 4 << 20 // bytes
	maxRefused = 10
	maxFree    = 3       // unions within each other whose members are tried freely
	maxTries   = 1 << 16 // of members of unions, which may contain unions again
)

// Errors is the list of validation errors of a request, written as it grows.
type Errors struct {
	Version Version
	// Omitted is the number of errors beyond 4 MiB, which are not in the list.
	Omitted int
	// Hidden reports whether an error contains an input that no response can contain.
	Hidden bool
	// Crashed reports whether the service would have failed, whatever else is wrong.
	Crashed bool
	// Unshowable reports whether a text is valid that no response can contain.
	Unshowable bool

	written []byte
	count   int
	refused []Refused
	depth   int // of trials within each other
	tries   *int
}

// NewErrors returns an empty list.
func NewErrors(v Version) *Errors { return &Errors{Version: v, tries: new(int)} }

// Any reports whether there are errors.
func (e *Errors) Any() bool { return e.count > 0 || e.Hidden || e.Crashed }

// Count is the number of errors.
func (e *Errors) Count() int { return e.count }

// Written is the list as JSON, without brackets.
func (e *Errors) Written() []byte { return e.written }

// Refused names the first inputs that were refused, and says how many more there are.
func (e *Errors) Refused() (first []Refused, more int) {
	return e.refused, e.count - len(e.refused)
}

// Try counts the validation of a value by a member of a union. It returns false when there were
// too many: then the service, which would not answer for hours, responds with 500. Unions that
// are not deep within others are not counted, since they take linear time.
func (e *Errors) Try() bool {
	if e.depth > maxFree {
		*e.tries++
	}
	e.Crashed = e.Crashed || *e.tries > maxTries
	return !e.Crashed
}

// Trial returns an empty list for an attempt whose errors may not count.
func (e *Errors) Trial() *Errors {
	return &Errors{Version: e.Version, tries: e.tries, depth: e.depth + 1}
}

// Take adds the errors of a trial.
func (e *Errors) Take(trial *Errors) {
	e.Hidden = e.Hidden || trial.Hidden
	e.Crashed = e.Crashed || trial.Crashed
	e.Unshowable = e.Unshowable || trial.Unshowable
	e.Omitted += trial.Omitted
	e.count += trial.count
	if room := maxRefused - len(e.refused); room > 0 {
		e.refused = append(e.refused, trial.refused[:min(room, len(trial.refused))]...)
	}
	switch {
	case len(trial.written) == 0:
	case len(e.written) > maxErrors:
		e.Omitted += trial.count - trial.Omitted
	default:
		e.begin("")
		e.written = append(e.written, trial.written...)
	}
}

// Add adds an error.
func (e *Errors) Add(one Error) {
	e.count++
	if len(e.refused) < maxRefused {
		e.refused = append(e.refused, Refused{one.At.steps(), one.Type})
	}
	if len(e.written) > maxErrors {
		e.Omitted++
		e.Hidden = e.Hidden || e.Version == Version2 && !one.Input.Renderable()
		return
	}
	if e.Version == Version1 {
		e.begin(`{"loc":[`)
		e.written = append(one.At.append(e.written), `],"msg":`...)
		e.text(one.Message)
		e.written = append(e.written, `,"type":`...)
		e.text(one.Type)
	} else {
		e.begin(`{"type":`)
		e.text(one.Type)
		e.written = append(e.written, `,"loc":[`...)
		e.written = append(one.At.append(e.written), `],"msg":`...)
		e.text(one.Message)
		e.written = append(e.written, `,"input":`...)
		e.show(one.Input)
	}
	if !one.Context.IsNull() {
		e.written = append(e.written, `,"ctx":`...)
		e.show(one.Context)
	}
	e.written = append(e.written, '}')
}

func (e *Errors) begin(opening string) {
	if len(e.written) > 0 {
		e.written = append(e.written, ',')
	}
	e.written = append(e.written, opening...)
}

func (e *Errors) text(s string) { e.show(python.TextOf(s)) }

func (e *Errors) show(v python.Value) {
	if !v.Renderable() {
		e.Hidden = true
	}
	e.written = python.AppendJSON(e.written, v)
}
