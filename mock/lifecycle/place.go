package lifecycle

import (
	"slices"
	"strings"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/document"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// place is a place of a record, with what the record's schema says about it.
type place struct {
	at     jobs.Pointer
	tokens []string
	parent *place // nil for a member of the record itself
	// groups are the schemas of the place: those of a group apply together, and several
	// groups are alternatives. Empty if the schema does not say anything.
	groups   [][]schemas.Definition
	kinds    []string
	required bool
	null     bool // null is allowed
	// ahead are the names that the schema lists before this one; nil if it does not list
	// this one.
	ahead []string
}

// budget is how many schemas are looked at for one place.
const budget = 300

// tokensOf splits a pointer.
func tokensOf(at jobs.Pointer) []string {
	if at == "" {
		return nil
	}
	parts := strings.Split(strings.TrimPrefix(at, "/"), "/")
	for i, p := range parts {
		parts[i] = strings.ReplaceAll(strings.ReplaceAll(p, "~1", "/"), "~0", "~")
	}
	return parts
}

func escape(name string) string { return document.EscapeToken(name) }

// placeOf finds a place in a schema; nil for an empty pointer.
func placeOf(root schemas.Definition, at jobs.Pointer) *place {
	tokens := tokensOf(at)
	if len(tokens) == 0 {
		return nil
	}
	groups := [][]schemas.Definition{{root}}
	var here *place
	for i, token := range tokens {
		next := &place{tokens: tokens[:i+1], parent: here}
		next.at = "/" + escape(token)
		if here != nil {
			next.at = here.at + next.at
		}
		next.groups, next.required = step(groups, token)
		next.ahead = namesBefore(groups, token)
		next.describe()
		here, groups = next, next.groups
	}
	return here
}

// step returns the schemas of a member or an element.
func step(groups [][]schemas.Definition, token string) (out [][]schemas.Definition, required bool) {
	for _, group := range groups {
		for _, d := range group {
			if len(out) >= budget {
				return out, required
			}
			found := false
			for _, f := range d.Fields(budget) {
				if f.Name == token {
					out = append(out, f.Said)
					required = required || f.Required
					found = true
				}
			}
			if found {
				continue
			}
			for _, part := range append(d.Parts(budget), d.Branches(budget)...) {
				switch {
				case (token == "-" || index(token) >= 0) && part.Items().Exists():
					out, required = append(out, []schemas.Definition{part.Items()}), true
				case part.Values().Exists():
					out = append(out, []schemas.Definition{part.Values()})
				}
			}
		}
	}
	return out, required
}

// namesBefore returns the names that a schema lists before a member.
func namesBefore(groups [][]schemas.Definition, token string) []string {
	for _, group := range groups {
		for _, d := range group {
			ahead := []string{}
			for _, f := range d.Fields(budget) {
				if f.Name == token {
					return ahead
				}
				ahead = append(ahead, f.Name)
			}
		}
	}
	return nil
}

// detailed returns the first schema with fields: a wrapper may describe plain objects, which
// the response specializes.
func (p *place) detailed() schemas.Definition {
	for _, group := range p.groups {
		for _, d := range group {
			if len(d.Fields(budget)) > 0 {
				return d
			}
		}
	}
	return p.groups[0][0]
}

func (p *place) describe() {
	for _, group := range p.groups {
		for _, d := range group {
			for _, k := range d.Kinds() {
				if !slices.Contains(p.kinds, k) {
					p.kinds = append(p.kinds, k)
				}
			}
		}
	}
	null := &tree{raw: []byte("null")}
	p.null = len(p.groups) > 0
	for _, group := range p.groups {
		for _, d := range group {
			left := budget
			p.null = p.null && accepts(d, null, &left) && (d.Nullable() || len(d.Kinds()) == 0)
		}
	}
}

// known reports whether the schema describes the place.
func (p *place) known() bool { return p != nil && len(p.groups) > 0 }

// takes reports whether the schema allows a value at the place.
func (p *place) takes(v *tree) bool {
	if len(p.groups) == 0 {
		return true
	}
	return slices.ContainsFunc(p.groups, func(group []schemas.Definition) bool {
		left := 20 * budget
		fits := !slices.ContainsFunc(group, func(d schemas.Definition) bool { return !accepts(d, v, &left) })
		return fits && left >= 0 // what is too large to look at may break the schema
	})
}

// is reports whether values of a type are allowed.
func (p *place) is(kind string) bool { return slices.Contains(p.kinds, kind) }

// name is the last name of the pointer.
func (p *place) name() string { return p.tokens[len(p.tokens)-1] }

// said returns the first non-empty text that the schemas have.
func (p *place) said(text func(schemas.Definition) string) string {
	for _, group := range p.groups {
		for _, d := range group {
			for _, part := range append(d.Parts(budget), d.Branches(budget)...) {
				if t := text(part); t != "" {
					return t
				}
			}
		}
	}
	return ""
}

// number returns a keyword's value.
func (p *place) number(keyword string) (float64, bool) {
	for _, group := range p.groups {
		for _, d := range group {
			for _, part := range append(d.Parts(budget), d.Branches(budget)...) {
				if n, has := part.Number(keyword); has {
					f, err := n.Float64()
					return f, err == nil
				}
			}
		}
	}
	return 0, false
}

// words returns the values of a closed set, as JSON.
func (p *place) words() [][]byte {
	var out [][]byte
	for _, group := range p.groups {
		for _, d := range group {
			words, _ := d.Words(budget)
			for _, w := range words {
				out = append(out, w.Value.AppendJSON(nil, nil))
			}
		}
	}
	return out
}
