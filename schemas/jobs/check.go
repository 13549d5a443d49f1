package jobs

import (
	"slices"
	"strings"

	"github.com/ringer-api/ringer/schemas/document"
	"github.com/ringer-api/ringer/schemas/jobs/shapes"
)

// check validates a resource of an overlay, by itself and against the description: next
// states exist, a job can end, pointers exist in the record.
func (o *overlay) check(r *Resource, v *document.Value) {
	at := func(key string) *document.Value {
		if said := v.Get(key); said != nil {
			return said
		}
		return v
	}
	o.checkStates(r, at("states"))
	byCode := slices.ContainsFunc(r.States, func(s *State) bool { return s.Respond > 0 })
	if len(r.States) > 0 && r.Status == "" && v.Get("status") == nil && !byCode {
		o.wrong(v, "status: /status", "%s has states, but no place for them", r.Name)
	}
	if r.Error != nil {
		for _, name := range r.Error.When {
			o.knownState(r, at("error"), name)
		}
	}
	for _, result := range r.Result {
		for _, name := range result.When {
			o.knownState(r, at("results"), name)
		}
	}
	for op, p := range r.Record {
		if body := o.bodyOf(op); body != nil {
			o.leads(body, v, p)
		}
	}
	record := o.recordOf(r)
	if record == nil {
		return
	}
	for name, p := range r.Times {
		if !slices.Contains([]string{"created", "updated", "started", "ended", "expires"}, name) {
			o.knownState(r, at("times"), name)
		}
		o.leads(record, at("times"), p)
	}
	for key, list := range map[string][]Pointer{
		"status": {r.Status}, "progress": {r.Progress}, "counters": r.Counters, "from-request": r.FromRequest, "fixed": r.Fixed,
	} {
		for _, p := range list {
			o.leads(record, at(key), p)
		}
	}
	for p := range r.Owner {
		o.leads(record, at("owner"), p)
	}
	if r.ID != nil {
		o.leads(record, at("id"), r.ID.At)
	}
	if r.Error != nil {
		o.leads(record, at("error"), r.Error.At)
	}
}

func (o *overlay) checkStates(r *Resource, v *document.Value) {
	ends := len(r.States) == 0
	for _, s := range r.States {
		at := v
		if said := v.Get(s.Name); said != nil {
			at = said
		}
		ends = ends || s.Final()
		switch {
		case s.Kind == "":
			o.wrong(at, s.Name+": {kind: running}", "the state %q has no kind", s.Name)
		case s.Final() && (len(s.Then) > 0 || s.For != ""):
			o.wrong(at, "", "the state %q is final (%s): it cannot have a next state", s.Name, s.Kind)
		case s.For != "" && len(s.Then) == 0:
			o.wrong(at, "", "the state %q lasts %s, but has no next state: add then", s.Name, s.For)
		}
		for name := range s.Then {
			o.knownState(r, at, name)
		}
	}
	if !ends {
		o.wrong(v, "", "%s never ends: no state is final", r.Name)
	}
}

func (o *overlay) knownState(r *Resource, v *document.Value, name string) {
	if r.State(name) != nil {
		return
	}
	var known []string
	for _, s := range r.States {
		known = append(known, s.Name)
	}
	o.unknown(v, "state", name, known)
}

// recordOf returns the record of a resource: that of its first get, list or create.
func (o *overlay) recordOf(r *Resource) *shapes.Shape {
	for _, name := range slices.Concat(r.StatusGet, r.Get, r.List, r.Create) {
		if s := o.bodyOf(name).At(r.Record[name]); len(s.Properties()) > 0 {
			return s
		}
	}
	return nil
}

// bodyOf returns the body of an operation's first response; nil if it has no schema.
func (o *overlay) bodyOf(name Operation) *shapes.Shape {
	for _, e := range o.rd.endpoints {
		if e.name == name && len(e.responses) > 0 && len(e.responses[0].bodies) > 0 {
			return o.rd.Shape(e.responses[0].bodies[0])
		}
	}
	return nil
}

// leads reports a pointer to a property that the record does not have, if its schema
// lists the properties.
func (o *overlay) leads(record *shapes.Shape, v *document.Value, p Pointer) {
	s := record
	for _, token := range document.SplitPointer(p) {
		if items := s.Items(); items != nil && token == "-" {
			s = items
			continue
		}
		props := s.Properties()
		if len(props) == 0 {
			return
		}
		next := s.Prop(token)
		if next == nil {
			var known []string
			for _, q := range props {
				known = append(known, q.Name)
			}
			o.unknown(placed(v, p), "property", token, known)
			return
		}
		s = next
	}
}

// placed returns the value that contains a pointer, for its line.
func placed(v *document.Value, p Pointer) *document.Value {
	for _, m := range v.Members() {
		if m.IsString() && m.Text == p || strings.HasPrefix(m.Name, "/") && m.Name == p {
			return m.Value
		}
	}
	for _, item := range v.Items() {
		if item.IsString() && item.Text == p {
			return item
		}
	}
	return v
}
