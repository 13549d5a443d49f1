package schemas

import (
	"net/url"
	"strings"

	"github.com/ringer-api/ringer/schemas/document"
)

// Operation is one documented operation of the API.
type Operation struct {
	// ID is the operationId; "METHOD PATH" if the document has none, or one that an
	// earlier operation has.
	ID      string
	Method  string
	Path    string // a template such as /api/v1/pipelines/{pipeline_id}/...
	Query   string // the query that the document appends to the path; mostly empty
	Summary string
	// Description is in CommonMark.
	Description string
	Tags        []string
	Deprecated  bool
	// Parameters in the order of the document, those of the path first. One that the
	// operation overrides is at the operation's position.
	Parameters []Parameter
	// Body is the type of the request body; nil if there is none. Of several media types
	// it is the JSON one, or else the first.
	Body *Schema
	// Request is all that is documented about the request body; nil if there is none.
	Request *RequestBody
	// Responses by status code; ranges and default are in HasResponse only.
	Responses map[int]Response
	// HasResponse are all responses in the order of the document.
	HasResponse []Response
	// Callbacks are the requests that the service sends because of this one.
	Callbacks []Callback
	// Security lists the alternatives for access, each a set of schemes that are all
	// required. It is empty if none is documented; an empty set allows everybody.
	Security []Requirement
	// Servers are the operation's own, or else the path's, or else the document's.
	Servers []Server
	// Source is the position of the operation, as "FILE:LINE".
	Source string
	value  *document.Value
}

// Value is the operation as it is in the document, with its extensions.
func (o *Operation) Value() *document.Value { return o.value }

// Response returns the response documented for a status code: its own, else that of its
// range, else the default one.
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

// Base is the path of the first server, without a slash at its end; mostly empty.
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
	// Style and Explode are how a value of several parts is written; if the document has
	// neither, OpenAPI's defaults.
	Style   string
	Explode bool
	// Reserved reports that the value of a path parameter may contain slashes: the template has
	// {+name} (RFC 6570), or the parameter allowReserved (OpenAPI 3.2).
	Reserved bool
	// ContentType is the media type of the value, if the document gives that instead of
	// a style; else empty.
	ContentType string
	Schema      *Schema
	Examples    []*document.Value
	Source      string
	value       *document.Value
}

// RequestBody is the documented body of an operation's requests.
type RequestBody struct {
	Description string
	Required    bool
	Content     []Media
}

// Response is one documented response.
type Response struct {
	Status int // 0 for a range and for default
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

// Media is one media type of a body. Type may be a range such as "*/*" and may have
// parameters, as in the document.
type Media struct {
	Type   string
	Schema *Schema // nil if any value is allowed
	// Item is the type of each value of a body of several, such as events or lines
	// (OpenAPI 3.2, itemSchema); nil if there is none.
	Item *Schema
	// Encoding is how the parts of a form are written, by their names.
	Encoding map[string]Encoding
	// Examples are the document's, in its order.
	Examples []*document.Value
	named    map[string]*document.Value
}

// Encoding is how a part of a form is written.
type Encoding struct {
	// ContentType is the media type of the part, or several with commas; may be empty.
	ContentType string
	// Style and Explode are those of a parameter in the query; Styled reports whether the
	// document has either, or allowReserved: without them the content type counts.
	Style   string
	Explode bool
	Styled  bool
	// Headers are those of the part, besides Content-Type.
	Headers []Header
}

// Example returns the example of that name; nil if there is none.
func (m Media) Example(name string) *document.Value { return m.named[name] }

// Header is one documented header of a response.
type Header struct {
	Name        string
	Required    bool
	Description string
	Schema      *Schema
}

// Link names an operation that takes a part of a response as its input.
type Link struct {
	Name      string
	Operation string            // its ID; empty if there is no such operation
	Inputs    map[string]string // runtime expressions or values, by parameter
}

// Callback is a request that the service sends. Address is a runtime expression.
type Callback struct {
	Name    string
	Address string
	*Operation
}

// Requirement has the required scopes, by security scheme.
type Requirement map[string][]string

// Server is one documented address of the API, with variables replaced by their
// defaults.
type Server struct {
	URL         string
	Description string
	// Variants are the addresses with the other values of the variables' enums, at most 99.
	Variants []string
}

// Base is the path of the server's address, without a slash at its end.
func (s Server) Base() string {
	at, err := url.Parse(s.URL)
	if err != nil {
		return ""
	}
	return strings.TrimRight(at.EscapedPath(), "/")
}
