package plain

import (
	"slices"
	"strings"

	"github.com/ringer-api/ringer/schemas"
)

// styledObject is an object of a form whose encoding has a style.
type styledObject struct {
	name     string
	encoding schemas.Encoding
	fields   []schemas.Combined
}

// nestStyled renames the fields of a form that belong to an object which the form's encoding
// spreads or writes in one value: to name[member].
func nestStyled(all []pair, x schemas.Definition, media schemas.Media) []pair {
	if len(media.Encoding) == 0 {
		return all
	}
	fields := x.Fields(budget)
	var objects []styledObject
	for _, f := range fields {
		if e := media.Encoding[f.Name]; e.Styled && isObject(f.Definition()) {
			objects = append(objects, styledObject{f.Name, e, f.Definition().Fields(budget)})
		}
	}
	if len(objects) == 0 {
		return all
	}
	var out []pair
	for _, p := range all {
		nested := nest(p, fields, objects)
		out = append(out, nested[:min(len(nested), maxPairs-len(out))]...)
	}
	return out
}

// nest returns the fields that one is, the same one if it belongs to no object.
func nest(p pair, fields []schemas.Combined, objects []styledObject) []pair {
	for _, o := range objects {
		if o.name == p.name {
			return members(p, o.encoding)
		}
	}
	first, _ := steps(p.name)
	if hasField(fields, first) || hasField(fields, p.name) {
		return []pair{p}
	}
	for _, o := range objects {
		if o.encoding.Style == "form" && o.encoding.Explode && (len(o.fields) == 0 || hasField(o.fields, first)) {
			p.name = o.name + "[" + first + "]" + p.name[len(first):]
			break
		}
	}
	return []pair{p}
}

// members splits an object that is written in one value, a,1,b,2.
func members(p pair, e schemas.Encoding) []pair {
	parts := separate(p.raw, e)
	if e.Explode || len(parts)%2 == 1 { // JSON, or not an object: validation reports it
		return []pair{p}
	}
	var out []pair
	for i := 0; i < len(parts); i += 2 {
		out = append(out, pair{name: p.name + "[" + pair{raw: parts[i]}.value() + "]", raw: parts[i+1]})
	}
	return out
}

// separate splits a value at what its style writes between its parts.
func separate(raw string, e schemas.Encoding) []string {
	separators := map[string][]string{"form": {","}, "spaceDelimited": {"%20", "+", " "}, "pipeDelimited": {"%7C", "%7c", "|"}}[e.Style]
	if separators == nil {
		return []string{raw}
	}
	for _, other := range separators[1:] {
		raw = strings.ReplaceAll(raw, other, separators[0])
	}
	return strings.Split(raw, separators[0])
}

func hasField(fields []schemas.Combined, name string) bool {
	return slices.ContainsFunc(fields, func(f schemas.Combined) bool { return f.Name == name })
}
