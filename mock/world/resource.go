package world

import (
	"net/http"
	"regexp"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/mock/problem"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// Resource is a resource of a job model as the mock serves it. It is read-only.
type Resource struct {
	*jobs.Resource
	// Name is the model's or, of one of several APIs, that with the API's before it: shop/order.
	Name string
	// API is the name of its API in a mock of several; empty in a mock of one.
	API  string
	Kind Kind
	// Within are the path parameters that name a collection, in the order of the path.
	Within []string
	// Lists, Gets are the operations that clients poll.
	Lists, Gets []Poll
	// Slashes reports that an id may contain slashes, which are not escaped in a path.
	Slashes bool
	// Schema is the type of a record; nil if none is documented.
	Schema *schemas.Schema
}

// Noun is what messages of the API call one: vector store, of vector-store-2, which is the
// second resource of that name.
func (r *Resource) Noun() string {
	return strings.ReplaceAll(numbered.ReplaceAllString(r.Resource.Name, ""), "-", " ")
}

var numbered = regexp.MustCompile(`-[0-9]+$`)

// Poll is an operation that clients poll.
type Poll struct {
	Operation string
	Path      string
	// Params are the names of the parameters that it has in its path.
	Params []string
}

// Values returns the values of the operation's parameters, for a job of a collection.
func (p *Poll) Values(r *Resource, of Scope, id string) []string {
	values := make([]string, 0, len(p.Params)+1)
	for _, name := range p.Params {
		if r.ID != nil && name == r.ID.Parameter {
			values = append(values, id)
		} else {
			values = append(values, of.Params.Get(name))
		}
	}
	return values
}

// Scope returns the collection of the resource that path parameters name. A missing, unknown
// or invalid one is a *problem.Problem about the field.
func (r *Resource) Scope(field string, params Params) (Scope, error) {
	s := Scope{Resource: r.Name}
	for name := range params.All {
		if !slices.Contains(r.Within, name) {
			return s, problem.BadInput("scope", field+name, "a "+r.Name+" has no parameter "+problem.Quoted(name), r.wantScope())
		}
	}
	for _, name := range r.Within {
		if params.Get(name) == "" {
			return s, problem.BadInput("scope", field+name, field+name+" is missing", r.wantScope())
		}
		id, err := r.CanonicalID(field+name, params.Get(name))
		if err != nil {
			return s, err
		}
		s.Params = s.Params.With(name, id)
	}
	return s, nil
}

func (r *Resource) wantScope() string {
	if len(r.Within) == 0 {
		return "leave it out"
	}
	return "want " + strings.Join(r.Within, ", ")
}

// CanonicalID returns an id in the form that the service returns; what is not an id is a
// *problem.Problem about the field.
func (r *Resource) CanonicalID(field, id string) (string, error) {
	canonical, wrong, hint := r.Kind.Canonical(id)
	if wrong != "" {
		return "", problem.BadInput("id", field, field+" "+problem.Quoted(id)+" "+wrong, hint)
	}
	return canonical, nil
}

// Place is what an operation does with a resource; zero if it belongs to none.
type Place struct {
	*Resource
	Role jobs.Role
}

// Resources are those of an API. They are read-only and safe for concurrent use.
type Resources struct {
	all    []*Resource
	places map[string]Place // by the id of the operation
	// monitors are the resources whose jobs an operation starts besides its own; see monitor.go.
	monitors map[string]*Resource
}

// NewResources returns the resources of a job model. Kind returns the kind of each; those
// without one are left out.
func NewResources(d *schemas.Description, m *jobs.Model, kind func(*jobs.Resource) Kind) *Resources {
	rs := &Resources{places: map[string]Place{}, monitors: map[string]*Resource{}}
	byModel := map[*jobs.Resource]*Resource{}
	for _, model := range m.All() {
		if k := kind(model); k != nil {
			r := &Resource{Resource: model, Name: model.Name, Kind: k}
			rs.all, byModel[model] = append(rs.all, r), r
		}
	}
	places := m.Places()
	for _, op := range d.Operations() {
		place, known := places[jobs.Of(op)]
		if r := byModel[place.Resource]; known && r != nil {
			rs.places[op.ID] = Place{r, place.Role}
			r.learn(op, place.Role)
		}
	}
	for _, r := range rs.all {
		r.Within = r.within(d)
		rs.addActs(r, d)
		rs.addContents(r, d)
	}
	rs.addMonitors(d)
	return rs
}

// contentWords are the last steps of paths that lead to the file of a resource.
var contentWords = []string{"content", "contents", "download", "raw", "file", "data", "body", "media", "original", "blob", "bytes"}

// addContents gives operations directly below a record that return a file the role for it.
func (rs *Resources) addContents(r *Resource, d *schemas.Description) {
	for _, op := range d.Operations() {
		if _, taken := rs.places[op.ID]; taken || op.Method != http.MethodGet {
			continue
		}
		below := func(get Poll) bool {
			last, is := strings.CutPrefix(op.Path, get.Path)
			return is && len(last) > 1 && strings.IndexByte("/:", last[0]) >= 0 && slices.Contains(contentWords, strings.ToLower(last[1:]))
		}
		if slices.ContainsFunc(r.Gets, below) && returnsFile(op) {
			rs.places[op.ID] = Place{r, ContentRole}
		}
	}
}

// returnsFile reports whether the success of an operation is not documented as a JSON value with
// parts.
func returnsFile(op *schemas.Operation) bool {
	for _, response := range op.HasResponse {
		if strings.HasPrefix(response.Statuses, "2") && response.Schema != nil && schemas.IsJSON(response.ContentType) {
			return slices.Equal(response.Schema.Definition().Kinds(), []string{"string"})
		}
	}
	return true
}

// addActs gives operations below a record that have no other role the one that their name or
// their response means.
func (rs *Resources) addActs(r *Resource, d *schemas.Description) {
	mover, ok := r.Kind.(Mover)
	if !ok {
		return
	}
	for _, op := range d.Operations() {
		if _, taken := rs.places[op.ID]; taken || op.Method == http.MethodGet {
			continue
		}
		below := func(get Poll) bool {
			verb, is := strings.CutPrefix(op.Path, get.Path)
			return is && len(verb) > 1 && !strings.Contains(verb[1:], "/") && !strings.Contains(verb, "{")
		}
		if slices.ContainsFunc(r.Gets, below) && mover.Acts(op) {
			rs.places[op.ID] = Place{r, ActRole}
		}
	}
}

// learn keeps what an operation shows about the resource.
func (r *Resource) learn(op *schemas.Operation, role jobs.Role) {
	switch role {
	case jobs.ListRole:
		r.Lists = append(r.Lists, Poll{op.ID, op.Path, pathParams(op)})
	case jobs.GetRole:
		r.Gets = append(r.Gets, Poll{op.ID, op.Path, pathParams(op)})
		r.Slashes = r.Slashes || slices.ContainsFunc(op.Parameters, func(p schemas.Parameter) bool {
			return p.In == "path" && r.ID != nil && p.Name == r.ID.Parameter && p.Reserved
		})
		if documented, ok := op.Response(200); ok && r.Schema == nil && r.Record[jobs.Of(op)] == "" {
			r.Schema = documented.Schema
		}
	}
}

// within returns the path parameters of the operation that gets a record, without its id; of
// a resource that cannot be got, those of its list, or of the operation that creates it.
func (r *Resource) within(d *schemas.Description) []string {
	for _, role := range []jobs.Role{jobs.GetRole, jobs.ListRole, jobs.CreateRole} {
		for _, name := range r.Operations(role) {
			op := name.Find(d)
			if op == nil {
				continue
			}
			return slices.DeleteFunc(pathParams(op), func(name string) bool { return r.ID != nil && name == r.ID.Parameter })
		}
	}
	return nil
}

func pathParams(op *schemas.Operation) (names []string) {
	for _, p := range op.Parameters {
		if p.In == "path" {
			names = append(names, p.Name)
		}
	}
	return names
}

// All returns the resources in the order of the job model.
func (rs *Resources) All() []*Resource { return rs.all }

// Place returns the place of an operation, by its id.
func (rs *Resources) Place(operation string) Place { return rs.places[operation] }

// Resource returns the resource of a name; an unknown one is a *problem.Problem about the
// field. The empty name is the first resource that is a job.
func (rs *Resources) Resource(field, name string) (*Resource, error) {
	var names []string
	var same []*Resource // in several APIs
	for _, r := range rs.all {
		if r.Name == name || name == "" {
			return r, nil
		}
		names = append(names, r.Name)
		if r.Resource.Name == name {
			same = append(same, r)
		}
	}
	switch {
	case len(same) == 1:
		return same[0], nil
	case len(same) > 1:
		return nil, problem.BadInput("resource", field, "several APIs have a resource "+problem.Quoted(name), "want "+same[0].Name+" or "+same[1].Name)
	}
	if len(rs.all) == 0 {
		return nil, problem.BadInput("resource", field, "this API has no jobs", "describe them with x-ringer-jobs in an overlay")
	}
	return nil, problem.BadInput("resource", field, problem.Quoted(name)+" is not a resource of this API", "want "+strings.Join(names, ", "))
}

// Params returns the names of the parameters of all scopes, each once.
func (rs *Resources) Params() []string {
	var names []string
	for _, r := range rs.all {
		for _, name := range r.Within {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names
}

// CheckID returns a *problem.Problem about the field if no resource, or not the named one,
// can have the id.
func (rs *Resources) CheckID(field, resource, id string) error {
	var first error
	for _, r := range rs.all {
		if resource != "" && r.Name != resource && r.Resource.Name != resource {
			continue
		}
		_, err := r.CanonicalID(field, id)
		if err == nil {
			return nil
		}
		if first == nil {
			first = err
		}
	}
	return first
}
