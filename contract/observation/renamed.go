package observation

import (
	"slices"
	"strings"

	"github.com/ringer-api/ringer/schemas"
)

// likeness is the property that an object lacks and that an unknown name of it seems to stand
// for: it has the same letters, or the value is one of the property's enum. It is empty when
// there is none.
func likeness(n *schemas.Node, object map[string]any, name string) string {
	value, _ := object[name].(string)
	for _, same := range []func(schemas.Property) bool{
		func(p schemas.Property) bool { return bare(p.Name) == bare(name) },
		func(p schemas.Property) bool { return slices.Contains(p.Node.Enum, value) },
	} {
		for _, p := range n.Properties {
			if _, there := object[p.Name]; !there && p.Node != nil && same(p) {
				return p.Name
			}
		}
	}
	return ""
}

// bare is a name without what styles of names differ in.
func bare(name string) string {
	return strings.ToLower(strings.NewReplacer("_", "", "-", "", ".", "", " ", "").Replace(name))
}
