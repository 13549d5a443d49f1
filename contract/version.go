package contract

import (
	"fmt"

	"github.com/ringer-api/ringer/schemas"
)

// version returns the description by which the target's responses are checked, with the
// operation ids of the built-in one. Rules recognize executions and results by the names
// of their types.
func (t Target) version() (*schemas.Description, *UsageError) {
	if t.Description == nil || t.Description == description() {
		return description(), nil
	}
	d, err := t.Description.Version(description())
	if err != nil {
		return nil, t.notAVersion(err.Error())
	}
	for _, op := range d.Operations() {
		want, got := typeOf(description().Operation(op.ID)), typeOf(op)
		if got != want {
			return nil, t.notAVersion(fmt.Sprintf("its %s %s returns 200 with %s, not %s",
				op.Method, op.Path, got, want))
		}
	}
	return d, nil
}

// original is one of our operations as the given description has it, with its own path;
// nil when ringer's own description is used.
func (t Target) original(id string) *schemas.Operation {
	if t.documented == nil {
		return nil
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
		for _, op := range t.documented.Operations() {
			if op.Path == original.Path {
				methods[ours.ID] = append(methods[ours.ID], op.Method)
			}
		}
	}
	return methods
}

func (t Target) validateDescription() *UsageError {
	_, err := t.version()
	return err
}

func (t Target) notAVersion(problem string) *UsageError {
	return &UsageError{Field: "Description", Value: t.Description.File(), Problem: "is not a version of the API: " + problem,
		Hint: "the same operations and types as in the built-in description (ringer schema prints it)"}
}

// typeOf returns the name of the type of an operation's 200 response.
func typeOf(op *schemas.Operation) string {
	if r, _ := op.Response(200); r.Schema != nil {
		return r.Schema.Name()
	}
	return "nothing"
}

// description returns the built-in description.
func description() *schemas.Description { return schemas.Default() }
