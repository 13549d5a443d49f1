package plain

import (
	"net/http"
	"path"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/schemas"
)

// Match is the result of routing a request: an operation, or the status code of a refusal.
type Match struct {
	// Operation is nil when there is none.
	Operation *schemas.Operation
	Params    []Param // in the order of the template
	// Status is 0 when there is an operation; else 404, 405, or the 204 of an OPTIONS
	// request that the description does not document.
	Status int
	// Allow are the methods of the path, sorted; nil when there is an operation or no path.
	Allow []string
	// Refusal is the response when there is no operation; only Service.Match sets it.
	Refusal *Response
}

// Table finds the operation of a request. It is read-only and safe for concurrent use.
//
// The paths of the description are those of its servers, and are served without the
// servers' prefix as well. Segment by segment from the left, a text goes before a template,
// and a template with more text before one with less, whatever their order in the
// description. Among the paths that fit, the first that has the method is used: with
// GET /users/me and DELETE /users/{id}, the request DELETE /users/me has an operation.
//
// A slash more or less at the end matters only if the description has both paths: the
// exact path goes first.
type Table struct {
	root  *node
	depth int // segments of the longest template
	rests bool
	notes []string
}

// node is a place in the tree of all paths, one level per segment.
type node struct {
	texts     map[string]*node
	templates []*template // those that require more first
	rest      *node       // below a parameter at the end of a path whose value may contain slashes
	ends      []*end      // those that require more of the query first
}

type template struct {
	segment
	next *node
}

// end is an operation at its place in the tree.
type end struct {
	operation *schemas.Operation
	names     []string // of all parameters of the path, those of the prefix first
	prefix    int      // the number of parameters that belong to the server's prefix
	query     []pair   // what the description appends to the path
}

// maxBases limits the prefixes under which one operation is served.
const maxBases = 16

// NewTable returns the table of all operations of a description.
func NewTable(d *schemas.Description) *Table { return newTable(d, AllPaths) }

// Paths chooses between the paths of a description with the prefixes of its servers, and
// without.
type Paths int

// The paths that a service may serve.
const (
	AllPaths    Paths = iota
	ServerPaths       // only with a prefix, if the servers have one
	BarePaths         // only without
)

// Prefixes returns the prefixes of a description's servers, each once, without those that
// have a parameter; "" is among them if an operation has none.
func Prefixes(d *schemas.Description) []string {
	var all []string
	for _, o := range d.Operations() {
		for _, base := range bases(o) {
			if !strings.Contains(base, "{") && !slices.Contains(all, base) {
				all = append(all, base)
			}
		}
	}
	return all
}

func newTable(d *schemas.Description, which Paths) *Table {
	t := &Table{root: &node{}}
	operations := d.Operations()
	for _, o := range operations { // the documented paths first: they are used if others are the same
		for _, base := range bases(o) {
			if which != BarePaths {
				t.add(o, base)
			}
		}
	}
	for _, o := range operations {
		if which == BarePaths || which == AllPaths && !slices.Contains(bases(o), "") {
			t.add(o, "")
		}
	}
	return t
}

// Notes lists the operations that no request can reach under one of their paths, because
// another one has the same address.
func (t *Table) Notes() []string { return slices.Clone(t.notes) }

// bases returns the distinct path prefixes of an operation's servers, "" if it has none.
func bases(o *schemas.Operation) []string {
	var all []string
	add := func(url string) {
		if base := basePath(url); len(all) < maxBases && !slices.Contains(all, base) {
			all = append(all, base)
		}
	}
	for _, server := range o.Servers {
		add(server.URL)
		for _, variant := range server.Variants {
			add(variant)
		}
	}
	if len(all) == 0 {
		return []string{""}
	}
	return all
}

// basePath returns the path of a server's address, without a slash at its end. The address
// may have variables in its host, so it is not parsed as a URL.
func basePath(url string) string {
	url, _, _ = strings.Cut(url, "#")
	url, _, _ = strings.Cut(url, "?")
	if _, rest, ok := strings.Cut(url, "//"); ok && !strings.HasPrefix(url, "/") || strings.HasPrefix(url, "//") {
		_, url, _ = strings.Cut(rest, "/")
	}
	return strings.TrimRight(path.Clean("/"+url), "/")
}

func (t *Table) add(o *schemas.Operation, base string) {
	e := &end{operation: o, query: pairs(o.Query)}
	at, depth := t.root, 0
	at, depth = e.descend(at, base, depth)
	e.prefix = len(e.names)
	path, rest := o.Path, restOf(o)
	if rest != "" {
		path = strings.TrimSuffix(path, "/{"+rest+"}")
		t.rests = true
	}
	at, depth = e.descend(at, path, depth)
	if rest != "" {
		if at.rest == nil {
			at.rest = &node{}
		}
		at, depth, e.names = at.rest, depth+1, append(e.names, rest)
	}
	t.depth = max(t.depth, depth)
	for _, other := range at.ends {
		if other.operation.Method == o.Method && slices.Equal(other.query, e.query) {
			t.notes = append(t.notes, o.Method+" "+base+o.Path+" has the same address as "+
				other.operation.Method+" "+other.operation.Path+", which is used")
		}
	}
	at.ends = append(at.ends, e)
	slices.SortStableFunc(at.ends, func(a, b *end) int { return len(b.query) - len(a.query) })
}

