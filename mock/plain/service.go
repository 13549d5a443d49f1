package plain

import (
	"encoding/json"
	"net/http"
	"strings"
	"sync"

	"github.com/ringer-api/ringer/fixtures/recording"
	"github.com/ringer-api/ringer/mock/plain/frameworks"
	"github.com/ringer-api/ringer/schemas"
)

// Filler returns a generated value of a schema, as JSON.
type Filler func(schema *schemas.Schema) json.RawMessage

// Options configure New. The zero value is valid.
type Options struct {
	// Filler generates what a refusal has besides its message; nil uses the examples, enums
	// and types of the schema. A value that violates the schema is not used.
	Filler Filler
	// Paths are those that are served.
	Paths Paths
}

// Service is a service as its description documents it. It is safe for concurrent use if
// its Filler is.
type Service struct {
	description *schemas.Description
	table       *Table
	schemes     map[string]schemas.SecurityScheme
	filler      Filler
	usual       func() form
	framework   func() *usualFramework

	// Of the request that is refused, for those that name it.
	request      Request
	cause        frameworks.Cause
	resource, id string
}

// New returns the service of a description.
func New(d *schemas.Description, options Options) *Service {
	s := &Service{description: d, table: newTable(d, options.Paths), schemes: map[string]schemas.SecurityScheme{}, filler: options.Filler}
	for _, scheme := range d.SecuritySchemes() {
		s.schemes[scheme.Name] = scheme
	}
	s.usual = sync.OnceValue(func() form { return usualForm(d) })
	s.framework = sync.OnceValue(func() *usualFramework { return frameworkOf(d) })
	return s
}

// Notes are the problems of the description's paths, see Table.Notes.
func (s *Service) Notes() []string { return s.table.Notes() }

// Match finds the operation of a request, or the response that refuses it.
func (s *Service) Match(r Request) Match {
	m := s.table.Match(r)
	if m.Status != 0 {
		s = s.For(r)
	}
	switch m.Status {
	case http.StatusNotFound:
		m.Refusal = s.because(frameworks.NoRoute).Refuse(nil, m.Status, Problem{Kind: KindUnknown, Message: "no such path: " + quoted(recording.Redaction{}.Text(decode(r.Mount+r.Path)))})
	case http.StatusMethodNotAllowed:
		m.Refusal = s.because(frameworks.NoMethod).Refuse(nil, m.Status, Problem{Kind: KindUnknown,
			Message: "this path has no method " + quoted(r.Method) + ", but " + strings.Join(m.Allow, ", ")})
	case http.StatusNoContent:
		m.Refusal = &Response{Status: m.Status, Header: http.Header{}}
	}
	if len(m.Allow) > 0 {
		m.Refusal.Header.Set("Allow", strings.Join(m.Allow, ", "))
	}
	return m
}
