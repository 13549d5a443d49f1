package plain

import (
	"encoding/json"

	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/schemas"
)

// closedPart reports whether a violation is only that one part of an allOf does not list
// what another one does: parts that are closed against each other allow no body at all, and
// the service that the document is about accepts those that all parts together describe.
func (b *body) closedPart(v schemas.Violation) bool {
	if v.Keyword != "additionalProperties" {
		return false
	}
	text, err := edit.Get(b.json, v.Pointer)
	if err != nil {
		return false
	}
	var members map[string]json.RawMessage
	if json.Unmarshal(text, &members) != nil {
		return false
	}
	parts := 0
	for _, x := range schemasAt(b.schema.Definition(), v.Pointer) {
		for _, part := range x.Parts(budget) {
			if len(part.Properties()) > 0 {
				parts++
			}
		}
		for _, f := range x.Fields(budget) {
			delete(members, f.Name)
		}
	}
	return parts > 1 && len(members) == 0
}
