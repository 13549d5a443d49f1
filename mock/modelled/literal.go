package modelled

import (
	"encoding/json"
	"maps"
	"slices"

	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/mock/world"
	"github.com/ringer-api/ringer/schemas/document"
	"github.com/ringer-api/ringer/schemas/jobs"
)

var _ world.Rewriter = (*Kind)(nil)

// Rewritten returns a record from a file after what operations did to it: what updates wrote,
// where its schema allows it, and the state into which it was moved.
func (k *Kind) Rewritten(q *world.Query, b world.Birth, record []byte) []byte {
	own := of(b)
	if own.Written != nil {
		record = k.merge(q.Operation, record, own.Written, "")
	}
	if len(own.Moved) > 0 {
		record = k.WithState(record, k.plan.Timeline(own).At(q.Now).State)
	}
	return record
}

// merge applies a merge patch (RFC 7396) to the object at a pointer.
func (k *Kind) merge(op jobs.Operation, record, patch []byte, at string) []byte {
	var members map[string]json.RawMessage
	if json.Unmarshal(patch, &members) != nil {
		return record
	}
	for _, name := range slices.Sorted(maps.Keys(members)) {
		value, pointer := members[name], at+"/"+document.EscapeToken(name)
		before, err := edit.Get(record, pointer)
		switch {
		case err == nil && value[0] == '{' && before[0] == '{':
			record = k.merge(op, record, value, pointer)
		case k.Takes(op, jobs.Pointer(pointer), value):
			if changed, err := edit.Set(record, pointer, value); err == nil {
				record = changed
			}
		case string(value) == "null" && err == nil:
			if changed, err := edit.Remove(record, pointer); err == nil {
				record = changed
			}
		}
	}
	return record
}
