package jobs

import (
	"slices"
	"strings"

	"github.com/ringer-api/ringer/schemas/document"
	"github.com/ringer-api/ringer/schemas/jobs/shapes"
	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

// pagination returns how the first list operation of a resource is paged; nil if its
// response is complete.
func (rd *reader) pagination(d *draft) *Pagination {
	if len(d.roles[lists]) == 0 {
		return nil
	}
	e := d.roles[lists][0]
	p := &Pagination{Items: strings.TrimSuffix(d.at[e.name], "/-")}
	for _, q := range e.params {
		if q.in == "query" {
			rd.pageParam(p, q.name)
		}
	}
	p.Link = slices.ContainsFunc(e.responses, func(a response) bool { return slices.Contains(a.headers, "link") })
	if len(e.responses) > 0 && len(e.responses[0].bodies) > 0 {
		rd.pagePlaces(p, rd.Shape(e.responses[0].bodies[0]))
	}
	if *p == (Pagination{}) || *p == (Pagination{Items: p.Items}) && p.Items == "" {
		return nil
	}
	return p
}

func (rd *reader) pageParam(p *Pagination, name string) {
	has := func(t vocabulary.Topic) bool { return rd.names.Any(t, name) }
	switch {
	case p.Limit == "" && has(vocabulary.LimitNames) && !bounds(name):
		p.Limit = name
	case p.Page == "" && has(vocabulary.PageNames) && len(vocabulary.Parts(name)) <= 2 && !has(vocabulary.CursorNames):
		p.Page = name
	case p.Offset == "" && has(vocabulary.OffsetNames) && !has(vocabulary.CursorNames) && len(vocabulary.Parts(name)) == 1:
		p.Offset = name
	case p.Cursor == "" && has(vocabulary.CursorNames) && len(vocabulary.Parts(name)) <= 2 && !rd.filtersTime(name):
		p.Cursor = name
	}
}

// bounds distinguishes "max_price", which bounds a property, from "max_results".
func bounds(name string) bool {
	words := vocabulary.Parts(name)
	return len(words) > 1 && words[0] == "max" && !slices.ContainsFunc(words[1:], func(w string) bool {
		return slices.Contains([]string{"result", "results", "item", "items", "page", "size", "count", "limit", "record", "records", "per", "keys", "entries", "rows", "number"}, w)
	})
}

// paged reports whether a list has further pages, by a parameter or the URL of the next one: what
// it lists is a resource even if nothing else returns it.
func (rd *reader) paged(e *endpoint) bool {
	var p Pagination
	for _, q := range e.query() {
		rd.pageParam(&p, q.name)
	}
	if p.Page != "" || p.Offset != "" || p.Cursor != "" {
		return true
	}
	if len(e.responses) == 0 || len(e.responses[0].bodies) == 0 {
		return false
	}
	root := rd.Shape(e.responses[0].bodies[0])
	rd.pagePlaces(&p, root)
	return p.Next != "" && strings.HasPrefix(root.At(p.Next).Text("format"), "uri")
}

// filtersTime distinguishes "created_after" from a cursor named "after".
func (rd *reader) filtersTime(name string) bool {
	return rd.counts(name, "created", "updated", "started", "ended", "finished", "modified", "date", "time", "at")
}

// pagePlaces looks for the places that show whether there is more: beside the array, or
// in an object beside it.
func (rd *reader) pagePlaces(p *Pagination, root *shapes.Shape) {
	rd.pagePlace(p, root, "")
	for _, q := range root.Properties() {
		if sub := rd.Value(q); sub != nil && sub.Items() == nil && len(sub.Properties()) > 0 {
			rd.pagePlace(p, sub, "/"+document.EscapeToken(q.Name))
		}
	}
}

func (rd *reader) pagePlace(p *Pagination, s *shapes.Shape, at Pointer) {
	for _, q := range s.Properties() {
		v := rd.Value(q)
		if v == nil || v.Items() != nil || len(v.Properties()) > 0 {
			continue
		}
		here := at + "/" + document.EscapeToken(q.Name)
		switch {
		case p.More == "" && rd.names.Any(vocabulary.MoreNames, q.Name):
			p.More = here
		case p.Next == "" && rd.names.Any(vocabulary.NextNames, q.Name) && !v.Is("boolean"):
			p.Next = here
		case p.Total == "" && (rd.names.Any(vocabulary.TotalNames, q.Name) || vocabulary.Phrase(q.Name) == "count") && v.Is("integer"):
			p.Total = here
		}
	}
}
