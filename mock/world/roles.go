package world

import (
	"encoding/json"
	"time"

	"github.com/ringer-api/ringer/mock/lifecycle"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// ActRole is the role of an operation that moves a resource to a state that its name means,
// such as POST /orders/{id}/pay, or that does what a job waits for.
const ActRole jobs.Role = "act"

// ContentRole is the role of an operation that returns the file of a resource, such as
// GET /files/{id}/content.
const ContentRole jobs.Role = "content"

// Mover is a Kind whose jobs operations can change.
type Mover interface {
	// Acts reports whether an operation without another role has ActRole.
	Acts(op *schemas.Operation) bool
	// Move returns the birth after an operation with the role of a cancellation, a pause, an
	// update and the like, or ActRole. A state that does not allow it is a
	// *lifecycle.Refused.
	Move(q *Query, b Birth, role jobs.Role, op *schemas.Operation, body json.RawMessage) (Birth, error)
}

// Paged is a Kind whose lists have pages.
type Paged interface {
	// Pages returns the pages of a list operation; nil if it has none.
	Pages(list jobs.Operation) *lifecycle.Pages
}

// Resulter is a Kind whose collections have results: those of all their jobs.
type Resulter interface {
	// Results returns the results of a job, each as JSON; none before it has ended. It takes
	// their memory from the query's room.
	Results(q *Query, j *Job) ([][]byte, error)
}

// Namer is a Kind that makes ids.
type Namer interface {
	NewID(seed uint64) string
}

// Scarce is a Kind that may draw an id twice.
type Scarce interface {
	// ScarceIDs reports whether its form has so few ids that this happens.
	ScarceIDs() bool
	// Longer returns a birth with a longer id, which the number tells from others.
	Longer(b Birth, n int) Birth
}

// Anyone is a Kind that can make a job with any id, for resources that can only be got.
type Anyone interface {
	Any(q *Query, id string) Birth
}

// Chooser is a Kind whose ids clients may choose.
type Chooser interface {
	// Chosen returns the id that a create request chooses; empty if it chooses none.
	Chosen(input json.RawMessage) string
}

// Propertied is a Kind whose records have properties that lists can be narrowed by.
type Propertied interface {
	// Property returns the place of a property in the records of an operation, by its name;
	// empty if there is none.
	Property(op jobs.Operation, name string) jobs.Pointer
	// Measured is Property for numbers and times only; "created" also names created_at.
	Measured(op jobs.Operation, name string) jobs.Pointer
	// Takes reports whether a value is allowed at a place of the records.
	Takes(op jobs.Operation, at jobs.Pointer, value []byte) bool
}

// Recorder is a Kind whose records differ between operations.
type Recorder interface {
	// Shows reports whether an operation's response has the job's record.
	Shows(op jobs.Operation) bool
}

// Shows reports whether an operation's response has the job's record.
func (q *Query) Shows(op jobs.Operation) bool {
	r, ok := q.Resource.Kind.(Recorder)
	return !ok || r.Shows(op)
}

// Linked is a birth that may be linked to that of another resource: PUT /disks/{id} starts an
// operation, which the disk follows and which shows the disk as its result.
type Linked interface {
	Birth
	// Leader is the job whose states it follows; nil for none.
	Leader() *lifecycle.Ref
	// Subject is what its record shows as the result; nil for none.
	Subject() *lifecycle.Ref
}

// Linker is a Kind whose births are Linked.
type Linker interface {
	WithLeader(b Birth, leader lifecycle.Ref, now time.Time, doing string) Birth
	WithSubject(b Birth, subject lifecycle.Ref) Birth
	// Follow returns the birth in the states that those of its leader mean for it.
	Follow(b Birth, leads []lifecycle.Lead) Birth
	// Hold returns a record of the operation in a state with that of its subject, a record of
	// another kind.
	Hold(op jobs.Operation, record []byte, state string, subject []byte, of Kind) []byte
}

// Rewriter is a Kind that shows in a record from a file what operations did to it.
type Rewriter interface {
	// Rewritten returns the record after what its birth tells: it was moved to another state,
	// or updated.
	Rewritten(q *Query, b Birth, record []byte) []byte
}

// Ender is a Kind whose jobs can be ended by hand.
type Ender interface {
	// End returns the birth of a job that ends at the query's instant in a final state of the
	// model; until then it is as it was.
	End(q *Query, b Birth, state string) (Birth, error)
}
