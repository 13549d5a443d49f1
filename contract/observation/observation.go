// Package observation parses the body of an exchange once, for all rules: JSON, schema
// violations, jobs, results, and names that the description does not contain.
package observation

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
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
	// Jobs are the jobs of the API, Role is what the operation does with them.
	Jobs *Jobs
	Role Role
	// Query are the documented parameters in the query of the request.
	Query string
}

// Collection returns the collection of jobs that the request names; false when an id in it
// is missing or wrong.
func (x *Observation) Collection() (Collection, bool) { return x.Jobs.CollectionOf(x.Probe.Inputs) }

// AskedID returns the id of the job that the request names, in canonical form.
func (x *Observation) AskedID() (string, bool) {
	name := x.Jobs.named[x.Probe.Operation]
	if name == "" {
		return "", false
	}
	return x.Jobs.Job.Form.Canonical(x.Probe.Inputs.Get(name))
}

// Place tells requests for one collection from those for others: the parameters in Jobs.Scope,
// or, of an API with several kinds of jobs, whatever the request names besides a job.
func (x *Observation) Place() string {
	if x.Jobs.Only {
		c, _ := x.Collection()
		return string(c)
	}
	in := x.Probe.Inputs.Without(x.Jobs.named[x.Probe.Operation])
	text := ""
	for _, p := range in {
		text += p.Name + "=" + p.Value + separator
	}
	return text
}

// Home is where a job that the response shows can be fetched by its id; false when the request
// does not tell.
func (x *Observation) Home() (string, bool) {
	if x.Jobs.Only {
		c, _ := x.Collection()
		return c.Last(), true
	}
	text := ""
	for _, name := range x.Jobs.getScope {
		value := x.Probe.Inputs.Get(name)
		if value == "" {
			return "", false
		}
		text += value + separator
	}
	return text, true
}

// Distinct returns the records that can be told apart: those whose id no other record
// of the same response has. When a single job was requested by id, it does not
// return one with another id.
func (x *Observation) Distinct() []Record {
	if x.Probe.Expect.Kind == exchange.Unknown {
		return nil
	}
	asked, ok := x.AskedID()
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

// Records returns the jobs in the response; none before it has been parsed. Jobs of made-up
// collections are left out, so they are not checked: a service made
// for a test may return the same for every request.
func (x *Observation) Records() []Record {
	if x.Probe.Expect.Kind == exchange.Unknown {
		return nil
	}
	return x.Reading.Records
}

// Shows returns the job with this id, and whether the response contains it.
func (x *Observation) Shows(id string) (Record, bool) {
	for _, record := range x.Distinct() {
		if record.ID() == id {
			return record, true
		}
	}
	return Record{}, false
}

// ShowsEveryID reports whether no id in the response is Invalid and no other page follows or
// precedes it, so that a job which is not shown is really absent.
func (x *Observation) ShowsEveryID() bool {
	return x.Reading.Hidden == 0 && !x.paged() && !slices.ContainsFunc(x.Reading.Records, func(r Record) bool { return r.Invalid(r.Jobs.ID) })
}

// Partial reports whether only a part of the body was checked.
func (x *Observation) Partial() bool { return x.Reading.Left != "" }

// paged reports whether the response may be a part of a list.
func (x *Observation) paged() bool {
	p := x.Jobs.page
	if p == nil || x.Role != RoleList || len(x.Reading.Records) == 0 {
		return false
	}
	if query, err := url.ParseQuery(x.Query); err == nil && (query.Has(p.Cursor) || query.Has(p.Offset) || query.Has(p.Page)) {
		return true
	}
	told := false
	for _, at := range []jobs.Pointer{p.Next, p.More} {
		if at == "" {
			continue
		}
		told = true
		if v, _ := valueAt(x.Reading.Value, at); v != nil && v != false && v != "" {
			return true
		}
	}
	if p.Total != "" {
		total, _ := valueAt(x.Reading.Value, p.Total)
		return Text(total) != strconv.Itoa(len(x.Reading.Records))
	}
	if p.Link && x.Response != nil {
		return strings.Contains(x.Response.Get("link"), "next")
	}
	return !told && (p.Cursor != "" || p.Offset != "" || p.Page != "" || p.Limit != "")
}
