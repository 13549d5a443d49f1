package control

import (
	"encoding/json"
	"time"

	"github.com/ringer-api/ringer/mock/session"
	"github.com/ringer-api/ringer/mock/world"
)

// examples are those of the responses of the control interface, for its description.
type examples struct {
	time    time.Time
	scope   world.Params
	advance session.Advance
	session session.State
	job     session.Job
	poll    session.Poll
	final   string // a state in which a job is over
	// operation is the id of one of the API.
	operation string
}

// exampleTime is the time of all examples.
var exampleTime = time.Date(2024, 10, 1, 12, 0, 0, 0, time.UTC)

// newExamples makes examples about the first resource of the API.
func newExamples(rs *world.Resources, operations []string) examples {
	const id, other = "0f9d3c1b-8a7e-4d2f-9b6c-5e4d3c2b1a09", "3fa85f64-5717-4562-b3fc-2c963f66afa6"
	resource, from, to := "job", "running", "succeeded"
	e := examples{time: exampleTime}
	if len(operations) > 0 {
		e.operation = operations[0]
	}
	if all := rs.All(); len(all) > 0 {
		resource = all[0].Name
		for _, name := range all[0].Within {
			e.scope = e.scope.With(name, other)
		}
		from, to = ends(all[0], from, to)
	}
	began := exampleTime.Add(-time.Minute)
	move := world.Transition{ID: id, Resource: resource, Scope: e.scope, At: exampleTime, From: from, To: to}
	e.advance = session.Advance{From: exampleTime.Add(-90 * time.Second), To: exampleTime, Transitions: []world.Transition{move}}
	e.session = session.State{Name: "cart-7", Scenario: "default", Epoch: exampleTime, Clock: session.ClockState{Now: exampleTime},
		Faults: []string{}, Collections: []session.Collection{{Resource: resource, Scope: e.scope}}}
	record, _ := json.Marshal(map[string]string{"id": id})
	e.job = session.Job{ID: id, Resource: resource, Scope: e.scope, State: from, Origin: world.Created,
		Timeline: []world.Stage{{State: from, At: &began, Past: true}, {State: to, At: &exampleTime}},
		Next:     &move, FinalAt: &exampleTime, Record: record}
	e.final = to
	e.poll = session.Poll{Trace: "cart-7.1", At: exampleTime, Status: 200, State: from, Record: record}
	return e
}

// ends returns the first state of a resource, and one in which it is over.
func ends(r *world.Resource, from, to string) (first, last string) {
	for i, s := range r.States {
		if i == 0 {
			from, to = s.Name, s.Name
		}
		if s.Final() {
			return from, s.Name
		}
	}
	return from, to
}
