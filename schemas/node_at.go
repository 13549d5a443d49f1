package schemas

import "github.com/go-json-experiment/json/jsontext"

// At walks from the schema along a JSON pointer into a document that keeps it,
// and tells whether the value there has to be; known is false where the schema
// says nothing of the place.
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
