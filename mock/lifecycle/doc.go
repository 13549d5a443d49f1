// Package lifecycle contains resources of any job model over time. All functions are
// pure: time and chance are arguments, and nothing ticks.
//
//	New        compiles a resource of the model with its description to a Plan
//	Draw       makes a Birth: the little that is stored of a resource
//	Timeline   is all its states: a function of the plan, the birth and a time
//	Record     lays what the lifecycle decides over a generated record: id, status,
//	           times, error, progress, counters, owner, what was requested
//	Cancel, Pause, Resume, MoveFor, MoveTo, Update
//	           are operations: each returns the birth with one more move
//	Collection is the resources that a collection has when nobody has created any
//	Pages      chooses the records of one page of a list, and wraps them
//
// A birth follows the transitions of the model (then) with their durations (for). A
// resource that others move, or that has no states, stays in its first state until it is
// moved.
package lifecycle
