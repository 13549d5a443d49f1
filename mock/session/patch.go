package session

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/mock/budget"
	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/mock/problem"
	"github.com/ringer-api/ringer/mock/scenario"
	"github.com/ringer-api/ringer/mock/world"
)

// maxChanges limits the fields of a job that are changed by hand.
const maxChanges = 100

// Edit sets fields of a job.
type Edit struct {
	// Set has the new values by JSON pointer into the record. A field that the record
	// does not have is added to the object that the pointer leads to.
	Set map[string]json.RawMessage `json:"set" doc:"the new values, by JSON pointer into the record: /status, /error/code"`
	// BreakContract allows the record to break its schema.
	BreakContract bool `json:"breakContract,omitempty" doc:"allow the record to break its schema, on purpose"`
}

// ChangeJob sets fields of a job, in all responses that contain it, until
// the session is reset. Its lifecycle continues underneath. A value that would break the
// record's schema is a *problem.Problem that describes how, unless BreakContract is set;
// so is an unknown job.
func (s *Session) ChangeJob(of Which, change Edit) (Job, error) {
	room := s.room()
	defer room.Done()
	return s.ChangeJobIn(room, of, change)
}

// ChangeJobIn is ChangeJob with its memory taken from room.
func (s *Session) ChangeJobIn(room *budget.Room, of Which, change Edit) (Job, error) {
	v, e, err := s.find(room, of)
	if err != nil {
		return Job{}, err
	}
	if len(change.Set) == 0 {
		return Job{}, problem.BadInput("change", "set", "no field is named", `want {"set": {"/status": "ERROR"}}`)
	}
	if _, ok := change.Set[v.Resource.ID.At]; ok && !change.BreakContract {
		return Job{}, problem.BadInput("change", "set/"+v.Resource.ID.At, "a job's id does not change",
			"create another one with that id; or say breakContract, for a service that changes ids")
	}
	next := e.Patch.With(change.Set, change.BreakContract)
	if len(next.Changes) > maxChanges {
		return Job{}, problem.BadInput("change", "set", fmt.Sprintf("more than %d fields are changed", maxChanges), "")
	}
	e.Patch = next
	if err := change.check(v, e); err != nil {
		return Job{}, err
	}
	if err := s.patch(e.Scope, e.ID, next); err != nil {
		return Job{}, err
	}
	return describe(v, e)
}

// check returns an error for a pointer without a target, and for values that break the
// contract without BreakContract.
func (c *Edit) check(v *scenario.View, e world.Job) error {
	patch := e.Patch
	e.Patch = nil
	record, err := v.Render(&e)
	if err != nil {
		return err
	}
	for _, set := range patch.Changes {
		if record, err = edit.Set(record, set.Pointer, set.Value); err != nil {
			return problem.BadInput("change", "set/"+set.Pointer, err.Error(), "want a JSON pointer to a field of the record, such as /status")
		}
	}
	if patch.Breaks || v.Scenario.BreaksContract {
		return nil
	}
	if v.Resource.Schema == nil {
		return nil
	}
	if violations := v.Resource.Schema.Validate(record); len(violations) > 0 {
		return problem.BadInput("change", c.checkRecord(violations[0].Pointer), violations[0].String(),
			"say breakContract if it is to break the contract on purpose")
	}
	return nil
}

// checkRecord returns the field of the change that causes a violation at a place.
func (e *Edit) checkRecord(place string) string {
	for _, pointer := range slices.Sorted(maps.Keys(e.Set)) {
		if len(e.Set) == 1 || place == pointer || strings.HasPrefix(place, pointer+"/") {
			return "set/" + pointer
		}
	}
	return "set"
}

// DeleteJob removes a job from every response until the session is reset.
// An unknown one is a *problem.Problem.
func (s *Session) DeleteJob(of Which) error {
	room := s.room()
	defer room.Done()
	return s.DeleteJobIn(room, of)
}

// DeleteJobIn is DeleteJob with its memory taken from room.
func (s *Session) DeleteJobIn(room *budget.Room, of Which) error {
	_, e, err := s.find(room, of)
	if err != nil {
		return err
	}
	return s.Remove(&e)
}

// patch stores what is changed of a job, and publishes an event.
func (s *Session) patch(of world.Scope, id string, p *world.Patch) error {
	if err := s.setPatch(of, id, p); err != nil {
		return err
	}
	how := id + " deleted"
	if !p.Gone {
		how = id + " changed at " + strings.Join(p.Pointers(), ", ")
	}
	s.Changed("job", how)
	return nil
}

// setPatch stores what is changed of a job, without an event.
func (s *Session) setPatch(of world.Scope, id string, p *world.Patch) error {
	s.life.RLock()
	defer s.life.RUnlock()
	if s.life.over {
		return nil
	}
	if p.Gone {
		s.all.uploads.drop(s.name, of.Key(id))
	}
	dropped, err := s.all.config.State.SetPatch(s.name, of.Key(id), p)
	for _, key := range dropped {
		s.all.uploads.drop(s.name, key)
		s.all.config.Logger.Warn("changed job dropped: the changes of all sessions take too much memory", "job", world.KeyText(key))
	}
	if errors.Is(err, world.ErrPatches) {
		return problem.Conflict("changes", "job", fmt.Sprintf("more than %d jobs of the session are changed", world.MaxPatches),
			"reset the session")
	}
	return err
}
