package schemas

import "encoding/json"

// Node is one JSON Schema as plain data, for those who have to walk a
// description rather than validate against it: the mock judges request bodies
// with it, the contract measures coverage with it. References are resolved, so
// a tree of nodes never needs a lookup; the same named type is the same *Node.
// A Node is read-only and safe for concurrent use.
type Node struct {
	// Name is the type's name, such as "EvalDatasetJobRecord"; empty for a
	// schema that is written in place.
	Name        string
	Title       string
	Description string
	// Type is the JSON type: object, array, string, integer, number or boolean.
	// Empty when the schema does not restrict it or when AnyOf says it.
	Type   string
	Format string
	// Nullable tells that null is allowed beside what the rest says: the
	// document's anyOf [X, null] is folded into X with Nullable set.
	Nullable bool
	// Properties of an object, in the order of the document.
	Properties []Property
	// Items is what each element of an array keeps; nil when anything may stand there.
	Items *Node
	// Values is what each property keeps that Properties does not name; nil
	// when anything may stand there.
	Values *Node
	// Enum lists the allowed values of a closed string type, const included.
	Enum []string
	// AnyOf holds the branches when more than one is left beside null.
	AnyOf []*Node
	// Default is the documented default as compact JSON; nil when there is none.
	Default json.RawMessage
	// Pointer is the JSON pointer of the schema inside its file.
	Pointer string
	// Source is where the schema stands, as "FILE:LINE".
	Source string
}

// Property is one named member of an object schema.
type Property struct {
	Name     string
	Required bool
	Node     *Node
}

// Property gives the member of that name, and whether the schema names one.
func (n *Node) Property(name string) (Property, bool) {
	for _, p := range n.Properties {
		if p.Name == name {
			return p, true
		}
	}
	return Property{}, false
}
