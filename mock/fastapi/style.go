package fastapi

import (
	"strings"

	"github.com/ringer-api/ringer/mock/pydantic"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/document"
)

// Style is the version of pydantic whose error messages responses have.
type Style int

const (
	// FromDocument is the style of the pydantic that has made the description; see StyleOf.
	FromDocument Style = iota
	// Pydantic2 is the style of FastAPI with pydantic 2; of the built-in API since
	// mid-September 2024.
	Pydantic2
	// Pydantic1 is the style before: other messages, no input in them, values converted as
	// Python's own classes do it.
	Pydantic1
)

func (s Style) version() pydantic.Version {
	if s == Pydantic1 {
		return pydantic.Version1
	}
	return pydantic.Version2
}

// validationError is the type of FastAPI's 422.
const validationError = "HTTPValidationError"

// IsFastAPI reports whether a description is one that FastAPI makes: a 422 of it is FastAPI's.
func IsFastAPI(d *schemas.Description) bool {
	for _, o := range d.Operations() {
		if r, ok := o.Responses[422]; ok && r.Schema != nil && r.Schema.Name() == validationError {
			return true
		}
	}
	return false
}

// StyleOf tells which pydantic has made a description. Pydantic 2 says of each optional value
// that it may be null, and pydantic 1 never does. Without optional values, OpenAPI 3.0 is that
// of pydantic 1.
func StyleOf(d *schemas.Description) Style {
	w := &habits{}
	w.walk(d.Extension("paths"), 0)
	w.walk(d.Extension("components"), 0)
	switch version := d.Extension("openapi"); {
	case w.nulls:
		return Pydantic2
	case w.optional || version != nil && strings.HasPrefix(version.Text, "3.0"):
		return Pydantic1
	}
	return Pydantic2
}

// habits are what a document shows of the pydantic that has made it.
type habits struct {
	nulls    bool // a value may be null
	optional bool // an optional value has neither null nor a default
}

// deepest limits how deeply a document is searched.
const deepest = 60

func (w *habits) walk(v *document.Value, depth int) {
	if depth > deepest || w.nulls {
		return
	}
	for _, branch := range v.Get("anyOf").Items() {
		w.nulls = w.nulls || branch.TextOf("type") == "null"
	}
	if v.Get("in") != nil && !v.Get("required").IsTrue() && isUntold(v.Get("schema")) {
		w.optional = true
	}
	required := v.Get("required").Strings()
	for _, m := range v.Get("properties").Members() {
		if v.TextOf("title") != validationError && !contains(required, m.Name) && isUntold(m.Value) {
			w.optional = true
		}
	}
	for _, m := range v.Members() {
		w.walk(m.Value, depth+1)
	}
	for _, item := range v.Items() {
		w.walk(item, depth+1)
	}
}

func contains(all []string, name string) bool {
	for _, each := range all {
		if each == name {
			return true
		}
	}
	return false
}

// isUntold reports whether a schema of an optional value has a type and no default.
func isUntold(schema *document.Value) bool {
	return schema.Get("default") == nil && (schema.Get("type") != nil || schema.Get("$ref") != nil)
}
