// Package observation reads what an exchange shows, once for all who look at it: JSON,
// breaks of the schema, executions, results, and names that the description does not know.
package observation

import (
	"slices"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/schemas"
)

// Observation is an exchange with what its answer says, read once for all who look
// at it. It is not changed afterwards.
type Observation struct {
	*exchange.Exchange
	// Reading is what the body says; never nil, and empty where there was nothing
	// to be read.
	Reading *Reading
	// Documented is the operation as the target describes it; nil when there is none.
	Documented *schemas.Operation
}

// Distinct are the records that can be told apart: those with an id that no
// other of the same answer has, and none that was not asked for.
func (x *Observation) Distinct() []Record {
	if x.Probe.Expect.Kind == exchange.Unknown {
		return nil
	}
	asked, ok := exchange.CanonicalUUID(x.Probe.Inputs.ExecutionID)
	if all := x.Reading.Distinct; ok && len(all) == 1 && all[0].ID() != asked {
		return nil
	}
	return x.Reading.Distinct
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

// Records are the executions that the answer shows; none before it was read.
// What is shown of datasets that nobody named is not judged: a service made for
// a test may show the same to whoever asks.
func (x *Observation) Records() []Record {
	if x.Probe.Expect.Kind == exchange.Unknown {
		return nil
	}
	return x.Reading.Records
}

// Shows gives an execution by its id, out of an answer.
func (x *Observation) Shows(id string) (Record, bool) {
	for _, record := range x.Distinct() {
		if record.ID() == id {
			return record, true
		}
	}
	return Record{}, false
}

// ShowsEveryID reports whether no id in the response is Invalid, so that an execution
// which is not shown is really absent.
func (x *Observation) ShowsEveryID() bool {
	return x.Reading.Hidden == 0 && !slices.ContainsFunc(x.Reading.Records, func(r Record) bool { return r.Invalid("id") })
}

// Partial tells that only some of a body was judged.
func (x *Observation) Partial() bool { return x.Reading.Left != "" }
