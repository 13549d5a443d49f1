package fastapi

import (
	"sync"

	"github.com/ringer-api/ringer/mock/pydantic"
	"github.com/ringer-api/ringer/mock/pydantic/v1"
	"github.com/ringer-api/ringer/mock/pydantic/v2"
	"github.com/ringer-api/ringer/mock/python"
	"github.com/ringer-api/ringer/schemas"
)

// Service is a FastAPI service as its description documents it. It is safe for concurrent use.
type Service struct {
	Options
	table *Table

	mu         sync.Mutex // guards what is made at first use
	types      *pydantic.Compiler
	operations map[*schemas.Operation]*operation
}

// Options are what a description does not tell of a service.
type Options struct {
	// Style is the style of errors.
	Style Style
	// Python is the minor version of Python 3, on which the errors about JSON depend; 0 is that
	// of the Debian release with this style: 13, or 11 with Pydantic1.
	Python int
	// Echoes: responses contain the texts of a request, so those that cannot be written fail.
	Echoes bool
}

// NewService returns the service of a description. Its error names the path that cannot be
// routed.
func NewService(d *schemas.Description, options Options) (*Service, error) {
	told := StyleOf(d)
	if options.Style == FromDocument {
		options.Style = told
	}
	style := options.Style
	if options.Python == 0 {
		options.Python = map[Style]int{Pydantic1: 11, Pydantic2: 13}[style]
	}
	table, err := newTable(d)
	return &Service{
		Options: options, table: table,
		types:      pydantic.NewCompiler(style.version(), style == Pydantic1 && told == Pydantic1),
		operations: map[*schemas.Operation]*operation{},
	}, err
}

func newTable(d *schemas.Description) (*Table, error) {
	var all, bare []Route
	for _, o := range d.Operations() {
		all = append(all, Route{ID: o.ID, Method: o.Method, Path: o.Base() + o.Path})
		if o.Base() != "" {
			bare = append(bare, Route{ID: o.ID, Method: o.Method, Path: o.Path})
		}
	}
	return NewTable(append(all, bare...))
}

// Match finds the route of a request; see Table.Match.
func (s *Service) Match(r Request) Match { return s.table.Match(r) }

// Accepted is what an endpoint gets of a valid request.
type Accepted struct {
	// Params is the parameters of the path, converted: ids in canonical form.
	Params []Param
	// Body is the parsed body, converted, with unknown keys; null when the operation has none.
	Body python.Value
}

// Judge validates a request with a route, in the framework's order: the body's syntax, the
// credential, then path, query, header, cookies and body together. The returned response is
// nil when the request is valid.
func (s *Service) Judge(r Request, o *schemas.Operation, params []Param, auth func(Request) *Response) (Accepted, *Response) {
	known := s.operation(o)
	sent, refusal := known.read(r, s.Options)
	if refusal != nil {
		return Accepted{}, refusal
	}
	if refusal := auth(r); refusal != nil {
		return Accepted{}, refusal
	}
	j := s.judge()
	accepted := Accepted{Params: j.path(known.path, params)}
	j.parameters("query", known.query, queryOf(r))
	j.parameters("header", known.header, headersOf(r))
	j.parameters("cookie", known.cookie, cookiesOf(r))
	if known.body != nil {
		accepted.Body = j.body(known.body, sent)
	}
	refusal = refuse(j.errors)
	if refusal == nil && s.Echoes && j.errors.Unshowable {
		refusal = InternalServerError()
	}
	if refusal != nil {
		return Accepted{}, refusal
	}
	return accepted, nil
}

// JudgePath validates only the parameters of a path.
func (s *Service) JudgePath(o *schemas.Operation, params []Param) ([]Param, *Response) {
	j := s.judge()
	judged := j.path(s.operation(o).path, params)
	return judged, refuse(j.errors)
}

// operation returns what is known of an operation; it is read at its first request.
func (s *Service) operation(o *schemas.Operation) *operation {
	s.mu.Lock()
	defer s.mu.Unlock()
	known := s.operations[o]
	if known == nil {
		known = newOperation(o, s.types)
		s.operations[o] = known
	}
	return known
}

func (s *Service) judge() judge {
	validate := v2.Validate
	if s.Style == Pydantic1 {
		validate = v1.Validate
	}
	return judge{s.Style, validate, pydantic.NewErrors(s.Style.version())}
}
