package schemas

import "github.com/ringer-api/ringer/schemas/document"

// Walk visits every place that a document of this schema has, parents first and
// in the order of the description. A place is a JSON pointer in which "*" stands
// for any index of an array and any further name of an object, such as
// "/*/parameters/eval_question_ids/*". The branches of an AnyOf are visited at
// the place of their parent. What visit answers false to is not entered. A type
// that holds itself is visited, but not entered a second time below itself.
func (n *Node) Walk(visit func(place string, n *Node) bool) {
	n.walk("", visit, map[*Node]bool{})
}

func (n *Node) walk(place string, visit func(string, *Node) bool, above map[*Node]bool) {
	if n == nil || !visit(place, n) || above[n] {
		return
	}
	above[n] = true
	defer delete(above, n)
	for _, p := range n.Properties {
		p.Node.walk(place+"/"+document.EscapeToken(p.Name), visit, above)
	}
	n.Items.walk(place+"/*", visit, above)
	n.Values.walk(place+"/*", visit, above)
	for _, branch := range n.AnyOf {
		branch.walk(place, visit, above)
	}
}
