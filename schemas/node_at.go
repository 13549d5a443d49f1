package schemas

import "github.com/go-json-experiment/json/jsontext"

// At follows a JSON pointer into a document of the schema. It returns the node there and
// whether the value is required; known is false if the schema has no such place.
func (n *Node) At(pointer string) (at *Node, required, known bool) {
	for token := range jsontext.Pointer(pointer).Tokens() {
		p, named := n.Property(token)
		switch {
		case named:
			n, required = p.Node, p.Required
		case n.Type == "array" && n.Items != nil:
			n, required = n.Items, false
		case n.Values != nil:
			n, required = n.Values, false
		default:
			return nil, false, false
		}
	}
	return n, required, true
}
