package observation

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/ringer-api/ringer/schemas"
)

// Element parses one element of a list that is too long to be kept in memory. found are
// the violations in it.
func (d *Reader) Element(response *schemas.Response, index int, text []byte, found []schemas.Violation) *Reading {
	r := d.List(response, found)
	if len(r.Syntax) > 0 {
		return r
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	if decoder.Decode(&r.Value) != nil {
		r.Value = nil
	}
	r.readUnknown(d.description)
	if r.Jobs.shownBy(response.Schema) {
		pointer := fmt.Sprintf("/%d", index)
		broken := schemas.BrokenPlaces(found, pointer)
		if tooMany(found) {
			if all := response.Schema.Inspect(context.Background(), text, Bounds); all.Left == "" {
				broken = all.Broken[0]
			}
		}
		r.give(pointer, r.Value, broken, r.addRecord)
	}
	return r
}

// tooMany reports whether more violations were found than are told.
func tooMany(found []schemas.Violation) bool {
	return slices.ContainsFunc(found, func(v schemas.Violation) bool { return v.Keyword == schemas.More })
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
