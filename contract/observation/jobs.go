package observation

import (
	"strings"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// Jobs is what the check knows of the jobs of an API: which property of a record has which
// role, and what its states mean. The name of a property is empty when the API has no
// such property.
type Jobs struct {
	// Type is the schema of a record, and of the elements of a list of them.
	Type string
	// ID and Status are the record's id and the name of its state.
	ID, Status string
	// Created, Started, Updated and Ended are times.
	Created, Started, Updated, Ended string
	// Attempts counts how often the job was started.
	Attempts string
	// ErrorCode and ErrorMessage are what a failed job has.
	ErrorCode, ErrorMessage string
	// Input is what the job was created with.
	Input string
	// Owner is an object whose members name the path parameters that the record belongs
	// to; Owners has the parameters by these members, in the order in which they are
	// compared.
	Owner  string
	Owners []Owner
	// Fixed are the properties that never change.
	Fixed []string
	// States are the kinds of the states, by their names.
	States map[string]jobs.Kind
}

// Owner is a member of a record's owner, and the path parameter that it must equal.
type Owner struct{ Member, Parameter string }

// shownBy reports whether a schema is that of a record, or of a list of them.
func (j *Jobs) shownBy(s *schemas.Schema) bool { return strings.TrimSuffix(s.Name(), "[]") == j.Type }

// Times are the names of the times, in the order in which they come.
func (j *Jobs) Times() []string { return present(j.Created, j.Started, j.Updated, j.Ended) }

// Orders are the pairs of times of which the first must not be later than the second.
func (j *Jobs) Orders() [][2]string {
	var all [][2]string
	for _, pair := range [][2]string{
		{j.Created, j.Started}, {j.Created, j.Updated}, {j.Started, j.Ended}, {j.Created, j.Ended},
	} {
		if pair[0] != "" && pair[1] != "" {
			all = append(all, pair)
		}
	}
	return all
}

// Moving are the properties that change when the job changes its state.
func (j *Jobs) Moving() []string {
	return present(j.Status, j.Attempts, j.Started, j.Ended, j.ErrorCode, j.ErrorMessage)
}

// present leaves out the names of properties that the API does not have.
func present(names ...string) []string {
	all := names[:0]
	for _, name := range names {
		if name != "" {
			all = append(all, name)
		}
	}
	return all
}
