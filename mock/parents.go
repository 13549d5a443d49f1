package mock

import (
	"github.com/ringer-api/ringer/mock/fault"
	"github.com/ringer-api/ringer/mock/world"
)

// missingParent returns the 404 for a path that names a resource that does not exist, if that
// is required; nil if all exist.
func (c *call) missingParent() (*fault.Response, error) {
	if !c.mock.config.StrictParents {
		return nil, nil
	}
	for _, parent := range c.api.parents[c.operation.ID] {
		id := c.param(parent.ID.Parameter)
		of := world.Scope{Resource: parent.Name}
		for _, name := range parent.Within {
			of.Params = of.Params.With(name, c.param(name))
		}
		exists, err := c.session.Contains(c.room, of, id)
		if err != nil {
			return nil, err
		}
		if !exists {
			c.trace.Refused = "no " + parent.Resource.Name + " has the id in the path, and parents must exist"
			return responseOf(c.api.framework.noParent(c, parent, id)), nil
		}
	}
	return nil, nil
}
