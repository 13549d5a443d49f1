package world

import (
	"errors"
	"fmt"

	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/mock/llamacloud/execution"
)

// Record returns the execution as a client sees it, before literal records and patches are
// applied.
func (q *Query) Record(e *Execution) execution.Record {
	timeline := e.Birth.Timeline()
	r := timeline.At(q.Now)
	if e.Birth.Life.PollsPerStep > 0 {
		r = timeline.AtPoll(max(1, q.Polls(e.Birth)))
	}
	r.Times = q.Times
	return r
}

// Render returns the JSON of an execution's record, and the state that it had before it was
// patched.
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

// forced sets the state of a literal record to Query.Status.
func (q *Query) forced(record []byte) []byte {
	if q.Status == "" {
		return record
	}
	if forced, err := edit.Set(record, "/status", edit.Quote(q.Status)); err == nil {
		return forced
	}
	return record // one that is not an object remains unchanged
}

// patch applies what was changed by hand to the record.
func (q *Query) patch(e *Execution, record []byte) ([]byte, error) {
	for _, change := range e.Patch.Changes {
		if change.Pointer == "/status" && q.KeepStatus {
			continue
		}
		changed, err := edit.Set(record, change.Pointer, change.Value)
		if errors.Is(err, edit.ErrNotFound) {
			continue // the records of another scenario need not have that field
		}
		if err != nil {
			return nil, fmt.Errorf("changing execution %s: %w", e.ID, err)
		}
		record = changed
	}
	return record, nil
}
