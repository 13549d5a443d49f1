package plain

import (
	"encoding/json"
	"slices"

	"github.com/ringer-api/ringer/schemas"
)

// formOf returns the fields of a form or query. A name such as a[b] is split unless the
// schema has a property of that very name.
func formOf(all []pair, x schemas.Definition) *text {
	fields := x.Fields(budget)
	t := &text{}
	for _, v := range all {
		name, path := steps(v.name)
		if path != nil && slices.ContainsFunc(fields, func(f schemas.Combined) bool { return f.Name == v.name }) {
			name, path = v.name, nil
		}
		t.put(name, path, v.value())
	}
	return t
}

// asForm returns the fields of a form as a JSON object.
func (t *text) asForm(x schemas.Definition) json.RawMessage { return t.object(x) }

// splitStyled splits the arrays of a form that are written in one value, as its encoding says.
func splitStyled(all []pair, media schemas.Media) []pair {
	if len(media.Encoding) == 0 {
		return all
	}
	var out []pair
	for _, p := range all {
		e, ok := media.Encoding[p.name]
		if !ok || !e.Styled || e.Explode || len(out) >= maxPairs {
			out = append(out, p)
			continue
		}
		for _, value := range separate(p.raw, e) {
			if len(out) == maxPairs {
				break
			}
			out = append(out, pair{name: p.name, raw: value})
		}
	}
	return out
}
