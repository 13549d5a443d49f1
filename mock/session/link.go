package session

import (
	"slices"

	"github.com/ringer-api/ringer/mock/lifecycle"
	"github.com/ringer-api/ringer/mock/scenario"
	"github.com/ringer-api/ringer/mock/world"
)

// link lets a view look up the jobs of other resources that its own are linked to.
func (s *Session) link(v *scenario.View) {
	known := map[string][]lifecycle.Lead{}
	v.Leads = func(ref lifecycle.Ref) []lifecycle.Lead {
		w, j := s.linked(v, ref)
		if j == nil {
			return nil
		}
		key := w.Scope.Key(ref.ID)
		if _, read := known[key]; !read {
			w.Shown = nil // it shows the follower, which is being asked for
			known[key] = leads(w, j)
		}
		return known[key]
	}
	v.Shown = func(ref lifecycle.Ref) ([]byte, world.Kind) {
		w, j := s.linked(v, ref)
		if j == nil {
			return nil, nil
		}
		w.Shown = nil
		record, err := w.Render(j)
		if err != nil {
			return nil, nil
		}
		return record, w.Resource.Kind
	}
}

// linked returns a job of another resource at the view's instant, and its view; nil if it is
// gone.
func (s *Session) linked(v *scenario.View, ref lifecycle.Ref) (*scenario.View, *world.Job) {
	w, err := s.Beside(v, world.Scope{Resource: ref.Resource, Params: world.ParamsOf(ref.Params)})
	if err != nil {
		return nil, nil
	}
	for _, b := range w.Born {
		if b.JobID() == ref.ID {
			return w, w.One(b)
		}
	}
	all, err := w.Jobs() // it may be a generated one
	if err != nil {
		return nil, nil
	}
	if i := slices.IndexFunc(all, func(j world.Job) bool { return j.ID == ref.ID }); i >= 0 {
		return w, &all[i]
	}
	return nil, nil
}

// Beside returns the view of another collection at the instant of a view, and in its scenario.
func (s *Session) Beside(v *scenario.View, of world.Scope) (*scenario.View, error) {
	r, err := s.all.config.Resources.Resource("resource", of.Resource)
	if err != nil {
		return nil, err
	}
	w := &scenario.View{Scenario: v.Scenario, Request: v.Request}
	w.Scope, w.Resource, w.Now, w.Seed = of, r, v.Now, v.Seed
	w.Data, w.Generate, w.Room, w.Dynamic = v.Data, v.Scenario.Generate.For(r.Resource.Name), v.Room, v.Dynamic
	w.Request.Params = of.Params.Map()
	return w, s.Complete(w, true)
}

// leads are the states of a job up to now or, if it changes state by time, also those to come.
func leads(v *scenario.View, j *world.Job) []lifecycle.Lead {
	_, state, err := v.RenderState(j)
	if err != nil {
		return nil
	}
	var all []lifecycle.Lead
	for _, stage := range v.Query.Timeline(j, state) {
		s := v.Resource.State(stage.State)
		if s == nil || stage.At == nil && !stage.Past {
			continue
		}
		lead := lifecycle.Lead{At: j.Birth.Created(), Kind: s.Kind}
		if stage.At != nil {
			lead.At = *stage.At
		}
		all = append(all, lead)
	}
	return all
}
