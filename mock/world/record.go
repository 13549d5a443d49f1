package world

import (
	"errors"
	"fmt"

	"github.com/ringer-api/ringer/mock/edit"
)

// Render returns the JSON of a job's record, and the state that it had before it was
// patched.
func (q *Query) Render(j *Job) (record []byte, state string, err error) {
	k := q.Resource.Kind
	if j.Literal == nil {
		record, state = k.Record(q, j.Birth)
		record = q.held(j, record, state)
	} else {
		record = j.Literal
		if writer, ok := k.(Rewriter); ok {
			record = writer.Rewritten(q, j.Birth, record)
		}
		if q.Status != "" {
			record = k.WithState(record, q.Status)
		}
		state = k.State(record)
	}
	if j.Patch != nil {
		if record, err = q.patch(j, record); err != nil {
			return nil, "", err
		}
	}
	return record, state, nil
}

// patch applies what was changed by hand to the record.
func (q *Query) patch(j *Job, record []byte) ([]byte, error) {
	for _, change := range j.Patch.Changes {
		if change.Pointer == q.Resource.Status && q.KeepStatus {
			continue
		}
		changed, err := edit.Set(record, change.Pointer, change.Value)
		if errors.Is(err, edit.ErrNotFound) {
			continue // the records of another scenario need not have that field
		}
		if err != nil {
			return nil, fmt.Errorf("changing job %s: %w", j.ID, err)
		}
		record = changed
	}
	return record, nil
}

// held returns the record of a job with that of its subject.
func (q *Query) held(j *Job, record []byte, state string) []byte {
	linked, is := j.Birth.(Linked)
	if !is || linked.Subject() == nil || q.Shown == nil {
		return record
	}
	subject, of := q.Shown(*linked.Subject())
	if subject == nil {
		return record
	}
	return q.Resource.Kind.(Linker).Hold(q.Operation, record, state, subject, of)
}
