package schemas

import (
	"slices"
	"strings"
)

// BrokenPlace is a value that breaks the schema.
type BrokenPlace struct {
	// Pointer is the value's JSON pointer inside the record, or inside the document
	// when that is not a list. Empty, without Missing: nothing in the record can be
	// relied on.
	Pointer string
	// Missing is the required property that the object at Pointer lacks; empty
	// when the value itself is wrong.
	Missing string
}

// wholeBroken says that nothing of a record can be relied on.
var wholeBroken = []BrokenPlace{{}}

// namesOnly are the keywords that are broken by names which the schema does not
// list, or by their number: the listed ones keep their schemas all the same.
var namesOnly = []string{
	"additionalProperties", "unevaluatedProperties", "propertyNames", "minProperties", "maxProperties",
}

// brokenPlaces are the places of mistakes. When there are more than MaxViolations, they
// are the values that contain them, so that what is held of a hostile record stays small.
func brokenPlaces(mistakes []mistake) []BrokenPlace {
	places := make([]BrokenPlace, 0, len(mistakes))
	for _, m := range mistakes {
		if !slices.Contains(namesOnly, m.keyword) {
			places = append(places, BrokenPlace{strings.ReplaceAll(m.instance, emptyName, ""), m.missing})
		}
	}
	for depth := 3; len(places) > MaxViolations && depth > 0; depth-- {
		places = containing(places, depth)
	}
	if len(places) > MaxViolations {
		return wholeBroken
	}
	return places
}

// containing are the places, or what contains them at a depth, each once.
func containing(places []BrokenPlace, depth int) (all []BrokenPlace) {
	seen := map[BrokenPlace]bool{}
	for _, p := range places {
		if steps := strings.Split(p.Pointer, "/"); len(steps) > depth+1 {
			p = BrokenPlace{Pointer: strings.Join(steps[:depth+1], "/")}
		}
		if !seen[p] {
			seen[p] = true
			all = append(all, p)
		}
	}
	return all
}

// insideFirst tells the places in a list of one record as places in that record.
func insideFirst(places []BrokenPlace) []BrokenPlace {
	for i, p := range places {
		if inside, ok := strings.CutPrefix(p.Pointer, "/0"); ok {
			places[i].Pointer = inside
		}
	}
	return places
}
