// Package observation parses the body of an exchange once, for all rules: JSON, schema
// violations, executions, results, and names that the description does not contain.
package observation

import (
	"slices"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/schemas"
)

// Observation is an exchange with the contents of its response, parsed once for all
// rules. It is not changed afterwards.
type Observation struct {
	*exchange.Exchange
	// Reading is the parsed body. It is never nil, and empty when there was nothing
	// to parse.
	Reading *Reading
	// Documented is the operation in the target's description; nil when there is none.
	Documented *schemas.Operation
}

// Distinct returns the records that can be told apart: those whose id no other record
// of the same response has. When a single execution was requested by id, it does not
// return one with another id.
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

// Records returns the executions in the response; none before it has been parsed.
// Executions of made-up datasets are left out, so they are not checked: a service made
// for a test may return the same for every request.
func (x *Observation) Records() []Record {
	if x.Probe.Expect.Kind == exchange.Unknown {
		return nil
	}
	return x.Reading.Records
}

// Shows returns the execution with this id, and whether the response contains it.
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
	return x.Reading.Hidden == 0 && !slices.ContainsFunc(x.Reading.Records, func(r Record) bool { return r.Invalid(r.Jobs.ID) })
}

// Partial reports whether only a part of the body was checked.
func (x *Observation) Partial() bool { return x.Reading.Left != "" }
