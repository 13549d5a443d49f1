package observation

import (
	"encoding/json"
	"math"
	"time"

	"github.com/ringer-api/ringer/contract/exchange"
)

// Record is one execution as an answer shows it. It keeps the schema, so what
// its getters find is well-formed; they say false for null and absent alike.
type Record struct {
	// Pointer is the record's place in the body.
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

// ID is the execution's id in canonical form; empty when it has none.
func (r Record) ID() string { return r.id }

// Has tells whether a property is there with a value: neither absent nor null.
func (r Record) Has(name string) bool { return r.Fields[name] != nil }

// Null tells whether a property is there and null.
func (r Record) Null(name string) bool {
	value, there := r.Fields[name]
	return there && value == nil
}

// Text is a string property.
func (r Record) Text(name string) (string, bool) {
	s, ok := r.Fields[name].(string)
	return s, ok
}

// Time is an instant, whatever its offset and number of digits.
func (r Record) Time(name string) (time.Time, bool) {
	s, ok := r.Text(name)
	if !ok {
		return time.Time{}, false
	}
	return ParseTime(s)
}

// Number is a number, as near as a float comes to it: what is compared is its
// sign and its order, and integers in JSON have any size.
func (r Record) Number(name string) (float64, bool) {
	n, ok := r.Fields[name].(json.Number)
	if !ok {
		return 0, false
	}
	f, err := n.Float64()
	return f, err == nil || math.IsInf(f, 0)
}

// Object is a property that is an object.
func (r Record) Object(name string) (map[string]any, bool) {
	o, ok := r.Fields[name].(map[string]any)
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

// ParseTime reads an instant.
func ParseTime(s string) (time.Time, bool) {
	// RFC 3339 also allows a lower-case t and z.
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02t15:04:05.999999999z07:00"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}
