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
	for i, f := range all {
		if f.schema == nil && schemas.IsJSON(f.contentType) {
			all[i].schema = usual.schema
		}
	}
	if usual.schema != nil {
		all = append(all, usual)
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

// usualForm returns the form that a description uses for most errors; the zero form if it has
// none. Inline schemas are equal if their texts are.
func usualForm(d *schemas.Description) form {
	var usual form
	most, count := 0, map[string]int{}
	for _, o := range d.Operations() {
		for _, r := range o.HasResponse {
			contentType := ContentType(r)
			if r.Schema == nil || !schemas.IsJSON(contentType) || !isError(o, r) {
				continue
			}
			key := r.Schema.Definition().Name()
			if key == "" {
				key = string(r.Schema.Text())
			}
			if count[key]++; count[key] > most {
				most, usual = count[key], form{contentType, r.Schema}
			}
		}
	}
	return usual
}
