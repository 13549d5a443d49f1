package world

import (
	"encoding/json"
	"math/rand/v2"
	"time"

	"github.com/ringer-api/ringer/mock/lifecycle"
	"github.com/ringer-api/ringer/mock/python"
)

// Kind is what is particular to the jobs of one resource. Implementations are pure, and
// safe for concurrent use.
type Kind interface {
	// Canonical returns an id of a job or of a scope in the form that the service returns.
	// If it is not an id, wrong explains why, and hint what would be one.
	Canonical(id string) (canonical, wrong, hint string)

	// Collection returns the births that a collection has from its seed, oldest first; none
	// is created after the query's epoch. It takes their memory from the query's room.
	Collection(q *Query) ([]Birth, error)
	// New returns what makes the nth birth that a client or the control interface starts in a
	// collection. The error is a *problem.Problem about a field of the wish.
	New(q *Query, w *Wish) (func(nth int) Birth, error)
	// Settled returns the birth with another lifecycle, which has reached Query.Status from
	// the beginning.
	Settled(q *Query, b Birth) Birth
	// Literal returns the birth of a record from a file.
	Literal(record json.RawMessage) Birth

	// Timeline returns all states of a job.
	Timeline(b Birth) Timeline
	// Record returns the JSON of a job's record at the query's instant or, if it changes
	// state by polls, after as many as the query counts; and its state.
	Record(q *Query, b Birth) (record []byte, state string)
	// State returns the state that a record shows; "" for none.
	State(record []byte) string
	// WithState returns a record that shows another state. One that cannot show it remains
	// unchanged.
	WithState(record []byte, state string) []byte
	// Final reports whether a job is over in a state.
	Final(state string) bool

	// NotFound is the text of the service's error about a job that does not exist or, if the
	// id is empty, about its collection.
	NotFound(of Scope, id string) string

	// Value returns the JSON of a random value of a generator that a scenario names.
	Value(generator string, r *rand.Rand) (json.RawMessage, error)
}

// Birth is the stored part of a job: its id, its input, and the course drawn from the seed.
// The rest follows from it and the time. It must not be changed.
type Birth interface {
	JobID() string
	Created() time.Time
	// Weight estimates its size in memory, in bytes.
	Weight() int
}

// Timeline is all states of a job: what clients see of it at any time.
type Timeline interface {
	// Steps returns the states in order, also those that take no time; the first begins at
	// the creation. Of a job that changes state by polls the times have no meaning.
	Steps() []Step
	// PollsPerStep is how many polls the job takes for each step; 0 if it changes state by
	// time.
	PollsPerStep() int
}

// Step is the beginning of a state, or of another attempt in the same state.
type Step struct {
	At    time.Time
	State string
	// Attempts is the number of attempts begun so far; nil for jobs without attempts.
	Attempts *int
}

// Wish describes a job to be created. The zero value, apart from the input, is one that a
// client starts just now.
type Wish struct {
	// ID is its id; empty derives one from the seed.
	ID string
	// State is its current state; empty is the first.
	State string
	// Running reports that a job whose state is the same for waiting and running has begun.
	Running bool
	// Ends is the state in which it ends, or stays forever if that is not a final one; empty
	// lets the scenario decide.
	Ends string
	// Input is the body of the request that creates it; nil for a default.
	Input json.RawMessage
	// Upload is the file of the request; nil if it has none.
	Upload *lifecycle.Upload
	// Parsed is Input as the framework has parsed and validated it; nil if it has not.
	Parsed *python.Value
}