// restOf returns the parameter at the end of a path whose value may contain slashes; "" for none.
func restOf(o *schemas.Operation) string {
	last := o.Path[strings.LastIndexByte(o.Path, '/')+1:]
	for _, p := range o.Parameters {
		if p.In == InPath && last == "{"+p.Name+"}" && (p.Reserved || strings.Contains(definition(p.Schema).Pattern(), "/")) {
			return p.Name
		}
	}
	return ""
}

// descend returns the node of a path below another one.
func (e *end) descend(at *node, path string, depth int) (*node, int) {
	if path == "" {
		return at, depth
	}
	for part := range strings.SplitSeq(strings.TrimPrefix(path, "/"), "/") {
		s := parseSegment(part)
		e.names = append(e.names, s.names...)
		at = at.child(s)
		depth++
	}
	return at, depth
}

func (n *node) child(s segment) *node {
	if s.isText() {
		text := decode(s.texts[0])
		if n.texts == nil {
			n.texts = map[string]*node{}
		}
		if n.texts[text] == nil {
			n.texts[text] = &node{}
		}
		return n.texts[text]
	}
	for i, text := range s.texts {
		s.texts[i] = decode(text)
	}
	for _, known := range n.templates {
		if known.key() == s.key() {
			return known.next
		}
	}
	added := &template{segment: s, next: &node{}}
	n.templates = append(n.templates, added)
	slices.SortStableFunc(n.templates, func(a, b *template) int { return a.compare(b.segment) })
	return added.next
}

// Match finds the operation of a request. HEAD is GET where the description has no HEAD.
// Segments are split before they are decoded, so an escaped slash is part of a parameter.
func (t *Table) Match(r Request) Match {
	s := search{table: t, method: r.Method, query: pairs(r.Query)}
	found := s.path(r.Path)
	if found == nil && r.Method == http.MethodHead {
		s.method, s.allow = http.MethodGet, nil
		found = s.path(r.Path)
	}
	switch {
	case found != nil:
		return Match{Operation: found.operation, Params: found.params(s.values)}
	case len(s.allow) == 0:
		return Match{Status: http.StatusNotFound}
	}
	m := Match{Status: http.StatusMethodNotAllowed, Allow: s.methods()}
	if r.Method == http.MethodOptions {
		m.Status = http.StatusNoContent
	}
	return m
}

// params gives the values of the path their names, without those of the server's prefix.
func (e *end) params(values []string) []Param {
	var all []Param
	for i := e.prefix; i < len(values); i++ {
		all = append(all, Param{Name: e.names[i], Value: values[i]})
	}
	return all
}

// search is the search for one request.
type search struct {
	table  *Table
	method string
	query  []pair
	values []string // of the parameters on the way to the found operation
	allow  []string // methods of the paths that fit
}

// path searches a path, and if the description does not have it, the one with a slash
// more or less at its end.
func (s *search) path(path string) *end {
	if found := s.exact(path); found != nil || len(s.allow) > 0 {
		return found
	}
	if shorter, ok := strings.CutSuffix(path, "/"); ok {
		return s.exact(shorter)
	}
	return s.exact(path + "/")
}

func (s *search) exact(path string) *end {
	path, ok := strings.CutPrefix(path, "/")
	if !ok || strings.Count(path, "/") >= s.table.depth && !s.table.rests {
		return nil
	}
	parts := strings.Split(path, "/")
	for i, part := range parts {
		parts[i] = decode(part)
	}
	return s.below(s.table.root, parts, nil)
}

// below searches the tree below a node. It visits a node at most once, because there is
// one way to each.
func (s *search) below(n *node, parts, values []string) *end {
	if len(parts) == 0 {
		return s.at(n, values)
	}
	if next := n.texts[parts[0]]; next != nil {
		if found := s.below(next, parts[1:], values); found != nil {
			return found
		}
	}
	for _, t := range n.templates {
		if more, ok := t.match(values, parts[0]); ok {
			if found := s.below(t.next, parts[1:], more); found != nil {
				return found
			}
		}
	}
	if value := strings.Join(parts, "/"); n.rest != nil && value != "" && !strings.HasSuffix(value, "/") {
		return s.at(n.rest, append(values[:len(values):len(values)], value))
	}
	return nil
}

func (s *search) at(n *node, values []string) *end {
	for _, e := range n.ends {
		if !s.hasQuery(e.query) {
			continue
		}
		if e.operation.Method == s.method {
			s.values = values
			return e
		}
		s.allow = append(s.allow, e.operation.Method)
	}
	return nil
}

// hasQuery reports whether the request's query has what an operation requires of it: a
// value in braces, or none, stands for any.
func (s *search) hasQuery(required []pair) bool {
	for _, want := range required {
		if !slices.ContainsFunc(s.query, func(p pair) bool {
			value := want.value()
			return p.name == want.name && (value == "" || strings.HasPrefix(value, "{") || p.value() == value)
		}) {
			return false
		}
	}
	return true
}

// methods returns the methods of the paths that fit, sorted, each once.
func (s *search) methods() []string {
	all := append(s.allow, http.MethodOptions)
	if slices.Contains(all, http.MethodGet) {
		all = append(all, http.MethodHead)
	}
	slices.Sort(all)
	return slices.Compact(all)
}
