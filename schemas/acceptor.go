package schemas

import (
	"github.com/ringer-api/ringer/schemas/accept"
	"github.com/ringer-api/ringer/schemas/document"
)

// acceptor returns what says quickly that a value keeps the schema at a place; nil if the
// schema cannot be used for validation at all.
func (e *engines) acceptor(root *document.Value) *accept.Schema {
	e.accepting.Lock()
	defer e.accepting.Unlock()
	s, known := e.acceptors[root]
	if known {
		return s
	}
	if e.compile(root) == nil {
		s = accept.Compile(e.address(root), accept.Source{Open: e.open, Format: formatCheck})
	}
	e.acceptors[root] = s
	return s
}

// recordAcceptor is acceptor for the records of a list; nil also if the list has keywords
// that need more than one record.
func (e *engines) recordAcceptor(root *document.Value) *accept.Schema {
	possible, _, _ := e.parts(root)
	list := e.acceptor(root)
	if !possible || list == nil {
		return nil
	}
	return list.Items()
}
