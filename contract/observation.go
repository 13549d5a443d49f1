package contract

import "github.com/ringer-api/ringer/schemas"

// observation is an exchange with what its answer says, read once for all who look
// at it. It is not changed afterwards.
type observation struct {
	*Exchange
	// reading is what the body says; never nil, and empty where there was nothing
	// to be read.
	reading *reading
	// promised is the operation as the target describes it; nil when there is none.
	promised *schemas.Operation
}

// distinct are the records that can be told apart: those with an id that no
// other of the same answer has, and none that was not asked for.
func (x *observation) distinct() []Record {
	if x.Probe.Expect.Kind == Unknown {
		return nil
	}
	asked, ok := canonicalUUID(x.Probe.Inputs.ExecutionID)
	if all := x.reading.distinct; ok && len(all) == 1 && all[0].ID() != asked {
		return nil
	}
	return x.reading.distinct
}

func distinct(records []Record) []Record {
	count := map[string]int{}
	for _, r := range records {
		count[r.ID()]++
	}
	alone := make([]Record, 0, len(records))
	for _, r := range records {
		if r.ID() != "" && count[r.ID()] == 1 {
			alone = append(alone, r)
		}
	}
	return alone
}

// records are the executions that the answer shows; none before it was read.
// What is shown of datasets that nobody named is not judged: a service made for
// a test may show the same to whoever asks.
func (x *observation) records() []Record {
	if x.Probe.Expect.Kind == Unknown {
		return nil
	}
	return x.reading.records
}

// shows gives an execution by its id, out of an answer.
func (x *observation) shows(id string) (Record, bool) {
	for _, record := range x.distinct() {
		if record.ID() == id {
			return record, true
		}
	}
	return Record{}, false
}

// partial tells that only some of a body was judged.
func (x *observation) partial() bool { return x.reading.left != "" }
