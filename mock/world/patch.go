package world

import (
	"encoding/json"
	"maps"
	"slices"
)

// Patch is what was changed of one job. It is read-only.
type Patch struct {
	// Gone deletes the job.
	Gone bool
	// Breaks allows it to break the contract, on purpose.
	Breaks bool
	// Birth replaces the job's own, since an operation has changed the job; nil for none.
	Birth   Birth
	Changes []Change
}

// Change sets the value at a JSON pointer of the record.
type Change struct {
	Pointer string
	Value   json.RawMessage
}

// weight estimates its size in memory, in bytes.
func (p *Patch) weight() int {
	const itself, change = 64, 48
	n := itself
	if p.Birth != nil {
		n += p.Birth.Weight()
	}
	for _, c := range p.Changes {
		n += change + len(c.Pointer) + len(c.Value)
	}
	return n
}

// With returns the patch, which may be nil, with more changes; a pointer that was set
// before gets the new value.
func (p *Patch) With(set map[string]json.RawMessage, breaks bool) *Patch {
	next := &Patch{Breaks: breaks}
	if p != nil {
		next.Birth = p.Birth
		next.Breaks = next.Breaks || p.Breaks
		for _, c := range p.Changes {
			if _, again := set[c.Pointer]; !again {
				next.Changes = append(next.Changes, c)
			}
		}
	}
	for _, pointer := range slices.Sorted(maps.Keys(set)) {
		next.Changes = append(next.Changes, Change{pointer, slices.Clone(set[pointer])})
	}
	return next
}

// WithBirth returns the patch, which may be nil, with another birth.
func (p *Patch) WithBirth(b Birth) *Patch {
	next := &Patch{Birth: b}
	if p != nil {
		next.Breaks, next.Changes = p.Breaks, p.Changes
	}
	return next
}

// Sets reports whether the patch, which may be nil, has a value for exactly that pointer.
func (p *Patch) Sets(pointer string) bool {
	return p != nil && slices.ContainsFunc(p.Changes, func(c Change) bool { return c.Pointer == pointer })
}

// Pointers returns the fields that were changed, in the order of the changes.
func (p *Patch) Pointers() []string {
	var all []string
	for _, c := range p.Changes {
		all = append(all, c.Pointer)
	}
	return all
}
