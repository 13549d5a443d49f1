package contract

import (
	"fmt"

	"github.com/ringer-api/ringer/schemas"
)

// version returns the description by which the target's responses are checked, with the
// operation ids of the API's own. Rules recognize jobs and results by the names of their
// types.
func (t Target) version() (*schemas.Description, *UsageError) {
	known := t.api().Description
	if t.Description == nil || t.Description == known {
		return known, nil
	}
	d, err := t.Description.Version(known)
	if err != nil {
		return nil, t.notAVersion(err.Error())
	}
	for _, op := range d.Operations() {
		want, got := typeOf(known.Operation(op.ID)), typeOf(op)
		if got != want {
			return nil, t.notAVersion(fmt.Sprintf("its %s %s returns 200 with %s, not %s",
				op.Method, op.Path, got, want))
		}
	}
	return d, nil
}

// original is one of our operations as the given description has it, with its own path.
func (t Target) original(id string) *schemas.Operation {
	if t.documented == nil {
		return t.Description.Operation(id)
	}
	ours := t.Description.Operation(id)
	for _, op := range t.documented.Operations() {
		if ours != nil && op.Value() == ours.Value() {
			return op
		}
	}
	return nil
}

// methods are those that the given description has for the paths of our operations.
func (t Target) methods() map[string][]string {
	methods := map[string][]string{}
	for _, ours := range t.Description.Operations() {
		original := t.original(ours.ID)
		if original == nil {
			continue
		}
		for _, op := range t.allOperations() {
			if op.Path == original.Path {
				methods[ours.ID] = append(methods[ours.ID], op.Method)
			}
		}
	}
	return methods
}

// allOperations are those of the given description, or of the API's own.
func (t Target) allOperations() []*schemas.Operation {
	if t.documented == nil {
		return t.Description.Operations()
	}
	return t.documented.Operations()
}

func (t Target) validateDescription() *UsageError {
	_, err := t.version()
	return err
}

func (t Target) notAVersion(problem string) *UsageError {
	return &UsageError{Field: "Description", Value: t.Description.File(), Problem: "is not a version of the API: " + problem,
		Hint: "the same operations and types as in " + t.ownDescription()}
}

// typeOf returns the name of the type of an operation's 200 response.
func typeOf(op *schemas.Operation) string {
	if r, _ := op.Response(200); r.Schema != nil {
		return r.Schema.Name()
	}
	return "nothing"
}

// ownDescription names the API's own description.
func (t Target) ownDescription() string {
	if t.builtIn() {
		return "the built-in description (ringer schema prints it)"
	}
	return "that of the API " + t.api().Name
}
