package observation

import (
	"encoding/json"
	"math"
	"time"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// Record is one execution in a response. What its getters return conforms to the schema;
// they return false for null, absent and Invalid values alike.
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
	r.id, _ = r.Text(j.ID)
	if canonical, ok := exchange.CanonicalUUID(r.id); ok {
		r.id = canonical
	}
	return r
}

// Record returns an object as a record of the reader's jobs, valid or not.
func (d *Reader) Record(fields map[string]any) Record { return newRecord(d.jobs, "", fields) }

// ID returns the execution's id in canonical form; empty when it has none.
func (r Record) ID() string { return r.id }

// Has reports whether a property has a value that can be relied on: it is not absent,
// null or Invalid.
func (r Record) Has(name string) bool {
	value := r.Fields[name]
	return value != nil && !r.Invalid(name)
}

// Invalid reports whether a property breaks its schema, so that nothing can be said of
// it, not even that it is absent.
func (r Record) Invalid(name string) bool {
	_, invalid := r.Fields[name].(Invalid)
	return invalid
}

// Null reports whether a property is present and null.
func (r Record) Null(name string) bool {
	value, there := r.Fields[name]
	return there && value == nil
}

// Text returns a string property.
func (r Record) Text(name string) (string, bool) {
	s, ok := r.Fields[name].(string)
	return s, ok
}

// Time returns a property that is an instant, whatever its offset and number of digits.
func (r Record) Time(name string) (time.Time, bool) {
	s, ok := r.Text(name)
	if !ok {
		return time.Time{}, false
	}
	return ParseTime(s)
}

// Number returns a number, as near as a float comes to it: rules compare only sign and
// order, and integers in JSON have any size.
func (r Record) Number(name string) (float64, bool) {
	n, ok := r.Fields[name].(json.Number)
	if !ok {
		return 0, false
	}
	f, err := n.Float64()
	return f, err == nil || math.IsInf(f, 0)
}

// Object returns a property that is an object.
func (r Record) Object(name string) (map[string]any, bool) {
	o, ok := r.Fields[name].(map[string]any)
	return o, ok
}

// Status returns the execution's state; empty when it has none.
func (r Record) Status() string {
	if r.Jobs == nil { // the zero value
		return ""
	}
	s, _ := r.Text(r.Jobs.Status)
	return s
}

// Final reports whether the execution is in a state that it never leaves; false for a
// state that the description does not contain.
func (r Record) Final() bool { return r.Kind() != "" && r.Kind().Final() }

// Kind returns the meaning of the execution's state; empty for a state that the
// description does not contain.
func (r Record) Kind() jobs.Kind {
	if r.Jobs == nil {
		return ""
	}
	return r.Jobs.States[r.Status()]
}

// Succeeded reports whether the execution has succeeded, if only in part.
func (r Record) Succeeded() bool {
	return r.Kind() == jobs.Succeeded || r.Kind() == jobs.PartlySucceeded
}
