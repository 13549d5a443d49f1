package modelled

import (
	"encoding/json"
	"net/http"
	"slices"

	"github.com/ringer-api/ringer/mock/lifecycle"
	"github.com/ringer-api/ringer/mock/world"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
)

var (
	_ world.Mover = (*Kind)(nil)
	_ world.Ender = (*Kind)(nil)
)

// Acts reports whether an operation's name means a state of the resource, or it responds with
// the resource's record.
func (k *Kind) Acts(op *schemas.Operation) bool {
	return k.plan.StateFor(jobs.Of(op), op.ID) != "" || k.plan.Returns(jobs.Of(op))
}

// Move returns the birth after an operation.
func (k *Kind) Move(q *world.Query, b world.Birth, role jobs.Role, op *schemas.Operation, body json.RawMessage) (world.Birth, error) {
	old, now, polls := *of(b), q.Now, q.Polls(b)
	moved, err := old, error(nil)
	update := func(b lifecycle.Birth) (lifecycle.Birth, error) {
		return k.plan.Update(b, body, now, polls, op.Method == http.MethodPut)
	}
	switch role {
	case jobs.CancelRole:
		updates := len(body) > 0 && slices.Contains(k.plan.Resource.Update, jobs.Of(op)) // PATCH {"status": "cancelled"}
		if !updates || k.plan.Stops(body) {
			moved, err = k.plan.Cancel(old, now, polls)
		}
		if updates && err == nil {
			moved, err = update(moved)
		}
	case jobs.PauseRole:
		moved, err = k.plan.Pause(old, now, polls)
	case jobs.ResumeRole:
		moved, err = k.plan.Resume(old, now, polls)
	case jobs.UpdateRole:
		moved, err = update(old)
	case world.ActRole:
		moved, _, err = k.plan.MoveFor(jobs.Of(op), op.ID, old, now, polls)
	}
	if err != nil {
		return nil, err
	}
	return &birth{moved}, nil
}

// End returns the birth after the control interface has ended the job.
func (k *Kind) End(q *world.Query, b world.Birth, state string) (world.Birth, error) {
	moved, err := k.plan.MoveTo(*of(b), state, q.Now, q.Polls(b))
	return &birth{moved}, err
}
