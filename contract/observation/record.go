package observation

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/ringer-api/ringer/schemas/document"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// Record is one job in a response. Its getters take JSON pointers into it. What they return
// conforms to the schema; they return false for null, absent and Invalid values alike.
type Record struct {
	// Pointer is the JSON pointer of the record in the body.
	Pointer string
	// Fields are the properties; one that breaks its schema is Invalid, and so is a
	// required one that is absent.
	Fields map[string]any
	// Jobs says which of them has which role.
	Jobs *Jobs
	id   string
}

func newRecord(j *Jobs, pointer string, fields map[string]any) Record {
	r := Record{Pointer: pointer, Fields: fields, Jobs: j}
	switch v := r.Value(j.ID).(type) {
	case string:
		r.id = j.ids.ID(v)
	case json.Number:
		r.id = v.String()
	}
	if canonical, ok := j.Job.Form.Canonical(r.id); ok {
		r.id = canonical
	}
	return r
}

// Value returns what the record has at a place, Invalid if something on the way to it is;
// nil for null and for no value.
func (r Record) Value(at jobs.Pointer) any {
	v, _ := r.at(at)
	return v
}

// at returns what the record has at a place, and whether there is anything.
func (r Record) at(at jobs.Pointer) (any, bool) {
	if at == "" {
		return nil, false
	}
	if strings.IndexByte(at[1:], '/') < 0 && strings.IndexByte(at, '~') < 0 { // as in most APIs
		v, there := r.Fields[at[1:]]
		return v, there
	}
	return valueAt(r.Fields, at)
}

// valueAt follows a pointer into a value; "-" is the last element of an array.
func valueAt(v any, at jobs.Pointer) (any, bool) {
	for _, token := range document.SplitPointer(at) {
		switch container := v.(type) {
		case Invalid:
			return container, true
		case map[string]any:
			var there bool
			if v, there = container[token]; !there {
				return nil, false
			}
		case []any:
			i, err := strconv.Atoi(token)
			if token == "-" {
				i, err = len(container)-1, nil
			}
			if err != nil || i < 0 || i >= len(container) {
				return nil, false
			}
			v = container[i]
		default:
			return nil, false
		}
	}
	return v, true
}

// Record returns the job in a body that creates it as a record, valid or not.
func (d *Reader) Record(operation string, body any) Record {
	j := d.resources.Of(operation)
	v, _ := valueAt(body, j.recordsOf[operation])
	fields, _ := v.(map[string]any)
	return newRecord(j, "", fields)
}

// ID returns the job's id in canonical form; empty when it has none.
func (r Record) ID() string { return r.id }

// Has reports whether a place has a value that can be relied on: it is not absent, null or
// Invalid.
func (r Record) Has(at jobs.Pointer) bool {
	value := r.Value(at)
	_, invalid := value.(Invalid)
	return value != nil && !invalid
}

// Invalid reports whether a place breaks its schema, so that nothing can be said of it, not
// even that it is absent.
func (r Record) Invalid(at jobs.Pointer) bool {
	_, invalid := r.Value(at).(Invalid)
	return invalid
}

// Null reports whether a place has a value, and that is null.
func (r Record) Null(at jobs.Pointer) bool {
	value, there := r.at(at)
	return there && value == nil
}

// There reports whether a place has a value, if only null.
func (r Record) There(at jobs.Pointer) bool {
	_, there := r.at(at)
	return there
}

// Text returns a string.
func (r Record) Text(at jobs.Pointer) (string, bool) {
	s, ok := r.Value(at).(string)
	return s, ok
}

// Time returns an instant, whatever its offset and number of digits, or a number of seconds
// or milliseconds since 1970.
func (r Record) Time(at jobs.Pointer) (time.Time, bool) {
	switch v := r.Value(at).(type) {
	case string:
		return ParseTime(v)
	case json.Number:
		return ofEpoch(v)
	}
	return time.Time{}, false
}

// Number returns a number, as near as a float comes to it: rules compare only sign and
// order, and integers in JSON have any size.
func (r Record) Number(at jobs.Pointer) (float64, bool) {
	n, ok := r.Value(at).(json.Number)
	if !ok {
		return 0, false
	}
	f, err := n.Float64()
	return f, err == nil || math.IsInf(f, 0)
}

// Object returns an object.
func (r Record) Object(at jobs.Pointer) (map[string]any, bool) {
	o, ok := r.Value(at).(map[string]any)
	return o, ok
}

// Status returns the value that shows the job's state as text; empty when there is none.
func (r Record) Status() string {
	if r.Jobs == nil { // the zero value
		return ""
	}
	v := r.Value(r.Jobs.Status)
	if _, invalid := v.(Invalid); invalid || v == nil {
		return ""
	}
	return Text(v)
}

// State returns the job's state; nil when the model has no such state.
func (r Record) State() *jobs.State {
	if r.Jobs == nil {
		return nil
	}
	return r.Jobs.state(r.Value(r.Jobs.Status))
}

// Final reports whether the job is in a state that it never leaves; false for a state that
// the model does not have.
func (r Record) Final() bool { return r.Kind() != "" && r.Kind().Final() }

// Kind returns the meaning of the job's state; empty for a state that the model does not
// have.
func (r Record) Kind() jobs.Kind {
	if s := r.State(); s != nil {
		return s.Kind
	}
	return ""
}

// Succeeded reports whether the job has succeeded, if only in part.
func (r Record) Succeeded() bool {
	return r.Kind() == jobs.Succeeded || r.Kind() == jobs.PartlySucceeded
}

// Failed reports whether the job must show an error.
func (r Record) Failed() bool {
	s := r.State()
	return s != nil && s.Kind == jobs.Failed && r.Jobs.failed[s.Name]
}
