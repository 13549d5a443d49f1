package jobs

import (
	"maps"
	"slices"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/document"
	"github.com/ringer-api/ringer/schemas/jobs/shapes"
	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

// ownerOf returns the places of a record that repeat a parameter of its path:
// /dataset_id is {dataset_id}.
func (rd *reader) ownerOf(d *draft, record *shapes.Shape) map[Pointer]string {
	out := map[Pointer]string{}
	for _, item := range d.items {
		for _, s := range item.steps {
			if s.param == "" || s.param == d.param || s.param == item.last().param {
				continue
			}
			for _, p := range record.Properties() {
				if vocabulary.Same(p.Name, s.param) {
					out["/"+document.EscapeToken(p.Name)] = s.param
				}
			}
		}
	}
	return out
}

// fromRequest returns the places of a record that a create request has too: the response
// repeats the request. The status and what the service generates are not among them.
func (rd *reader) fromRequest(d *draft, record *shapes.Shape, own []Pointer) []Pointer {
	var out []Pointer
	for _, e := range d.roles[creates] {
		for _, b := range e.bodies {
			body := rd.Shape(b)
			for _, p := range record.Properties() {
				at := "/" + document.EscapeToken(p.Name)
				if rd.Value(p).Says("readOnly") || slices.Contains(own, at) || slices.Contains(out, at) {
					continue
				}
				if asked := body.Prop(p.Name); asked != nil && rd.Value(p).Likens(asked) {
					out = append(out, at)
				}
			}
		}
	}
	return out
}

// lifeTimes returns the times of a record except those that a request sets.
func (rd *reader) lifeTimes(d *draft, record *shapes.Shape, states []*State) map[string]Pointer {
	times := rd.timesOf(record, states)
	for name, at := range times {
		for _, e := range d.roles[creates] {
			if slices.ContainsFunc(e.bodies, func(b schemas.Definition) bool {
				body := rd.Shape(b)
				return !rd.isType(body, record) && body.At(at) != nil
			}) {
				delete(times, name)
			}
		}
	}
	return times
}

// fixedOf returns the places that never change: the id, the creation time, the owner,
// and what the create request set, unless an operation edits it.
func (rd *reader) fixedOf(d *draft, r *Resource) []Pointer {
	var out []Pointer
	if r.ID != nil && r.ID.At != "" {
		out = append(out, r.ID.At)
	}
	if at := r.Times["created"]; at != "" {
		out = append(out, at)
	}
	out = append(out, slices.Sorted(maps.Keys(r.Owner))...)
	for _, at := range r.FromRequest {
		if !slices.Contains(out, at) && !rd.edited(d, at) && !rd.isStatus(d, at) {
			out = append(out, at)
		}
	}
	return out
}

// isStatus reports whether a place changes with the status, or might: such a place is
// never assumed to be fixed.
func (rd *reader) isStatus(d *draft, at Pointer) bool {
	l := rd.lifeOfDraft(d)
	return l != nil && l.at == at || rd.names.Last(vocabulary.StatusNames, at)
}

func (rd *reader) edited(d *draft, at Pointer) bool {
	return slices.ContainsFunc(d.roles[updates], func(e *endpoint) bool {
		return slices.ContainsFunc(e.bodies, func(b schemas.Definition) bool { return rd.Shape(b).At(at) != nil })
	})
}

// webhookOf returns the place of a create request that holds a URL for notifications.
func (rd *reader) webhookOf(d *draft) Pointer {
	for _, e := range d.roles[creates] {
		for _, b := range e.bodies {
			for _, p := range rd.Shape(b).Properties() {
				s := rd.Value(p)
				address := s.Is("string") && (s.Text("format") == "uri" || s.Text("format") == "url" || rd.counts(p.Name, "url", "uri", "callback"))
				if address && rd.names.Any(vocabulary.WebhookNames, p.Name) {
					return "/" + document.EscapeToken(p.Name)
				}
			}
		}
	}
	return ""
}
