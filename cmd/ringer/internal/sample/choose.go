package sample

import (
	"maps"
	"net/http"
	"strings"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// Create is the operation that makes the first job of an API; of one without jobs, the
// first resource. It is nil if there is none.
func Create(api *fixtures.API) *schemas.Operation {
	return first(api, func(r *jobs.Resource) []jobs.Operation { return r.Create })
}

// List is the operation to show an API by: the list of its first job or resource, else the
// first GET operation, else the first of all. It is nil for an API without operations.
func List(api *fixtures.API) *schemas.Operation {
	if op := first(api, func(r *jobs.Resource) []jobs.Operation { return r.List }); op != nil {
		return op
	}
	all := api.Description.Operations()
	for _, op := range all {
		if op.Method == http.MethodGet {
			return op
		}
	}
	if len(all) == 0 {
		return nil
	}
	return all[0]
}

// First is the operation that lists a resource, and the JSON pointer of the first record in
// its response; nil if there is none.
func First(api *fixtures.API, r *jobs.Resource) (*schemas.Operation, string) {
	op := find(api, r.List)
	if op == nil {
		return nil, ""
	}
	at := r.Record[jobs.Of(op)]
	if at == "" && r.Pagination != nil {
		at = r.Pagination.Items
	}
	if !strings.Contains(at+"/", "/-/") {
		at += "/-"
	}
	return op, strings.ReplaceAll(at, "/-", "/0")
}

// Listed is the operation that lists a resource, and the JSON pointer of the first id in its
// response; nil if there is none.
func Listed(api *fixtures.API, r *jobs.Resource) (*schemas.Operation, string) {
	op, at := First(api, r)
	if op == nil || r.ID.At == "" {
		return nil, ""
	}
	return op, at + r.ID.At
}

// Created is the operation that creates a resource, and the JSON pointer of the id in its
// response; nil if there is none.
func Created(api *fixtures.API, r *jobs.Resource) (*schemas.Operation, string) {
	op := find(api, r.Create)
	if op == nil {
		return nil, ""
	}
	if at := r.ID.In[jobs.Of(op)]; at != "" {
		return op, at
	}
	if r.ID.At == "" {
		return nil, ""
	}
	return op, r.Record[jobs.Of(op)] + r.ID.At
}

// Complete returns the given parameters and those that Make would generate for the path,
// without one.
func Complete(op *schemas.Operation, in Input, without string) (map[string]string, error) {
	if err := in.check(op); err != nil {
		return nil, err
	}
	all := maps.Clone(in.Params)
	if all == nil {
		all = map[string]string{}
	}
	for _, p := range op.Parameters {
		if _, given := all[p.Name]; !given && p.In == "path" && p.Name != without {
			all[p.Name] = generated(p, in.Seed)[0]
		}
	}
	return all, nil
}

// Known are the parameters that an operation has.
func Known(op *schemas.Operation, all map[string]string) map[string]string {
	known := map[string]string{}
	for _, name := range names(op) {
		if value, given := all[name]; given {
			known[name] = value
		}
	}
	return known
}

func first(api *fixtures.API, of func(*jobs.Resource) []jobs.Operation) *schemas.Operation {
	for _, r := range api.Jobs.All() {
		if op := find(api, of(r)); op != nil {
			return op
		}
	}
	return nil
}

// find returns the first of these operations that the description has.
func find(api *fixtures.API, wanted []jobs.Operation) *schemas.Operation {
	for _, want := range wanted {
		if op := want.Find(api.Description); op != nil {
			return op
		}
	}
	return nil
}
