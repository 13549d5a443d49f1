package jobs

func (r *Resource) lines() string { return r.Name }
