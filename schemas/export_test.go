package schemas

import (
	"github.com/ringer-api/ringer/schemas/accept"
	"github.com/ringer-api/ringer/schemas/document"
)

// Walk visits every place of this schema's documents, parents first and in the order of
// the description. A place is a JSON pointer in which "*" means any index of an array
// and any other name of an object, such as "/*/parameters/eval_question_ids/*". The
// branches of an AnyOf are visited at the place of their parent. Places for which visit
// returns false are not entered. A type that contains itself is visited, but not entered
// a second time below itself; after MaxPlaces the walk ends.
func (n *Node) Walk(visit func(place string, n *Node) bool) {
	w := walk{visit: visit, above: map[*Node]bool{}, left: MaxPlaces}
	w.node("", n)
}

type walk struct {
	visit func(string, *Node) bool
	above map[*Node]bool
	left  int
}

func (w *walk) node(place string, n *Node) {
	if n == nil || w.left == 0 {
		return
	}
	w.left--
	if !w.visit(place, n) || w.above[n] {
		return
	}
	w.above[n] = true
	defer delete(w.above, n)
	for _, p := range n.Properties {
		w.node(place+"/"+document.EscapeToken(p.Name), p.Node)
	}
	w.node(place+"/*", n.Items)
	w.node(place+"/*", n.Values)
	for _, branch := range n.AnyOf {
		w.node(place, branch)
	}
}

// Accepts reports whether a text is accepted without the validator.
func (s *Schema) Accepts(text []byte) bool {
	a := s.d.engines.acceptor(s.root)
	return a != nil && new(accept.Reader).Accepts(a, string(text), 0, 1_000_000)
}
