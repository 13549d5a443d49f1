package exchange

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/schemas"
)

// Probe is a planned request, as data: its inputs, the kind of response to expect, and why
// it is sent.
type Probe struct {
	ID  string `json:"id"`
	Why string `json:"why,omitempty"`
	// Operation is the id of the requested operation; for probes of other paths, the
	// operation with the most similar path.
	Operation string `json:"operation,omitempty"`
	// Method replaces the operation's own when set.
	Method string `json:"method,omitempty"`
	// Inputs fill the operation's path, unescaped.
	Inputs Inputs `json:"inputs"`
	// Query are the parameters in the query, unescaped.
	Query Inputs `json:"query,omitempty"`
	// Suffix is appended to the operation's path, unescaped.
	Suffix string  `json:"suffix,omitempty"`
	Header []Field `json:"header,omitempty"`
	Body   []byte  `json:"body,omitempty"`
	// Anonymous sends no credentials.
	Anonymous bool   `json:"anonymous,omitempty"`
	Expect    Expect `json:"expect"`
	// Fresh marks a request for something that was created only moments before, so that a
	// 404 may mean that the service needs a moment.
	Fresh bool `json:"-"`
	// Marked marks a request whose body has a text that no other request has.
	Marked bool `json:"-"`

	// base is the path of the operation's server, where the address of the service has none.
	base string
	// expects is the operation, once the probe is planned; nil when there is none.
	expects *schemas.Operation
	// InvalidInput names the one input that is wrong and may be minimized.
	InvalidInput string `json:"-"`
}

// Expect is the kind of response to expect.
type Expect struct {
	Kind Kind `json:"kind"`
	// Wrong are the inputs that a refusal must name; for Refused and Either.
	Wrong []Input `json:"wrong,omitempty"`
	// Also are further status codes that are allowed here.
	Also []int `json:"also,omitempty"`
}

// Allowed reports whether the status code is one of Expect.Also.
func (x *Exchange) Allowed() bool { return slices.Contains(x.Probe.Expect.Also, x.Status()) }

// Input is one input of an operation, as a 422 names it.
type Input struct {
	In string `json:"in"` // "path" or "body"
	// Name is the parameter's name, or the path into the body, such as
	// "items.1"; empty means the body itself.
	Name string `json:"name"`
}

// loc returns the input as the loc of a 422 names it.
func (i Input) loc() []string {
	if i.Name == "" {
		return []string{i.In}
	}
	return append([]string{i.In}, strings.Split(i.Name, ".")...)
}

// String returns the input as it is written in loc.
func (i Input) String() string { return "[" + strings.Join(i.loc(), ", ") + "]" }

// NamedBy reports whether a loc names the input, or a part of it. For the body itself, the
// position at which its parser has failed may follow.
func (i Input) NamedBy(loc []string) bool {
	want := i.loc()
	if i.Name == "" && len(loc) == 2 {
		_, err := strconv.Atoi(loc[1])
		return loc[0] == i.In && err == nil
	}
	if i.Name == "" {
		return slices.Equal(loc, want)
	}
	return len(loc) >= len(want) && slices.Equal(loc[:len(want)], want)
}

// Kind is a kind of response.
type Kind string

const (
	// Served: the inputs are valid, so the response is the documented success.
	Served Kind = "served"
	// Refused: an input is wrong, so a 422 names it.
	Refused Kind = "refused"
	// Either: unusual but well-formed ids; served, or refused with a proper 422.
	Either Kind = "served or refused"
	// Unknown: well-formed ids that the service need not know; served or not
	// found, but not refused as invalid.
	Unknown Kind = "served or unknown"
	// WellFormed: the inputs are as the description has them, but the service need not serve
	// every such request; any response but a failure, and a success as documented.
	WellFormed Kind = "served or refused for what is not documented"
	// Unauthorized: a credential is missing or wrong, so nothing is served.
	Unauthorized Kind = "not authenticated"
	// Hostile: a proxy in front of the service may handle the request itself; any response
	// but a failure is allowed.
	Hostile Kind = "anything but a failure"
	// NoMethod: the path does not support the method.
	NoMethod Kind = "method not allowed"
	// NoRoute: there is no such path.
	NoRoute Kind = "not found"
)

// Planned returns the probe with its operation from a description, so that it can be
// sent.
func (p Probe) Planned(d *schemas.Description) Probe {
	p.expects = d.Operation(p.Operation)
	return p
}

// Based returns a planned probe whose path begins with that of the operation's first server.
func (p Probe) Based() Probe {
	if p.expects != nil {
		p.base = p.expects.Base()
	}
	return p
}

// HTTPMethod returns the method of the request.
func (p Probe) HTTPMethod() string {
	if p.Method == "" && p.expects != nil {
		return p.expects.Method
	}
	return cmp.Or(p.Method, http.MethodGet)
}

// EscapedPath returns the operation's path with the escaped inputs in it.
func (p Probe) EscapedPath() string {
	if p.expects == nil {
		return p.Suffix
	}
	path := p.base + p.Inputs.Into(p.expects.Path) + p.Suffix
	separator := "?"
	if p.expects.Query != "" {
		path, separator = path+"?"+p.expects.Query, "&"
	}
	for _, q := range p.Query {
		path += separator + url.QueryEscape(q.Name) + "=" + url.QueryEscape(q.Value)
		separator = "&"
	}
	return path
}

// Into returns a path template with the escaped inputs in it; a parameter without a value
// is empty.
func (in Inputs) Into(template string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(template, "{")
		b.WriteString(before)
		name, after, closed := strings.Cut(rest, "}")
		if !found || !closed {
			return b.String()
		}
		b.WriteString(url.PathEscape(in.Get(name)))
		template = after
	}
}

// InvalidID returns the value of the input that InvalidInput names.
func (p Probe) InvalidID() string { return p.Inputs.Get(p.InvalidInput) }
