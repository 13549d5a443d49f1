package world

import (
	"encoding/json"
	"strconv"
	"strings"
)

// Job is one job of a collection, as a Query returns it.
type Job struct {
	ID    string
	Scope Scope
	Index int // position in the list, from 0
	Of    int // length of the list
	Birth Birth
	// FromRequest reports that a create request or the control interface made it.
	FromRequest bool
	// Literal is a record from a file; nil for none.
	Literal json.RawMessage
	Patch   *Patch
}

// Deleted reports whether the job was deleted; see Query.Deleted.
func (j *Job) Deleted() bool { return j.Patch != nil && j.Patch.Gone }

// Created is the Origin of a job created by a create request or the control interface.
const Created = "created"

// Origin returns Created, "generated" for a job derived from the seed, or "file" for a
// literal record.
func (j *Job) Origin() string {
	switch {
	case j.Literal != nil:
		return "file"
	case j.FromRequest:
		return Created
	}
	return "generated"
}

// has reports whether a record may be in the collection: a property that is called like a path
// parameter has its value.
func (s Scope) has(record json.RawMessage) bool {
	if s.Params == (Params{}) {
		return true
	}
	var members map[string]any
	if json.Unmarshal(record, &members) != nil {
		return true
	}
	for name, value := range s.Params.All {
		for member, said := range members {
			text, isText := said.(string)
			if number, is := said.(float64); is {
				text, isText = strconv.FormatFloat(number, 'f', -1, 64), true
			}
			if isText && value != "" && spelled(member) == spelled(name) && text != value {
				return false
			}
		}
	}
	return true
}

// spelled is a name without what differs between projectId and project_id.
func spelled(name string) string { return strings.ToLower(strings.ReplaceAll(name, "_", "")) }

// literal returns the jobs that a scenario's file contains as records.
func (q *Query) literal(records []json.RawMessage) []Job {
	all := make([]Job, 0, len(records))
	_, own := q.Data.ByResource[q.Resource.Resource.Name]
	for _, r := range records {
		if own && !q.Scope.has(r) {
			continue
		}
		b := q.Resource.Kind.Literal(r)
		all = append(all, Job{ID: b.JobID(), Scope: q.Scope, Literal: r, Birth: b})
	}
	return all
}
