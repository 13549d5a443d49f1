package jobs

import "github.com/ringer-api/ringer/schemas"

// Role is what an operation does with a resource. The zero Role is none: the operation
// belongs to no resource.
type Role string

// The roles, named like the keys of an overlay.
const (
	CreateRole    Role = "create"
	ListRole      Role = "list"
	GetRole       Role = "get"
	StatusGetRole Role = "status-get" // returns a part of the record, with the state
	UpdateRole    Role = "update"
	CancelRole    Role = "cancel"
	PauseRole     Role = "pause"
	ResumeRole    Role = "resume"
	DeleteRole    Role = "delete"
	ResultsRole   Role = "results"
)

// Operations returns the operations of the resource with that role.
func (r *Resource) Operations(role Role) []Operation {
	switch role {
	case CreateRole:
		return r.Create
	case ListRole:
		return r.List
	case GetRole:
		return r.Get
	case StatusGetRole:
		return r.StatusGet
	case UpdateRole:
		return r.Update
	case CancelRole:
		return r.Cancel
	case PauseRole:
		return r.Pause
	case ResumeRole:
		return r.Resume
	case DeleteRole:
		return r.Delete
	case ResultsRole:
		return r.Results
	}
	return nil
}

// Roles returns all roles, in the order of preference for an operation with several.
func Roles() []Role {
	return []Role{CreateRole, GetRole, ListRole, StatusGetRole, ResultsRole, CancelRole, PauseRole, ResumeRole, UpdateRole, DeleteRole}
}

// Place is the part of an operation in a job model: the resource and what the operation
// does with it. The zero Place is that of an operation that belongs to no resource.
type Place struct {
	Resource *Resource
	Role     Role
}

// Places returns the place of every operation that has one. An operation of several
// resources has its place in the first: jobs come before other resources.
func (m *Model) Places() map[Operation]Place {
	places := map[Operation]Place{}
	for _, r := range m.All() {
		for _, role := range Roles() {
			for _, op := range r.Operations(role) {
				if _, taken := places[op]; !taken {
					places[op] = Place{r, role}
				}
			}
		}
	}
	return places
}

// Find returns the operation of a description that has the name; nil if there is none.
func (o Operation) Find(d *schemas.Description) *schemas.Operation {
	for _, op := range d.Operations() {
		if Of(op) == o {
			return op
		}
	}
	return nil
}
