package schemas

import "encoding/json"

// Node is one JSON Schema as plain data, for code that walks a description rather than
// validating against it: the mock validates request bodies with it, the contract check
// measures coverage with it. References are resolved, so a tree of nodes needs no
// lookups; the same named type is the same *Node. A Node is read-only and safe for
// concurrent use.
type Node struct {
	// Name is the type's name, such as "EvalDatasetJobRecord"; empty for an inline
	// schema.
	Name        string
	Title       string
	Description string
	// Type is the JSON type: object, array, string, integer, number or boolean. It is
	// empty if the schema does not restrict it, or if AnyOf does.
	Type   string
	Format string
	// Nullable reports whether null is allowed in addition: anyOf [X, null] becomes X
	// with Nullable set.
	Nullable bool
	// Properties of an object, in the order of the document.
	Properties []Property
	// Items is the schema of an array's elements; nil if any value is allowed.
	Items *Node
	// Values is the schema of properties that are not in Properties; nil if any value is
	// allowed.
	Values *Node
	// Enum lists the allowed values of a closed set of strings, a const included.
	Enum []string
	// AnyOf has the branches, if there are several besides null.
	AnyOf []*Node
	// Default is the documented default as compact JSON; nil if there is none.
	Default json.RawMessage
	// Pointer is the JSON pointer of the schema inside its file.
	Pointer string
	// Source is the position of the schema, as "FILE:LINE".
	Source string
}

// Property is one named member of an object schema.
type Property struct {
	Name     string
	Required bool
	Node     *Node
}

// Property returns the member of that name, and whether the schema has one.
func (n *Node) Property(name string) (Property, bool) {
	for _, p := range n.Properties {
		if p.Name == name {
			return p, true
		}
	}
	return Property{}, false
}
