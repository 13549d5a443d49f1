package plain

import (
	"slices"
	"strings"

	"github.com/ringer-api/ringer/schemas"
)

// form is a media type and schema in which an error may be written.
type form struct {
	contentType string
	schema      *schemas.Schema // nil if any value is allowed
}

// forms returns the forms of an error, the best first.
func (s *Service) forms(o *schemas.Operation, status int) []form {
	var all []form
	if o != nil {
		if documented, ok := o.Response(status); ok && isError(o, documented) {
			all = formsOf(documented)
		}
	}
	usual := s.usual()
	if f, ok := usual.of[status]; ok {
		all = append(all, f)
	}
	if usual.any.schema != nil {
		all = append(all, usual.any)
	}
	if i := slices.IndexFunc(all, func(f form) bool { return f.schema != nil }); i > 0 && all[0].schema == nil &&
		schemas.IsJSON(all[0].contentType) {
		all[0].schema = all[i].schema // a documented JSON type without a schema: as the others
	}
	return all
}

// isError reports whether a response is one of errors: a default is not if the operation
// documents no success.
func isError(o *schemas.Operation, r schemas.Response) bool {
	if r.Statuses != "default" {
		return r.Statuses[0] >= '4'
	}
	return slices.ContainsFunc(o.HasResponse, func(r schemas.Response) bool { return r.Statuses[0] < '4' })
}

// formsOf returns the forms of a response: JSON first, then texts.
func formsOf(r schemas.Response) []form {
	var all []form
	if contentType := ContentType(r); schemas.IsJSON(contentType) {
		all = append(all, form{contentType, r.Schema})
	}
	for _, m := range r.Content {
		if strings.HasPrefix(strings.ToLower(m.Type), "text/") && !strings.Contains(m.Type, "*") && !schemas.IsJSON(m.Type) {
			all = append(all, form{m.Type, m.Schema})
		}
	}
	return all
}

// ContentType returns the Content-Type of a documented response: its JSON media type, or
// application/json for a range that includes it, else its first. It is empty if the response
// documents no media type.
func ContentType(r schemas.Response) string {
	switch {
	case len(r.Content) == 0:
		return ""
	case !strings.Contains(r.ContentType, "*"):
		return r.ContentType
	case schemas.MatchesType(r.ContentType, "application/json"):
		return "application/json"
	case strings.HasPrefix(r.ContentType, "text/"):
		return "text/plain"
	}
	return "application/octet-stream"
}

// usualForms are the forms that a description uses most: by status code, and for all errors.
type usualForms struct {
	of  map[int]form
	any form
}

// countForms counts the schemas of all JSON error responses of a description.
func countForms(d *schemas.Description) usualForms {
	all, byStatus := newCount(), map[int]*count{}
	for _, o := range d.Operations() {
		for _, r := range o.HasResponse {
			contentType := ContentType(r)
			if r.Schema == nil || !schemas.IsJSON(contentType) || !isError(o, r) {
				continue
			}
			f := form{contentType, r.Schema}
			all.add(f)
			if r.Status == 0 {
				continue
			}
			if byStatus[r.Status] == nil {
				byStatus[r.Status] = newCount()
			}
			byStatus[r.Status].add(f)
		}
	}
	usual := usualForms{of: map[int]form{}, any: all.most}
	for status, c := range byStatus {
		usual.of[status] = c.most
	}
	return usual
}

type count struct {
	of   map[string]int
	most form
	best int
}

func newCount() *count { return &count{of: map[string]int{}} }

// add counts a form. Inline schemas are equal if their texts are.
func (c *count) add(f form) {
	key := f.schema.Definition().Name()
	if key == "" {
		key = string(f.schema.Text())
	}
	c.of[key]++
	if c.of[key] > c.best {
		c.best, c.most = c.of[key], f
	}
}
