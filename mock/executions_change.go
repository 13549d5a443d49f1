package mock

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/schemas"
)

// Bounds on what is changed by hand.
const (
	maxAmended = 10_000 // executions in a session
	maxChanges = 100    // fields of an execution
)

// Edit sets fields of an execution.
type Edit struct {
	// Set gives values by JSON pointer into the record. A field that the
	// record does not have is added to the object it would stand in.
	Set map[string]json.RawMessage `json:"set" doc:"the new values, by JSON pointer into the record: /status, /parameters/eval_execution_params/llm_model"`
	// BreakContract lets the record break its schema.
	BreakContract bool `json:"break_contract,omitempty" doc:"let the record break its schema on purpose"`
}

// ChangeExecution lays values over fields of an execution, wherever it is
// shown, until the session is reset. Its life goes on beneath them. A value
// that would break the record's schema is a *Problem that says how, unless the
// change says that it does so on purpose; so is an unknown execution.
func (s *Session) ChangeExecution(of Which, change Edit) (Execution, error) {
	room := s.mock.room(context.Background())
	defer room.done()
	return s.changeExecution(room, of, change)
}

func (s *Session) changeExecution(room *room, of Which, change Edit) (Execution, error) {
	c, v, err := s.find(room, of)
	if err != nil {
		return Execution{}, err
	}
	if len(change.Set) == 0 {
		return Execution{}, badInput("change", "set", "no field is named", `want {"set": {"/status": "ERROR"}}`)
	}
	if _, ok := change.Set["/id"]; ok && !change.BreakContract {
		return Execution{}, badInput("change", "set//id", "an execution's id does not change",
			"make another one with that id; or say break_contract, for a service that changes ids")
	}
	next := v.amended.with(change)
	if len(next.changes) > maxChanges {
		return Execution{}, badInput("change", "set", fmt.Sprintf("more than %d fields are changed", maxChanges), "")
	}
	changed := v
	changed.amended = next
	if err := c.allows(changed, change); err != nil {
		return Execution{}, err
	}
	if err := s.setAmendment(v.id, next); err != nil {
		return Execution{}, err
	}
	return c.describeView(changed)
}

// with is the amendment with more changes; a pointer that was set before is set anew.
func (a *amendment) with(change Edit) *amendment {
	next := &amendment{breaks: change.BreakContract}
	if a != nil {
		next.breaks = next.breaks || a.breaks
		for _, c := range a.changes {
			if _, again := change.Set[c.pointer]; !again {
				next.changes = append(next.changes, c)
			}
		}
	}
	for _, pointer := range slices.Sorted(maps.Keys(change.Set)) {
		next.changes = append(next.changes, newChange(pointer, change.Set[pointer]))
	}
	return next
}

// allows refuses a change that leads nowhere or breaks the contract unsaid.
func (c *call) allows(v view, change Edit) error {
	record, err := c.render(view{id: v.id, index: v.index, of: v.of, birth: v.birth, literal: v.literal})
	if err != nil {
		return err
	}
	for _, set := range v.amended.changes {
		if record, err = edit.Set(record, set.pointer, set.value); err != nil {
			return badInput("change", "set/"+set.pointer, err.Error(), "want a JSON pointer to a field of the record, such as /status")
		}
	}
	if v.amended.breaks || c.plan.scenario.BreaksContract {
		return nil
	}
	if violations := c.session.mock.recordSchema().Validate(record); len(violations) > 0 {
		return badInput("change", change.blamed(violations[0].Pointer), violations[0].String(),
			"say break_contract if it is to break the contract on purpose")
	}
	return nil
}

// recordSchema is that of one execution.
func (m *Mock) recordSchema() *schemas.Schema {
	return m.description.Operation(schemas.Get).Responses[http.StatusOK].Schema
}

// blamed is the field of the change that a violation at a place comes from.
func (e *Edit) blamed(place string) string {
	for _, pointer := range slices.Sorted(maps.Keys(e.Set)) {
		if len(e.Set) == 1 || place == pointer || strings.HasPrefix(place, pointer+"/") {
			return "set/" + pointer
		}
	}
	return "set"
}

// DeleteExecution makes an execution disappear from every answer until the
// session is reset. An unknown one is a *Problem.
func (s *Session) DeleteExecution(of Which) error {
	room := s.mock.room(context.Background())
	defer room.done()
	return s.deleteExecution(room, of)
}

func (s *Session) deleteExecution(room *room, of Which) error {
	_, v, err := s.find(room, of)
	if err != nil {
		return err
	}
	return s.setAmendment(v.id, &amendment{gone: true})
}

// amend keeps what is changed of an execution, and tells nobody.
func (s *Session) amend(id string, a *amendment) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, again := s.amended[id]
	if !again && len(s.amended) >= maxAmended {
		return conflict("changes", "execution", fmt.Sprintf("more than %d executions of the session are changed", maxAmended),
			"reset the session")
	}
	s.amended[id] = a
	return nil
}

func (s *Session) setAmendment(id string, a *amendment) error {
	if err := s.amend(id, a); err != nil {
		return err
	}
	how := id + " deleted"
	if !a.gone {
		how = id + " changed at " + strings.Join(a.pointers(), ", ")
	}
	s.changed("execution", how)
	return nil
}

func newChange(pointer string, value json.RawMessage) change {
	return change{pointer: pointer, value: slices.Clone(value)}
}
