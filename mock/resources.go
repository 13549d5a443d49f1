package mock

import (
	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/llamacloud"
	"github.com/ringer-api/ringer/mock/world"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// resources returns the resources of an API.
func resources(api *fixtures.API) *world.Resources {
	return world.NewResources(api.Description, api.Jobs, func(r *jobs.Resource) world.Kind {
		return llamacloud.New(api.Description)
	})
}
