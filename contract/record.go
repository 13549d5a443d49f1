package contract

import (
	"encoding/json"
	"time"
)

// Record is one execution as an answer shows it. It keeps the schema, so what
// its getters find is well-formed; they say false for null and absent alike.
type Record struct {
	// Pointer is the record's place in the body.
	Pointer string
	fields  map[string]any
}

// ID is the execution's id in canonical form; empty when it has none.
func (r Record) ID() string {
	id, _ := r.Text("id")
	if canonical, ok := canonicalUUID(id); ok {
		return canonical
	}
	return id
}

// Text is a string property.
func (r Record) Text(name string) (string, bool) {
	s, ok := r.fields[name].(string)
	return s, ok
}

// Time is an instant, whatever its offset and number of digits.
func (r Record) Time(name string) (time.Time, bool) {
	s, ok := r.Text(name)
	if !ok {
		return time.Time{}, false
	}
	// RFC 3339 also allows a lower-case t and z.
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02t15:04:05.999999999z07:00"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// Integer is a number without a fraction, as JSON knows it: 1.0 is one.
func (r Record) Integer(name string) (int64, bool) {
	n, ok := r.fields[name].(json.Number)
	if !ok {
		return 0, false
	}
	if i, err := n.Int64(); err == nil {
		return i, true
	}
	f, err := n.Float64()
	return int64(f), err == nil
}

// Object is a property that is an object.
func (r Record) Object(name string) (map[string]any, bool) {
	o, ok := r.fields[name].(map[string]any)
	return o, ok
}

// Status is the execution's state.
func (r Record) Status() string {
	s, _ := r.Text("status")
	return s
}

// Final tells whether the execution is in a state that it never leaves. Of a
// state that the description does not know, nothing is claimed.
func (r Record) Final() bool {
	switch r.Status() {
	case "SUCCESS", "ERROR", "PARTIAL_SUCCESS":
		return true
	}
	return false
}
