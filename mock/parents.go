package mock

import (
	"github.com/ringer-api/ringer/mock/fault"
	"github.com/ringer-api/ringer/mock/world"
)

// missingParent returns the 404 for a path that names a resource that was deleted or, if all must
// exist, one that does not exist; nil otherwise.
func (c *call) missingParent() (*fault.Response, error) {
	for _, parent := range c.api.parents[c.operation.ID] {
		id := c.param(parent.ID.Parameter)
		of := world.Scope{Resource: parent.Name}
		for _, name := range parent.Within {
			of.Params = of.Params.With(name, c.param(name))
		}
		deleted, err := c.session.IsDeleted(of, id)
		if err != nil {
			return nil, err
		}
		exists, why := !deleted, "the "+parent.Resource.Name+" in the path was deleted"
		if exists && c.mock.config.StrictParents {
			why = "no " + parent.Resource.Name + " has the id in the path, and parents must exist"
			if exists, err = c.session.Contains(c.room, of, id); err != nil {
				return nil, err
			}
		}
		if deleted {
			c.session.Forget(c.api.name, of.Params.With(parent.ID.Parameter, id))
		}
		if !exists {
			c.trace.Refused = why
			return responseOf(c.api.framework.noParent(c, parent, id)), nil
		}
	}
	return nil, nil
}
