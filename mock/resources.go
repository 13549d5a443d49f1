package mock

import (
	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/lifecycle"
	"github.com/ringer-api/ringer/mock/llamacloud"
	"github.com/ringer-api/ringer/mock/modelled"
	"github.com/ringer-api/ringer/mock/value"
	"github.com/ringer-api/ringer/mock/world"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// resources returns the resources of an API. This is the only place that knows which API has
// Go code of its own.
func resources(api *fixtures.API, values *value.Maker) *world.Resources {
	d := api.Description
	if api.Name == fixtures.BuiltIn {
		return world.NewResources(d, api.Jobs, func(*jobs.Resource) world.Kind { return llamacloud.New(d) })
	}
	plans := lifecycle.Plans(api.Jobs, d)
	return world.NewResources(d, api.Jobs, func(r *jobs.Resource) world.Kind { return modelled.New(plans[r], d, values) })
}
