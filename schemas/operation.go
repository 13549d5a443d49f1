package schemas

import (
	"net/url"
	"strings"

	"github.com/ringer-api/ringer/schemas/document"
)

// Operation is one documented way to call the API.
type Operation struct {
	// ID is the operationId; "METHOD PATH" when the document gives none, or one
	// that an earlier operation has.
	ID      string
	Method  string
	Path    string // a template such as /api/v1/pipelines/{pipeline_id}/...
	Query   string // that the document puts behind the path; mostly empty
	Summary string
	// Description is in CommonMark.
	Description string
	Tags        []string
	Deprecated  bool
	// Parameters in the order of the document, those of the path first. One that
	// the operation says anew stands where the operation says it.
	Parameters []Parameter
	// Body is the type of the request body; nil when the operation takes none.
	// Of several media types it is the JSON one, or else the first.
	Body *Schema
	// Request is all that is said of the request body; nil when the operation takes none.
	Request *RequestBody
	// Responses by status code; ranges and default are in Answers only.
	Responses map[int]Response
	// HasResponse are all responses in the order of the document.
	HasResponse []Response
	// Callbacks are the requests that the service sends because of this one.
	Callbacks []Callback
	// Security lists the ways to be let in, each a set of schemes that are all
	// needed; empty when nothing is asked for. An empty set means nobody is refused.
	Security []Requirement
	// Servers are the operation's own, or else the path's, or else the document's.
	Servers []Server
	// Source is where the operation stands, as "FILE:LINE".
	Source string
	value  *document.Value
}

// Value is the operation as the document has it, with its extensions.
func (o *Operation) Value() *document.Value { return o.value }

// Response gives what is documented for a status code: its own response, else
// that of its range, else the default one.
func (o *Operation) Response(status int) (Response, bool) {
	if r, ok := o.Responses[status]; ok {
		return r, true
	}
	for _, want := range []string{string(rune('0'+status/100)) + "XX", "default"} {
		for _, r := range o.HasResponse {
			if r.Statuses == want {
				return r, true
			}
		}
	}
	return Response{}, false
}

// Base is the path that the first server puts before Path, without a slash at
// its end; mostly empty.
func (o *Operation) Base() string {
	if len(o.Servers) == 0 {
		return ""
	}
	return o.Servers[0].Base()
}

// Parameter is one documented input outside the body.
type Parameter struct {
	Name        string
	In          string // "path", "cookie", "query" or "header"
	Required    bool
	Description string
	Deprecated  bool
	// Style and Explode say how a value of several parts is written; where the
	// document is silent, what OpenAPI says they are then.
	Style   string
	Explode bool
	// ContentType is how the value is written when the document says it with a
	// media type instead of a style; else empty.
	ContentType string
	Schema      *Schema
	Examples    []*document.Value
	Source      string
	value       *document.Value
}

// RequestBody is what an operation takes.
type RequestBody struct {
	Description string
	Required    bool
	Content     []Media
}

// Response is one documented answer.
type Response struct {
	Status int // 0 for a range and the default
	// Statuses is the status code as the document writes it, "4XX" or "default".
	Statuses    string
	Description string
	// ContentType and Schema are those of the JSON media type, or else of the first.
	ContentType string
	Schema      *Schema
	Content     []Media
	Headers     []Header
	Links       []Link
	Source      string
}

// Media is one form of a body. Type may be a range such as "*/*" and may have
// parameters, as the document writes it.
type Media struct {
	Type   string
	Schema *Schema // nil when anything may stand there
	// Examples are the document's, in its order.
	Examples []*document.Value
}

// Header is one documented header of a response.
type Header struct {
	Name        string
	Required    bool
	Description string
	Schema      *Schema
}

// Link says which operation takes something of a response as its input.
type Link struct {
	Name      string
	Operation string            // its ID; empty when the link names none that there is
	Inputs    map[string]string // runtime expressions or values, by parameter
}

// Callback is a request that the service sends. Address is a runtime expression.
type Callback struct {
	Name    string
	Address string
	*Operation
}

// Requirement names the scopes that are needed, by security scheme.
type Requirement map[string][]string

// Server is one address that the API is said to stand at, variables filled with
// their defaults.
type Server struct {
	URL         string
	Description string
}

// Base is the path of the server's address, without a slash at its end.
func (s Server) Base() string {
	at, err := url.Parse(s.URL)
	if err != nil {
		return ""
	}
	return strings.TrimRight(at.EscapedPath(), "/")
}
