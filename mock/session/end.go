package session

import (
	"strings"

	"github.com/ringer-api/ringer/mock/budget"
	"github.com/ringer-api/ringer/mock/problem"
	"github.com/ringer-api/ringer/mock/world"
)

// EndJobIn ends a job now, in a final state of its model, with its memory taken from room. A job
// whose state is fixed, or an unknown state, is a *problem.Problem.
func (s *Session) EndJobIn(room *budget.Room, of Which, state string) (Job, error) {
	v, j, err := s.find(room, of)
	if err != nil {
		return Job{}, err
	}
	var finals []string
	known := false
	for _, one := range v.Resource.States {
		if one.Final() {
			finals = append(finals, one.Name)
			known = known || one.Name == state
		}
	}
	kind, can := v.Resource.Kind.(world.Ender)
	switch {
	case !can || len(finals) == 0:
		return Job{}, problem.Conflict("no-end", "job", "a "+v.Resource.Name+" has no final state", "change its fields instead")
	case !known:
		return Job{}, problem.BadInput("state", "state", problem.Quoted(state)+" is not a final state of a "+v.Resource.Name, "want one of "+strings.Join(finals, ", "))
	case j.Literal != nil || j.Patch.Sets(v.Resource.Status):
		return Job{}, problem.Conflict("no-end", "job", "its state is fixed: it is in a record of a file, or was set by hand", "set the field "+v.Resource.Status+" instead")
	}
	ended, err := kind.End(&v.Query, j.Birth, state)
	if err != nil {
		return Job{}, err
	}
	if err := s.Replace(&j, ended); err != nil {
		return Job{}, err
	}
	return s.JobIn(room, of)
}
