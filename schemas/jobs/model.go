package jobs

import "github.com/ringer-api/ringer/schemas"

// Model describes which resources of a description are jobs, and their states. It is
// plain data; it must not be changed while others read it.
type Model struct {
	// Jobs are the resources that change state by themselves.
	Jobs []*Resource `json:"jobs"`
	// Resources are all others: those that people change have states, the rest none.
	Resources []*Resource `json:"resources"`
	// Unsure is what inference could not decide, with the overlay lines that would.
	Unsure []Doubt `json:"unsure"`
}

// Resource is what create operations make and get operations return. Pointers are JSON
// pointers into its record; an empty one means that there is no such place. The record
// may be below the root of a response: see Record.
type Resource struct {
	Name string `json:"name"`
	// The operations by their purpose, each list in the order of the description.
	Create    []Operation `json:"create"`
	List      []Operation `json:"list"`
	Get       []Operation `json:"get"`
	StatusGet []Operation `json:"statusGet"`
	Update    []Operation `json:"update"`
	Cancel    []Operation `json:"cancel"`
	Pause     []Operation `json:"pause"`
	Resume    []Operation `json:"resume"`
	Delete    []Operation `json:"delete"`
	Results   []Operation `json:"results"`
	// Result describes the responses of the results operations.
	Result map[Operation]Result `json:"result,omitempty"`
	// Record is where an operation's response contains the record, if that is not the
	// whole response; "/-" at the end means each element of an array.
	Record map[Operation]Pointer `json:"record,omitempty"`
	// Moves is empty for a resource without states.
	Moves  Moves    `json:"moves,omitempty"`
	ID     *ID      `json:"id,omitempty"`
	Status Pointer  `json:"status,omitempty"`
	States []*State `json:"states"`
	// Times by name: created, updated, started, ended, expires, or the name of the state
	// that begins at that time.
	Times    map[string]Pointer `json:"times,omitempty"`
	Error    *Error             `json:"error,omitempty"`
	Progress Pointer            `json:"progress,omitempty"`
	// Counters never decrease during the job's lifecycle.
	Counters []Pointer `json:"counters,omitempty"`
	// Owner maps a place of the record to the path parameter that it repeats.
	Owner map[Pointer]string `json:"owner,omitempty"`
	// FromRequest are the places that repeat the value at the same place of the create
	// request.
	FromRequest []Pointer `json:"fromRequest,omitempty"`
	// Fixed are the places that never change.
	Fixed      []Pointer   `json:"fixed,omitempty"`
	Pagination *Pagination `json:"pagination,omitempty"`
	// Waits are the create operations that wait for the end if the request prefers that
	// (Prefer: wait, RFC 7240).
	Waits []Operation `json:"waits,omitempty"`
	// Webhook is the place of the create request that holds a URL for notifications.
	Webhook Pointer `json:"webhook,omitempty"`
	// Inferred are the reasons, strongest first, one sentence each. Empty if an overlay
	// defined the resource.
	Inferred []string `json:"inferred,omitempty"`
	// Sure is the confidence of inference in the states, from 0 to 1; 1 if an overlay
	// defined them.
	Sure float64 `json:"sure"`
}

// Operation names an operation as "METHOD PATH", such as "POST /exports".
type Operation string

// Pointer is a JSON pointer (RFC 6901).
type Pointer = string

// Of returns the name of an operation of a description.
func Of(op *schemas.Operation) Operation { return Operation(op.Method + " " + op.Path) }

// ID is how a resource is identified.
type ID struct {
	At Pointer `json:"at,omitempty"` // in the record; empty if the record has no id
	// In is where a create response has the id, if that differs from At.
	In map[Operation]Pointer `json:"in,omitempty"`
	// Parameter is the name of the path or query parameter for the id.
	Parameter string `json:"parameter,omitempty"`
	// As is the value at At, if that is more than the id: a text with parameters of the path in
	// braces, such as "operations/{operation}".
	As string `json:"as,omitempty"`
	// Like is the form: "uuid", "integer", or text with {N} for N letters and digits.
	Like string `json:"like,omitempty"`
}

// State is one state of a lifecycle.
type State struct {
	Name string `json:"name"`
	Kind Kind   `json:"kind"`
	// For is how long a job stays in the state, such as "1s..5s"; empty for a state that
	// only an operation or a scenario ends.
	For Span `json:"for,omitempty"`
	// Then are the next states, with their weights.
	Then map[string]int `json:"then,omitempty"`
	// As is the value at Status, if it is not the state's name: a scalar must be equal,
	// an object or an array must contain at least As.
	As any `json:"as,omitempty"`
	// Null reports whether Status is null or absent in this state.
	Null bool `json:"null,omitempty"`
	// Otherwise reports whether this is the state when Status has no other state's
	// value.
	Otherwise bool `json:"otherwise,omitempty"`
	// Respond is the status code of get in this state; 0 for 200.
	Respond int `json:"respond,omitempty"`
	// Enter are the places that change when the state begins: "now", a number to add
	// such as "+1", or a value.
	Enter map[Pointer]any `json:"enter,omitempty"`
}

// Result describes the response of an operation that returns results. Items is a pointer
// into the response, Job and Key are pointers into one item; each is empty if there is
// no such place, or if it is not known.
type Result struct {
	Items Pointer `json:"items,omitempty"` // the array of results; empty when the response is one result or the array itself
	Job   Pointer `json:"job,omitempty"`   // where an item repeats the id of the job
	Key   Pointer `json:"key,omitempty"`   // what identifies a result among those of one job
	// When are the states with a result; empty if these are not known.
	When []string `json:"when,omitempty"`
	// Before is the status code while there is no result yet; 0 for the first documented one
	// that fits.
	Before int `json:"before,omitempty"`
}

// Error is the place of the reason of a failure, and the states that have one.
type Error struct {
	At   Pointer  `json:"at"`
	When []string `json:"when"`
}

// Pagination is how a list is read page by page: places in the response, and names of
// query parameters.
type Pagination struct {
	Items  Pointer `json:"items,omitempty"`
	Next   Pointer `json:"next,omitempty"`
	More   Pointer `json:"more,omitempty"`
	Total  Pointer `json:"total,omitempty"`
	Cursor string  `json:"cursor,omitempty"`
	Offset string  `json:"offset,omitempty"`
	Page   string  `json:"page,omitempty"`
	Limit  string  `json:"limit,omitempty"`
	// Link reports whether the URL of the next page is in the Link header (RFC 8288).
	Link bool `json:"link,omitempty"`
}

// Doubt is something that inference could not decide.
type Doubt struct {
	// Resource is its name in Resources or Jobs; empty for the whole description.
	Resource string `json:"resource"`
	// What is uncertain, in a sentence, and why.
	What string `json:"what"`
	Why  string `json:"why"`
	// Overlay are the lines of x-ringer-jobs that would decide it; empty if none would.
	Overlay string `json:"overlay"`
}

// Final reports whether the job is over once it is in this state.
func (s *State) Final() bool { return s.Kind.Final() }

// State returns the state of that name; nil if there is none.
func (r *Resource) State(name string) *State {
	for _, s := range r.States {
		if s.Name == name {
			return s
		}
	}
	return nil
}

// Resource returns the job or resource of that name; nil if there is none.
func (m *Model) Resource(name string) *Resource {
	for _, r := range m.All() {
		if r.Name == name {
			return r
		}
	}
	return nil
}

// All returns the jobs, followed by the other resources.
func (m *Model) All() []*Resource {
	return append(append([]*Resource{}, m.Jobs...), m.Resources...)
}
