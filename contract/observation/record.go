package observation

import (
	"encoding/json"
	"math"
	"time"

	"github.com/ringer-api/ringer/contract/exchange"
)

// Record is one execution in a response. It conforms to the schema, so what its getters
// return is well-formed; they return false for null as well as for absent properties.
type Record struct {
	// Pointer is the JSON pointer of the record in the body.
	Pointer string
	Fields  map[string]any
	id      string
}

func newRecord(pointer string, fields map[string]any) Record {
	r := Record{Pointer: pointer, Fields: fields}
	r.id, _ = r.Text("id")
	if canonical, ok := exchange.CanonicalUUID(r.id); ok {
		r.id = canonical
	}
	return r
}

// ID returns the execution's id in canonical form; empty when it has none.
func (r Record) ID() string { return r.id }

// Has reports whether a property has a value: it is neither absent nor null.
func (r Record) Has(name string) bool { return r.Fields[name] != nil }

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
	s, _ := r.Text("status")
	return s
}

// Final reports whether the execution is in a state that it never leaves; false for a
// state that the description does not contain.
func (r Record) Final() bool {
	switch r.Status() {
	case "SUCCESS", "ERROR", "PARTIAL_SUCCESS":
		return true
	}
	return false
}

// ParseTime parses an instant in RFC 3339.
func ParseTime(s string) (time.Time, bool) {
	// RFC 3339 also allows a lower-case t and z.
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02t15:04:05.999999999z07:00"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}
