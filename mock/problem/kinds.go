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

// BadInput is the Problem of a request that asks the mock for what it cannot do.
func BadInput(kind, field, detail, hint string) *Problem {
	return &Problem{Status: http.StatusBadRequest, Type: "urn:ringer:" + kind,
		Title: "the mock cannot process this request", Field: field, Detail: detail, Hint: hint}
}

// Conflict is the Problem of a request that is right but does not fit what is.
func Conflict(kind, field, detail, hint string) *Problem {
	return &Problem{Status: http.StatusConflict, Type: "urn:ringer:" + kind,
		Title: "that does not fit the state of the session", Field: field, Detail: detail, Hint: hint}
}

// UnknownName is the Problem of a name that nothing has. It names the nearest
// that something has, or all when they are few.
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

// UnknownParameter is the Problem of a parameter of the query that the
// operation does not take.
func UnknownParameter(name string, known []string) *Problem {
	p := UnknownName("query parameter", fmt.Sprintf("%.120s", name), name, known)
	p.Status = http.StatusBadRequest
	if len(known) == 0 {
		p.Hint = "this call takes none"
	}
	return p
}

// About says of a request's own input that it brought a Problem about.
func About(err error, field, hint string) error {
	var p *Problem
	if !errors.As(err, &p) || p.Field == "" {
		return err
	}
	again := *p
	again.Field, again.Hint = field, hint
	return &again
}

// Quoted is a text that came from outside as a message shows it: in quotes,
// and cut where it is long.
func Quoted(text string) string {
	return string(edit.Quote(display.Clip(text, 200, "...")))
}
