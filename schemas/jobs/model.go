package jobs

import "github.com/ringer-api/ringer/schemas"

// Model says which resources of a description are jobs and how they live. It
// is plain data; whoever holds it must not change it while others read it.
type Model struct {
	// Jobs are the resources that a clock moves.
	Jobs []*Resource `json:"jobs"`
	// Resources are all others: those that people move have states, the rest none.
	Resources []*Resource `json:"resources"`
	// Unsure is what inference would not decide, with what settles it.
	Unsure []Doubt `json:"unsure"`
}

// Resource is what create operations make and get operations find. Pointers
// are JSON pointers into its record; an empty one says that there is no such
// place. The record itself may stand below the root of a response: see Record.
type Resource struct {
	Name string `json:"name"`
	// The operations by what they do, each in the order of the description.
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
	// Result tells of a results operation more than that it is one.
	Result map[Operation]Result `json:"result,omitempty"`
	// Record tells for operations whose response is not the bare record where
	// it stands; "/-" at its end means each element of an array.
	Record map[Operation]Pointer `json:"record,omitempty"`
	// Moves is empty for a resource that has no states.
	Moves  Moves    `json:"moves,omitempty"`
	ID     *ID      `json:"id,omitempty"`
	Status Pointer  `json:"status,omitempty"`
	States []*State `json:"states"`
	// Times by name: created, updated, started, ended, expires, or the name of
	// the state whose beginning the time is.
	Times    map[string]Pointer `json:"times,omitempty"`
	Error    *Error             `json:"error,omitempty"`
	Progress Pointer            `json:"progress,omitempty"`
	// Counters never go back while the job lives.
	Counters []Pointer `json:"counters,omitempty"`
	// Owner tells which path parameter a place of the record repeats.
	Owner map[Pointer]string `json:"owner,omitempty"`
	// FromRequest are the places that repeat what the create request said there.
	FromRequest []Pointer `json:"fromRequest,omitempty"`
	// Fixed are the places that never change.
	Fixed      []Pointer   `json:"fixed,omitempty"`
	Pagination *Pagination `json:"pagination,omitempty"`
	// Webhook is where the create request names an address to be told at.
	Webhook Pointer `json:"webhook,omitempty"`
	// Inferred are the reasons, strongest first; a sentence each. Empty when an
	// overlay said it.
	Inferred []string `json:"inferred,omitempty"`
	// Sure is how sure inference is that the resource lives as told, from 0 to
	// 1; 1 when an overlay said it.
	Sure float64 `json:"sure"`
}

// Operation names an operation as "METHOD PATH", such as "POST /exports".
type Operation string

// Pointer is a JSON pointer (RFC 6901).
type Pointer = string

// Of gives the name of an operation of a description.
func Of(op *schemas.Operation) Operation { return Operation(op.Method + " " + op.Path) }

// ID is how a resource is told from its like.
type ID struct {
	At Pointer `json:"at,omitempty"` // in the record; empty when it does not repeat its id
	// In is where a create response has the id when At is another place there.
	In map[Operation]Pointer `json:"in,omitempty"`
	// Parameter names the input, in the path or query, that takes the id.
	Parameter string `json:"parameter,omitempty"`
	// Like is the form: "uuid", "integer", or text with {N} for N letters and digits.
	Like string `json:"like,omitempty"`
}

// State is one step of a life.
type State struct {
	Name string `json:"name"`
	Kind Kind   `json:"kind"`
	// For is how long a job stays, as "1s..5s"; empty for a state that only an
	// operation or a scenario leaves.
	For Span `json:"for,omitempty"`
	// Then are the states after it, by weight.
	Then map[string]int `json:"then,omitempty"`
	// As is what stands at Status, when that is not the state's name: another
	// scalar is equal, an object or an array holds at least what As holds.
	As any `json:"as,omitempty"`
	// Null tells that null or nothing stands at Status.
	Null bool `json:"null,omitempty"`
	// Otherwise tells that the state is there when Status has no other state's value.
	Otherwise bool `json:"otherwise,omitempty"`
	// Respond is the status code that get answers with in this state; 0 for 200.
	Respond int `json:"respond,omitempty"`
	// Enter are the places that change when the state begins: "now", a number
	// to add as "+1", or a value.
	Enter map[Pointer]any `json:"enter,omitempty"`
}

// Result is what an operation that fetches results answers with. The pointers
// are into its response, those of Job and Key into one item; empty when there is
// no such place, or it is not known.
type Result struct {
	Items Pointer `json:"items,omitempty"` // the array of results; empty when the response is one result or the array itself
	Job   Pointer `json:"job,omitempty"`   // repeats the id of the job
	Key   Pointer `json:"key,omitempty"`   // tells results of one job apart
	// When are the states in which there is a result; empty when it is not known.
	When []string `json:"when,omitempty"`
}

// Error is where the reason of a failure stands, and in which states.
type Error struct {
	At   Pointer  `json:"at"`
	When []string `json:"when"`
}

// Pagination is how a list is read page by page: the place of the records in
// the response, and the names of what asks for and tells of more.
type Pagination struct {
	Items  Pointer `json:"items,omitempty"`
	Next   Pointer `json:"next,omitempty"`
	More   Pointer `json:"more,omitempty"`
	Total  Pointer `json:"total,omitempty"`
	Cursor string  `json:"cursor,omitempty"`
	Offset string  `json:"offset,omitempty"`
	Page   string  `json:"page,omitempty"`
	Limit  string  `json:"limit,omitempty"`
	// Link tells that the next page stands in the Link header (RFC 8288).
	Link bool `json:"link,omitempty"`
}

// Doubt is something that inference would not decide.
type Doubt struct {
	// Resource is its name in Resources or Jobs; empty for the whole description.
	Resource string `json:"resource"`
	// What is not known, in a sentence, and why.
	What string `json:"what"`
	Why  string `json:"why"`
	// Overlay are the lines of x-ringer-jobs that would settle it; empty when none would.
	Overlay string `json:"overlay"`
}

// Final tells that the job is over once it is in this state.
func (s *State) Final() bool { return s.Kind.Final() }

// State gives the state of that name; nil when there is none.
func (r *Resource) State(name string) *State {
	for _, s := range r.States {
		if s.Name == name {
			return s
		}
	}
	return nil
}

// Resource gives the job or resource of that name; nil when there is none.
func (m *Model) Resource(name string) *Resource {
	for _, r := range m.All() {
		if r.Name == name {
			return r
		}
	}
	return nil
}

// All gives the jobs and then the other resources.
func (m *Model) All() []*Resource {
	return append(append([]*Resource{}, m.Jobs...), m.Resources...)
}
