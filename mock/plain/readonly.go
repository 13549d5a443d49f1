package plain

import (
	"slices"

	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/document"
)

// lacksReadOnly reports whether a violation is only that the body lacks what the service
// alone sends.
func (b *body) lacksReadOnly(v schemas.Violation) bool {
	switch v.Keyword {
	case "required":
		return slices.ContainsFunc(schemasAt(b.schema.Definition(), v.Pointer+"/"+document.EscapeToken(v.Missing)), isReadOnly)
	case "anyOf", "oneOf":
		return slices.ContainsFunc(schemasAt(b.schema.Definition(), v.Pointer), func(x schemas.Definition) bool {
			return b.completes(x, v.Pointer)
		})
	}
	return false
}

// completes reports whether the object at a pointer is valid with what only the service sends
// in one of its alternatives.
func (b *body) completes(x schemas.Definition, pointer string) bool {
	fields := x.Fields(budget)
	for branch := range min(len(x.Branches(budget)), maxWays) {
		whole := b.json
		for _, f := range fields {
			if f.Required && (f.Branch < 0 || f.Branch == branch) && slices.ContainsFunc(f.Said, isReadOnly) {
				at := pointer + "/" + document.EscapeToken(f.Name)
				if _, err := edit.Get(whole, at); err == nil {
					continue
				}
				if text, err := edit.Set(whole, at, sample(narrowest(f), 0)); err == nil {
					whole = text
				}
			}
		}
		if len(whole) == len(b.json) || b.tries == maxTries || len(b.json) > maxTried {
			continue
		}
		b.tries++
		if !slices.ContainsFunc(b.schema.Validate(whole), func(v schemas.Violation) bool {
			return within(v.Pointer, pointer)
		}) {
			return true
		}
	}
	return false
}

// Limits on validating a body again: how often, and up to which size in bytes.
const (
	maxTries = 20
	maxTried = 64 << 10
)

func isReadOnly(x schemas.Definition) bool {
	return slices.ContainsFunc(x.Parts(budget), schemas.Definition.ReadOnly)
}

// maxWays limits the schemas that are looked at for one value.
const maxWays = 20

// schemasAt returns the schemas of the value at a pointer, through all alternatives.
func schemasAt(x schemas.Definition, pointer string) []schemas.Definition {
	at := []schemas.Definition{x}
	for _, token := range document.SplitPointer(pointer) {
		var next []schemas.Definition
		for _, here := range at[:min(len(at), maxWays)] {
			next = append(next, childrenOf(here, token)...)
		}
		at = next
	}
	return at
}

// childrenOf returns the schemas of a property or an item.
func childrenOf(x schemas.Definition, token string) []schemas.Definition {
	var found []schemas.Definition
	for _, f := range x.Fields(budget) {
		if f.Name == token {
			found = append(found, f.Said...)
		}
	}
	for _, more := range []schemas.Definition{itemsOf(x), x.Values()} {
		if len(found) == 0 && more.Exists() {
			found = append(found, more)
		}
	}
	return found
}
