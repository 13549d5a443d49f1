package control

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	strict "github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/ringer-api/ringer/mock/incoming"
	"github.com/ringer-api/ringer/mock/problem"
	"github.com/ringer-api/ringer/schemas"
)

// body reads the request's body, up to the mock's limit.
func (c *call) body() ([]byte, error) {
	return incoming.Read(c.r, c.control.ReadTimeout)
}

// read decodes the request's body as JSON, strictly: an unknown field is an error that
// names it. An empty body is an error; see readOptional.
func (c *call) read(into any) error {
	some, err := c.readOptional(into)
	if err == nil && !some {
		return emptyBody(into)
	}
	return err
}

func emptyBody(wanted any) *problem.Problem {
	return badBody("", "the body is empty", "want a JSON object: "+strings.Join(fieldNames(reflect.TypeOf(wanted)), ", "))
}

// readOptional is read for an optional body, and reports whether there was one.
func (c *call) readOptional(into any) (bool, error) {
	body, err := c.body()
	if err != nil || len(bytes.TrimSpace(body)) == 0 {
		return false, err
	}
	return true, readStrictly(body, into)
}

// notNull returns an error for null, except in a json.RawMessage. Optional values are to
// be left out instead.
var notNull = strict.UnmarshalFromFunc(func(d *jsontext.Decoder, into any) error {
	if _, free := into.(*json.RawMessage); !free && d.PeekKind() == 'n' {
		return nullError{reflect.TypeOf(into)}
	}
	return errors.ErrUnsupported // to decode it as usual
})

// nullError reports null in place of another type.
type nullError struct{ wanted reflect.Type }

func (nullError) Error() string { return "null" }

func readStrictly(body []byte, into any) error {
	err := strict.Unmarshal(body, into, strict.RejectUnknownMembers(true), strict.WithUnmarshalers(notNull))
	var semantic *strict.SemanticError
	var syntactic *jsontext.SyntacticError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &semantic):
		return typeMismatch(semantic)
	case errors.As(err, &syntactic):
		return badBody(dotted(syntactic.JSONPointer), fmt.Sprintf("the body is not JSON at byte %d: %v",
			syntactic.ByteOffset, syntactic.Err), "")
	}
	return badBody("", "the body is not JSON: "+err.Error(), "")
}

// typeMismatch describes a value that is JSON but not of the wanted type.
func typeMismatch(e *strict.SemanticError) *problem.Problem {
	field := dotted(e.JSONPointer)
	if errors.Is(e, strict.ErrUnknownName) {
		name := e.JSONPointer.LastToken()
		known := fieldNames(e.GoType)
		hint := "known are " + strings.Join(known, ", ")
		near := schemas.Nearest(name, known)
		today := newName(name)
		if first, _, _ := strings.Cut(today, "/"); slices.Contains(known, first) {
			near = today
		}
		if near != "" {
			hint = fmt.Sprintf("did you mean %q?", near)
		}
		return badBody(field, fmt.Sprintf("there is no field %.120q here", name), hint)
	}
	if field == "" {
		field = "body"
	}
	if null := (nullError{}); errors.As(e, &null) {
		return badBody(field, field+" is null", "want "+wanted(null.wanted)+", or leave it out")
	}
	return badBody(field, fmt.Sprintf("%s is %s", field, foundJSON(e)), "want "+wanted(e.GoType))
}

func badBody(field, detail, hint string) *problem.Problem {
	if field == "" {
		field = "body"
	}
	return problem.BadInput("body", field, detail, hint)
}

// dotted writes a JSON pointer as the name of a field: faults/0/kind.
func dotted(p jsontext.Pointer) string { return strings.TrimPrefix(string(p), "/") }

func foundJSON(e *strict.SemanticError) string {
	if len(e.JSONValue) > 0 {
		return clip200(string(e.JSONValue))
	}
	names := map[jsontext.Kind]string{'n': "null", 't': "true", 'f': "false", '"': "a string", '0': "a number",
		'{': "an object", '[': "an array"}
	if name := names[e.JSONKind]; name != "" {
		return name
	}
	if e.Err != nil {
		return "wrong: " + e.Err.Error()
	}
	return "of another type"
}

// wanted describes in words the JSON that a type takes.
func wanted(t reflect.Type) string {
	if t == nil {
		return "another value"
	}
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch {
	case t == reflect.TypeFor[time.Time]():
		return "a time such as 2024-10-01T12:00:00Z"
	case t == reflect.TypeFor[Speed]():
		return `a number such as 60, or a text such as "60x"`
	case t.Kind() == reflect.String:
		return "a string"
	case t.Kind() == reflect.Bool:
		return "true or false"
	case t.Kind() == reflect.Float64:
		return "a number"
	case t.Kind() == reflect.Slice:
		return "an array"
	case t.Kind() == reflect.Uint64:
		return "a whole number from 0 to 2^64-1"
	case t.Kind() == reflect.Int:
		return "a whole number"
	}
	return "an object"
}

// fieldNames returns the names of a struct's fields in JSON, in its order, without the
// deprecated ones.
func fieldNames(t reflect.Type) []string {
	for t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t == nil || t.Kind() != reflect.Struct {
		return nil
	}
	var names []string
	for _, f := range reflect.VisibleFields(t) {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.IsExported() && !f.Anonymous && f.Tag.Get("deprecated") == "" && name != "-" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}
