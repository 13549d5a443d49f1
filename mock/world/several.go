package world

// Of makes the resources those of one of several APIs: their names begin with the API's. It is
// called before they are used.
func (rs *Resources) Of(api string) *Resources {
	for _, r := range rs.all {
		r.API, r.Name = api, api+"/"+r.Resource.Name
	}
	return rs
}

// Together returns the resources of several APIs, for what looks them up by name. Operations
// are those of one API alone.
func Together(apis ...*Resources) *Resources {
	if len(apis) == 1 {
		return apis[0]
	}
	var both Resources
	for _, rs := range apis {
		both.all = append(both.all, rs.all...)
	}
	return &both
}
