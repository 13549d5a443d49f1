package contract

import (
	"fmt"

	"github.com/ringer-api/ringer/schemas"
)

// version is what the target's answers are judged by, under our operations'
// ids. Rules know executions and results by the names of their types.
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
	return &UsageError{Field: "Description", Value: t.Description.File(), Problem: "is no version of the API: " + problem,
		Hint: "the same operations and types as in ringer's own description (ringer schema prints it)"}
}

// typeOf names what an operation answers when all is well.
func typeOf(op *schemas.Operation) string {
	if r, _ := op.Response(200); r.Schema != nil {
		return r.Schema.Name()
	}
	return "nothing"
}

// description is ringer's own.
func description() *schemas.Description { return schemas.Default() }
