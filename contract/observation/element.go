package observation

import (
	"fmt"

	"github.com/ringer-api/ringer/schemas"
)

// Element is the reading of one element of a list that is too long to be kept in memory.
func (d *Reader) Element(response *schemas.Response, e schemas.StreamRecord) *Reading {
	r := d.List(response, e.Violations)
	if len(r.Syntax) > 0 {
		return r
	}
	r.Value = e.Value
	r.readUnknown(d.description)
	if r.Jobs.shownBy(response.Schema) {
		r.give(fmt.Sprintf("/%d", e.Index), r.Value, e.Broken, r.addRecord)
	}
	return r
}

// List returns the violations of a list that is too long to be kept in memory as a
// reading without a value.
func (d *Reader) List(response *schemas.Response, found []schemas.Violation) *Reading {
	r := &Reading{Response: response, Origins: d.origins, Jobs: d.resources.shownBy(response.Schema)}
	for _, v := range found {
		if v.Keyword == schemas.Syntax {
			r.Syntax = append(r.Syntax, v)
		} else {
			r.Schema = append(r.Schema, v)
		}
	}
	return r
}
