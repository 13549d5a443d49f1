package observation

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/schemas"
)

// Form is the form of an id in a path.
type Form struct {
	kind formKind
	like string // of text, with {N} for N letters and digits; empty when it is unknown
}

type formKind int

const (
	text formKind = iota // any text may be an id
	uuid
	integer
)

// formOf returns the form that an id has by its job model or by its schema.
func formOf(like string, s *schemas.Schema) Form {
	kind, format := "", ""
	if s != nil {
		n := s.Node()
		kind, format = n.Type, n.Format
	}
	switch {
	case like == "uuid" || like == "" && format == "uuid":
		return Form{kind: uuid}
	case like == "integer" || like == "" && kind == "integer":
		return Form{kind: integer}
	}
	return Form{kind: text, like: like}
}

// FormOf returns the form of the values of a parameter with a schema.
func FormOf(s *schemas.Schema) Form { return formOf("", s) }

// Canonical returns an id in the form in which ids are compared; false for what cannot
// be an id of this form.
func (f Form) Canonical(id string) (string, bool) {
	switch f.kind {
	case uuid:
		return exchange.CanonicalUUID(id)
	case integer:
		n, err := strconv.ParseInt(id, 10, 64)
		return strconv.FormatInt(n, 10), err == nil
	}
	return id, id != ""
}

// UUID reports whether ids are UUIDs, Integer whether they are integers.
func (f Form) UUID() bool { return f.kind == uuid }

// Integer reports whether ids are integers.
func (f Form) Integer() bool { return f.kind == integer }

// Strict reports whether there are texts that no id of this form can have.
func (f Form) Strict() bool { return f.kind != text }

// String names an id of this form, such as "a UUID".
func (f Form) String() string {
	switch f.kind {
	case uuid:
		return "a UUID"
	case integer:
		return "an integer"
	}
	return "an id"
}

var letters = regexp.MustCompile(`\{(\d{1,3})\}`)

// Invented returns a well-formed id that a service need not know.
func (f Form) Invented() string {
	switch {
	case f.kind == uuid:
		return "b1e5c0de-0000-4000-8000-000000000000"
	case f.kind == integer:
		return "2039000111"
	case f.like == "":
		return "ringer-none"
	}
	return letters.ReplaceAllStringFunc(f.like, func(group string) string {
		n, _ := strconv.Atoi(strings.Trim(group, "{}"))
		return strings.Repeat("0", n)
	})
}
