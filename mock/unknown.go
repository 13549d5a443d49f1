package mock

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/ringer-api/ringer/schemas"
)

// unknownName is the Problem of a name that nothing has. It names the nearest
// that something has, or all when they are few.
func unknownName(kind, field, name string, known []string) *Problem {
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

// unknownParameter is the Problem of a parameter of the query that the call does not take.
func unknownParameter(name string, known []string) *Problem {
	p := unknownName("query parameter", fmt.Sprintf("%.120s", name), name, known)
	p.Status = http.StatusBadRequest
	if len(known) == 0 {
		p.Hint = "this call takes none"
	}
	return p
}

// conflict is the Problem of a request that is right but does not fit what is.
func conflict(kind, field, detail, hint string) *Problem {
	return &Problem{Status: http.StatusConflict, Type: "urn:ringer:" + kind,
		Title: "that does not fit the state of the session", Field: field, Detail: detail, Hint: hint}
}
