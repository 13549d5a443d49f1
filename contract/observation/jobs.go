package observation

import (
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/document"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// Jobs is what the check knows of the jobs of an API: its operations by their roles, the
// places in a record, and what its states mean. It is made of the description and the job
// model. A pointer or an operation is empty when the API has no such thing.
type Jobs struct {
	// Noun is a word for one job, Collection one for what a list shows the jobs of.
	Noun, Collection string
	// Create, List, Get and Result are the ids of operations. Those of List and Result have
	// the parameters in Scope, that of Get those of a single job.
	Create, List, Get, Result string
	// Scope are the path parameters that name a collection of jobs, Job is the one that names
	// a job in it.
	Scope []Parameter
	Job   Parameter

	// ID and Status are the record's id and its state.
	ID, Status jobs.Pointer
	// Created, Started, Updated and Ended are times.
	Created, Started, Updated, Ended jobs.Pointer
	// Ends are Ended and the times at which final states begin.
	Ends []jobs.Pointer
	// Counters never decrease; Attempts is the one that counts how often the job was started.
	Counters []jobs.Pointer
	Attempts jobs.Pointer
	// Error is why the job failed, ErrorDetails is what else only a failed job has.
	Error        jobs.Pointer
	ErrorDetails []jobs.Pointer
	// Owners repeat path parameters, in the order of the path.
	Owners []Owner
	// Fixed never change.
	Fixed []jobs.Pointer
	// FromRequest repeat what the create request has at the same place.
	FromRequest []jobs.Pointer
	// Results describes one result.
	Results ResultPlaces

	// FastAPI reports whether the service refuses requests as FastAPI does: with a 422 that
	// names the inputs; and reads ids in any form of a UUID.
	FastAPI bool
	Extras

	// OfOne reports whether Result returns the results of one job, not those of a collection.
	OfOne bool
	// Cancel and Delete are the ids of the operations that end and that remove a job.
	Cancel, Delete []string
	// Resource is the job in the model; nil when there is none.
	Resource *jobs.Resource
	// Only reports whether every operation of the API belongs to these jobs.
	Only bool

	ids        IDReader
	orders     [][2]jobs.Pointer
	roles      map[string]Role        // by operation
	named      map[string]string      // the parameter that names the job, by operation
	getScope   []string               // the path parameters of Get besides that
	states     map[string]*jobs.State // by their text at Status
	others     []*jobs.State          // those with another value there
	failed     map[string]bool        // names of states with an error
	page       *jobs.Pagination
	records    map[string]jobs.Pointer // where a response has records, by its schema
	recordsOf  map[string]jobs.Pointer // the same by operation
	results    map[string]jobs.Pointer // where a response has results, by its schema
	resultsAt  jobs.Pointer
	recordType string
	resultType string
	operations map[string]*schemas.Operation // by role's operation id
	nodes      map[string]*schemas.Node      // the types of records and results
}

// Parameter is a path parameter with the form of its values.
type Parameter struct {
	Name string
	Form Form
	// Lists is the path of the list in which a service may show the values of this
	// parameter; empty when there is none.
	Lists string
}

// Noun is the word for what a parameter names: "item" for item_id.
func (p Parameter) Noun() string { return nounOf(p.Name) }

// Owner is a place in a record, and the path parameter that it must equal.
type Owner struct {
	At        jobs.Pointer
	Parameter string
}

// ResultPlaces are places in one result: the id of its job, what tells it from the others
// of that job, and those that repeat path parameters.
type ResultPlaces struct {
	Job, Key jobs.Pointer
	Owners   []Owner
}

// New returns what is known of one job of a description. It has a list or a get.
func New(d *schemas.Description, r *jobs.Resource, fastAPI bool, more Extras) *Jobs {
	j := &Jobs{
		Noun: strings.NewReplacer("-", " ", "_", " ").Replace(r.Name), Status: r.Status, FastAPI: fastAPI, Extras: more,
		Created: r.Times["created"], Started: r.Times["started"], Updated: r.Times["updated"], Ended: r.Times["ended"],
		Attempts: more.Counts, ErrorDetails: more.Details, Resource: r, roles: map[string]Role{}, named: map[string]string{},
		Counters: r.Counters, FromRequest: r.FromRequest, page: r.Pagination,
		states: map[string]*jobs.State{}, failed: map[string]bool{},
		records: map[string]jobs.Pointer{}, recordsOf: map[string]jobs.Pointer{}, results: map[string]jobs.Pointer{}, operations: map[string]*schemas.Operation{},
		nodes: map[string]*schemas.Node{},
	}
	if r.ID != nil {
		j.ID, j.ids = r.ID.At, NewIDReader(r.ID)
	}
	j.readOperations(d, r)
	j.readParameters(r)
	j.readLists(d)
	j.readStates(r)
	j.readPlaces(r)
	j.readOrders(r)
	for _, name := range []string{j.recordType, j.resultType} {
		if s, err := d.Schema(name); err == nil && slices.Contains(d.Types(), name) {
			j.nodes[name] = s.Node()
		}
	}
	if j.Creator == nil {
		j.Creator = described{j, j.operations[j.Create]}
	}
	return j
}

// readOperations tells the roles of operations. The first of each role is the usual one.
func (j *Jobs) readOperations(d *schemas.Description, r *jobs.Resource) {
	ids := map[jobs.Operation]*schemas.Operation{}
	for _, op := range d.Operations() {
		if _, known := ids[jobs.Of(op)]; !known {
			ids[jobs.Of(op)] = op
		}
	}
	each := func(names []jobs.Operation, role Role) (all []string) {
		for _, name := range names {
			op := ids[name]
			if op == nil {
				continue
			}
			j.operations[op.ID] = op
			if _, taken := j.roles[op.ID]; !taken {
				j.roles[op.ID] = role
			}
			all = append(all, op.ID)
		}
		return all
	}
	creates, gets, lists := each(r.Create, RoleCreate), each(r.Get, RoleGet), each(r.List, RoleList)
	parts, results := each(r.StatusGet, RoleGet), each(r.Results, RoleResults)
	j.Cancel, j.Delete = each(r.Cancel, ""), each(r.Delete, "")
	j.Create, j.List, j.Get, j.Result = first(creates), first(lists), first(gets), first(results)
	if j.Get == "" {
		j.Get = first(parts)
	}
	for _, id := range slices.Concat(gets, creates, lists, parts) {
		j.readRecords(r, j.operations[id])
	}
	if j.recordType != "" {
		j.records[j.recordType], j.records[j.recordType+"[]"] = "", "/-"
	}
	j.readResults(r)
}

func first(ids []string) string {
	if len(ids) == 0 {
		return ""
	}
	return ids[0]
}

// readRecords tells where the responses of an operation have records.
func (j *Jobs) readRecords(r *jobs.Resource, op *schemas.Operation) {
	at := r.Record[jobs.Of(op)]
	j.recordsOf[op.ID] = at
	for _, response := range served(op) {
		if response.Schema == nil {
			continue
		}
		name := response.Schema.Name()
		if _, known := j.records[name]; known && name != "" {
			continue
		}
		j.records[name] = at
		if at == "" && j.recordType == "" {
			j.recordType = name
		}
	}
}

// readResults tells where the response of the results operation has them.
func (j *Jobs) readResults(r *jobs.Resource) {
	op := j.operations[j.Result]
	if op == nil {
		return
	}
	response, _ := op.Response(200)
	if response.Schema == nil || response.Schema.Node().Type != "array" && r.Result[jobs.Of(op)].Items == "" {
		j.Result = "" // it returns one result
		return
	}
	j.resultsAt = r.Result[jobs.Of(op)].Items + "/-"
	j.results[response.Schema.Name()] = j.resultsAt
	j.resultType = strings.TrimSuffix(response.Schema.Name(), "[]")
	j.Results.Job, j.Results.Key = r.Result[jobs.Of(op)].Job, r.Result[jobs.Of(op)].Key
	if items := elementsOf(response.Schema.Node(), r.Result[jobs.Of(op)].Items); items != nil {
		for _, p := range pathParameters(op) {
			if _, has := items.Property(p.Name); has {
				j.Results.Owners = append(j.Results.Owners, Owner{"/" + document.EscapeToken(p.Name), p.Name})
			}
		}
		if p, has := items.Property("id"); has && p.Required && j.Results.Key == "" && j.Results.Job != "/id" {
			j.Results.Key = "/id"
		}
	}
}

// served returns the responses that an operation documents for a success: the default one
// only where there is no other.
func served(op *schemas.Operation) (all []schemas.Response) {
	for _, r := range op.HasResponse {
		if exchange.Success(r.Status) || r.Statuses == "2XX" {
			all = append(all, r)
		}
	}
	if r, ok := op.Response(http.StatusOK); ok && len(all) == 0 {
		return []schemas.Response{r}
	}
	return all
}

// elementsOf returns the elements of the array at a pointer into a value.
func elementsOf(n *schemas.Node, at jobs.Pointer) *schemas.Node {
	for _, token := range document.SplitPointer(at) {
		p, ok := n.Property(token)
		if !ok {
			return nil
		}
		n = p.Node
	}
	return n.Items
}

func pathParameters(op *schemas.Operation) (all []schemas.Parameter) {
	if op == nil {
		return nil
	}
	for _, p := range op.Parameters {
		if p.In == "path" {
			all = append(all, p)
		}
	}
	slices.SortStableFunc(all, func(a, b schemas.Parameter) int {
		return strings.Index(op.Path, "{"+a.Name+"}") - strings.Index(op.Path, "{"+b.Name+"}")
	})
	return all
}

// readParameters tells which path parameters name a collection, and which names a job.
func (j *Jobs) readParameters(r *jobs.Resource) {
	home := j.operations[j.List]
	if home == nil {
		home = j.operations[j.Create]
	}
	for _, p := range pathParameters(home) {
		j.Scope = append(j.Scope, Parameter{Name: p.Name, Form: formOf("", p.Schema)})
	}
	j.Collection = "collection"
	if len(j.Scope) > 0 {
		j.Collection = j.Scope[len(j.Scope)-1].Noun()
	}
	if op := j.operations[j.Get]; op != nil && r.ID != nil {
		for _, p := range op.Parameters {
			if p.Name == r.ID.Parameter && (p.In == "path" || p.In == "query") {
				j.Job = Parameter{Name: p.Name, Form: formOf(r.ID.Like, p.Schema)}
			}
		}
	}
	for id, op := range j.operations {
		if role := j.roles[id]; role != RoleList && role != RoleCreate {
			j.named[id] = Naming(op, r)
		}
	}
	for _, p := range pathParameters(j.operations[j.Get]) {
		if p.Name != j.named[j.Get] {
			j.getScope = append(j.getScope, p.Name)
		}
	}
	if j.Job.Name == "" {
		j.Get = "" // a job cannot be requested by its id
		j.forget(RoleGet)
		if r.ID != nil {
			j.Job.Form = formOf(r.ID.Like, nil)
		}
	}
	for _, p := range pathParameters(j.operations[j.Result]) {
		j.OfOne = j.OfOne || p.Name == j.Job.Name && p.Name != ""
	}
	if !j.OfOne && len(pathParameters(j.operations[j.Result])) != len(j.Scope) {
		j.Result = ""
	}
	if j.Result == "" {
		j.forget(RoleResults)
	}
}

// Naming is the parameter of an operation that names a resource, usually that of its id; empty
// when none does: a path may name one by another property.
func Naming(op *schemas.Operation, r *jobs.Resource) string {
	last := op.Path[strings.LastIndexByte(op.Path, '/')+1:]
	if name := strings.TrimSuffix(strings.TrimPrefix(last, "{"), "}"); len(name) == len(last)-2 && NamedAfter(name, r.Name) {
		return name
	}
	for _, p := range op.Parameters {
		if r.ID != nil && p.Name == r.ID.Parameter && (p.In == "path" || p.In == "query") {
			return p.Name
		}
	}
	return ""
}

// NamedAfter reports whether a parameter is named after a resource: batchId after batch.
func NamedAfter(parameter, resource string) bool {
	plain := strings.NewReplacer("_", "", "-", "", " ", "")
	rest, ok := strings.CutPrefix(strings.ToLower(plain.Replace(parameter)), strings.ToLower(plain.Replace(resource)))
	return ok && slices.Contains([]string{"id", "sid", "name", "uuid", "key"}, rest)
}

// forget takes a role from the operations that have it.
func (j *Jobs) forget(role Role) {
	maps.DeleteFunc(j.roles, func(_ string, r Role) bool { return r == role })
}

// readLists finds where a service shows the values of the parameters: in the list at the
// path before each of them.
func (j *Jobs) readLists(d *schemas.Description) {
	home := j.operations[j.List]
	for i := range j.Scope {
		p := &j.Scope[i]
		if i < len(j.Extras.Lists) {
			p.Lists = j.Extras.Lists[i]
			continue
		}
		if home == nil {
			return
		}
		above, _, _ := strings.Cut(home.Path, "/{"+p.Name+"}")
		for _, op := range d.Operations() {
			if op.Method == "GET" && op.Path == above {
				p.Lists = above
			}
		}
	}
}

func (j *Jobs) readStates(r *jobs.Resource) {
	for _, s := range r.States {
		name, plain := s.As.(string)
		if s.As == nil {
			name, plain = s.Name, true
		}
		if plain && !s.Null && !s.Otherwise {
			j.states[name] = s
		} else {
			j.others = append(j.others, s)
		}
		for at, change := range s.Enter {
			if s.Kind == jobs.Running && change == "+1" && j.Attempts == "" && slices.Contains(r.Counters, at) {
				j.Attempts = at
			}
		}
	}
}

func (j *Jobs) readPlaces(r *jobs.Resource) {
	if r.Error != nil {
		j.Error = r.Error.At
		for _, name := range r.Error.When {
			j.failed[name] = true
		}
	}
	for _, at := range r.Fixed {
		if at != j.ID {
			j.Fixed = append(j.Fixed, at)
		}
	}
	for _, p := range j.Scope {
		for _, at := range slices.Sorted(maps.Keys(r.Owner)) {
			if r.Owner[at] == p.Name {
				j.Owners = append(j.Owners, Owner{at, p.Name})
			}
		}
	}
}

// RecordType is the name of the schema of a record; empty when none is one.
func (j *Jobs) RecordType() string { return j.recordType }

// ResultType is the name of the schema of a result; empty when there are none.
func (j *Jobs) ResultType() string { return j.resultType }

// Role is what an operation does with jobs.
type Role string

// The roles of operations. Other operations have none.
const (
	RoleCreate  Role = "create"
	RoleList    Role = "list"
	RoleGet     Role = "get"
	RoleResults Role = "results"
)

// Role returns the role of an operation; empty when it has none.
func (j *Jobs) Role(operation string) Role { return j.roles[operation] }

// Operations are the ids of all operations of the job.
func (j *Jobs) Operations() []string { return slices.Sorted(maps.Keys(j.operations)) }

// Parameter returns a path parameter; false when no job has it.
func (j *Jobs) Parameter(name string) (Parameter, bool) {
	for _, p := range j.Scope {
		if p.Name == name {
			return p, true
		}
	}
	return j.Job, name == j.Job.Name && name != ""
}

// Times are the places of the times, in the order in which they come.
func (j *Jobs) Times() []jobs.Pointer { return present(j.Created, j.Started, j.Updated, j.Ended) }

// Orders are the pairs of times of which the first must not be later than the second.
func (j *Jobs) Orders() [][2]jobs.Pointer { return j.orders }

// readOrders puts the times in order: the creation, then the start and whatever begins a state
// that is not final, then the end and what begins a final state. When a job was updated, it had
// been created.
func (j *Jobs) readOrders(r *jobs.Resource) {
	begun, over := present(j.Started), present(j.Ended)
	for _, s := range r.States {
		at, own := r.Times[s.Name]
		switch {
		case !own || slices.Contains(begun, at) || slices.Contains(over, at) || at == j.Created || at == j.Updated:
		case s.Final():
			over = append(over, at)
		case s.Kind == jobs.Running:
			begun = append(begun, at)
		}
	}
	j.Ends = over
	pair := func(earlier jobs.Pointer, later ...jobs.Pointer) {
		for _, at := range later {
			if earlier != "" && at != "" {
				j.orders = append(j.orders, [2]jobs.Pointer{earlier, at})
			}
		}
	}
	pair(j.Created, j.Started, j.Updated)
	for _, at := range begun {
		pair(at, over...)
		if at != j.Started {
			pair(j.Created, at)
		}
	}
	pair(j.Created, over...)
}

// Moving are the places that change when the job changes its state.
func (j *Jobs) Moving() []jobs.Pointer {
	all := append(present(j.Status), j.Counters...)
	return append(append(all, present(j.Started, j.Ended)...), j.errors()...)
}

func (j *Jobs) errors() []jobs.Pointer {
	return append(slices.Clone(j.ErrorDetails), present(j.Error)...)
}

// present leaves out the places that the API does not have.
func present(all ...jobs.Pointer) []jobs.Pointer {
	return slices.DeleteFunc(all, func(at jobs.Pointer) bool { return at == "" })
}

// Name is a place in a record as people write it: without the slash at its beginning.
func Name(at jobs.Pointer) string { return strings.TrimPrefix(at, "/") }

// nounOf is the last word of a name without "id": "item" for purchase_item_id.
func nounOf(name string) string {
	words := strings.FieldsFunc(snake(name), func(c rune) bool { return c == '_' || c == '-' || c == '/' })
	if n := len(words); n > 1 && words[n-1] == "id" {
		words = words[:n-1]
	}
	if len(words) == 0 {
		return "key"
	}
	return words[len(words)-1]
}

// snake writes camelCase with underscores.
func snake(name string) string {
	var b strings.Builder
	for i, c := range name {
		if c >= 'A' && c <= 'Z' && i > 0 && name[i-1] != '_' && name[i-1] != '/' && (name[i-1] < 'A' || name[i-1] > 'Z') {
			b.WriteByte('_')
		}
		b.WriteString(strings.ToLower(string(c)))
	}
	return b.String()
}

// KeyNoun is the word for what tells results of one job from each other.
func (j *Jobs) KeyNoun() string { return nounOf(j.Results.Key) }

// StrictForm returns the form of the first path parameter that not every text fits; any
// form when all texts fit all of them.
func (j *Jobs) StrictForm() Form {
	for _, p := range append(slices.Clone(j.Scope), j.Job) {
		if p.Name != "" && p.Form.Strict() {
			return p.Form
		}
	}
	return Form{}
}
