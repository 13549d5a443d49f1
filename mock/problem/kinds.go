package problem

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/display"
)

// BadInput is the Problem of a request that the mock cannot process.
func BadInput(kind, field, detail, hint string) *Problem {
	return &Problem{Status: http.StatusBadRequest, Type: "urn:ringer:" + kind,
		Title: "the mock cannot process this request", Field: field, Detail: detail, Hint: hint}
}

// Conflict is the Problem of a valid request that does not fit the current state.
func Conflict(kind, field, detail, hint string) *Problem {
	return &Problem{Status: http.StatusConflict, Type: "urn:ringer:" + kind,
		Title: "that does not fit the state of the session", Field: field, Detail: detail, Hint: hint}
}

// UnknownName is the Problem of an unknown name. It suggests the nearest known name, or lists
// all when they are few.
func UnknownName(kind, field, name string, known []string) *Problem {
	p := &Problem{Status: http.StatusNotFound, Type: "urn:ringer:unknown-" + strings.ReplaceAll(kind, " ", "-"),
		Title: "there is no such " + kind, Field: field, Detail: fmt.Sprintf("there is no %s %.120q", kind, name)}
	const few = 12
	switch near := schemas.Nearest(name, known); {
	case near != "":
		p.Hint = fmt.Sprintf("did you mean %q?", near)
	case len(known) == 0:
	case len(known) <= few:
		p.Hint = "known are " + strings.Join(known, ", ")
	}
	return p
}

// UnknownParameter is the Problem of a query parameter that the operation does not have.
func UnknownParameter(name string, known []string) *Problem {
	p := UnknownName("query parameter", fmt.Sprintf("%.120s", name), name, known)
	p.Status = http.StatusBadRequest
	if len(known) == 0 {
		p.Hint = "this call has none"
	}
	return p
}

// About returns a Problem about a request's input that caused the error.
func About(err error, field, hint string) error {
	var p *Problem
	if !errors.As(err, &p) || p.Field == "" {
		return err
	}
	again := *p
	again.Field, again.Hint = field, hint
	return &again
}

// Quoted quotes a text from outside for a message, and shortens it when it is long.
func Quoted(text string) string {
	return string(edit.Quote(display.Clip(text, 200, "...")))
}
