package world

import (
	"errors"
	"fmt"

	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/mock/execution"
)

// Record is the execution as a client sees it, but for what files and patches
// lay over it.
func (q *Query) Record(e *Execution) execution.Record {
	timeline := e.Birth.Timeline()
	r := timeline.At(q.Now)
	if e.Birth.Life.PollsPerStep > 0 {
		r = timeline.AtPoll(max(1, q.Polls(e.Birth)))
	}
	r.Times = q.Times
	return r
}

// Render gives the bytes of an execution's record, and the state that it was
// in before anything was patched.
func (q *Query) Render(e *Execution) (record []byte, status string, err error) {
	if e.Literal == nil {
		r := q.Record(e)
		record, status = r.AppendJSON(nil), string(r.Status)
	} else {
		record = q.forced(e.Literal)
		status = edit.Text(record, "/status")
	}
	if e.Patch != nil {
		if record, err = q.patch(e, record); err != nil {
			return nil, "", err
		}
	}
	return record, status, nil
}

// forced is a literal record in the state that all are to be in.
func (q *Query) forced(record []byte) []byte {
	if q.Status == "" {
		return record
	}
	if forced, err := edit.Set(record, "/status", edit.Quote(q.Status)); err == nil {
		return forced
	}
	return record // one that is no object stays what it is
}

// patch lays what was changed by hand over the record.
func (q *Query) patch(e *Execution, record []byte) ([]byte, error) {
	for _, change := range e.Patch.Changes {
		if change.Pointer == "/status" && q.KeepStatus {
			continue
		}
		changed, err := edit.Set(record, change.Pointer, change.Value)
		if errors.Is(err, edit.ErrNotFound) {
			continue // another scenario's records have no such place
		}
		if err != nil {
			return nil, fmt.Errorf("changing execution %s: %w", e.ID, err)
		}
		record = changed
	}
	return record, nil
}
