package jobs

import (
	"maps"
	"slices"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/document"
	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

// ownerOf gives which places of a record repeat a parameter of the path that
// the record stands under: /dataset_id is {dataset_id}.
func (rd *reader) ownerOf(d *draft, record *shape) map[Pointer]string {
	out := map[Pointer]string{}
	for _, item := range d.items {
		for _, s := range item.steps {
			if s.param == "" || s.param == d.param || s.param == item.last().param {
				continue
			}
			for _, p := range record.properties() {
				if vocabulary.Same(p.name, s.param) {
					out["/"+document.EscapeToken(p.name)] = s.param
				}
			}
		}
	}
	return out
}

// fromRequest gives the places of a record that a create request has, too: what
// was asked for is what is told. The status and what the service makes are not.
func (rd *reader) fromRequest(d *draft, record *shape, own []Pointer) []Pointer {
	var out []Pointer
	for _, e := range d.roles[creates] {
		for _, b := range e.bodies {
			body := rd.shape(b)
			for _, p := range record.properties() {
				at := "/" + document.EscapeToken(p.name)
				if rd.value(p).says("readOnly") || slices.Contains(own, at) || slices.Contains(out, at) {
					continue
				}
				if asked := body.prop(p.name); asked != nil && rd.value(p).likens(asked) {
					out = append(out, at)
				}
			}
		}
	}
	return out
}

// lifeTimes gives the times of a record but those that a request asks for.
func (rd *reader) lifeTimes(d *draft, record *shape, states []*State) map[string]Pointer {
	times := rd.timesOf(record, states)
	for name, at := range times {
		for _, e := range d.roles[creates] {
			if slices.ContainsFunc(e.bodies, func(b schemas.Definition) bool {
				body := rd.shape(b)
				return !body.isType(record) && body.at(at) != nil
			}) {
				delete(times, name)
			}
		}
	}
	return times
}

// likens tells that two shapes may hold the same value, as far as types say.
func (s *shape) likens(o *shape) bool {
	if s == nil || o == nil {
		return false
	}
	for _, t := range []string{"string", "integer", "number", "boolean", "array", "object"} {
		if s.is(t) && o.is(t) {
			return true
		}
	}
	return s.id == o.id
}

// fixedOf gives what never changes: the id, its beginning, its owner, and what
// was asked for, unless an operation edits it.
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

// isStatus tells a place that moves, or may: nobody promises that it does not.
func (rd *reader) isStatus(d *draft, at Pointer) bool {
	l := rd.lifeOfDraft(d)
	return l != nil && l.at == at || rd.names.Last(vocabulary.StatusNames, at)
}

func (rd *reader) edited(d *draft, at Pointer) bool {
	return slices.ContainsFunc(d.roles[updates], func(e *endpoint) bool {
		return slices.ContainsFunc(e.bodies, func(b schemas.Definition) bool { return rd.shape(b).at(at) != nil })
	})
}

// webhookOf gives where a create request names an address to be told at.
func (rd *reader) webhookOf(d *draft) Pointer {
	for _, e := range d.roles[creates] {
		for _, b := range e.bodies {
			for _, p := range rd.shape(b).properties() {
				s := rd.value(p)
				address := s.is("string") && (s.text("format") == "uri" || s.text("format") == "url" || rd.counts(p.name, "url", "uri", "callback"))
				if address && rd.names.Any(vocabulary.WebhookNames, p.name) {
					return "/" + document.EscapeToken(p.name)
				}
			}
		}
	}
	return ""
}
