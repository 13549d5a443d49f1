package yaml

import (
	"fmt"

	library "go.yaml.in/yaml/v4"
)

// mapping is a mapping that is being read.
type mapping struct {
	node *Node
	at   map[string]int  // each key's index in the node's members
	own  map[string]bool // keys of the mapping itself, not merged ones
}

func (r *reader) mapping(n *library.Node, depth int) (*Node, error) {
	if err := checkTag(n, "!!map"); err != nil {
		return nil, err
	}
	m := &mapping{
		node: &Node{Kind: Mapping, Line: n.Line, Column: n.Column, Members: make([]Member, 0, len(n.Content)/2)},
		at:   map[string]int{}, own: map[string]bool{},
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		value, err := r.value(n.Content[i+1], depth+1)
		if err != nil {
			return nil, err
		}
		if isMerge(key) {
			err = m.merge(value)
		} else {
			err = r.put(m, key, value)
		}
		if err != nil {
			return nil, err
		}
	}
	return m.node, nil
}

func isMerge(key *library.Node) bool {
	return key.Kind == library.ScalarNode && key.Value == "<<" && isPlain(key)
}

// put adds a member. It replaces a merged one of the same key, in the same position.
func (r *reader) put(m *mapping, k *library.Node, value *Node) error {
	key, err := r.value(k, 0)
	if err != nil {
		return err
	}
	if key.Kind == List || key.Kind == Mapping {
		return fail(k, "a key must be a plain text", "")
	}
	text := key.Text
	if k.Kind == library.ScalarNode {
		text = k.Value // as it is written: the key True stays "True"
	}
	if m.own[text] {
		return fail(k, fmt.Sprintf("the key %q appears twice", text), "keep one of the two")
	}
	m.own[text] = true
	m.set(Member{Key: text, Line: k.Line, Column: k.Column, Value: value})
	return nil
}

// set gives a key its value, in its present position or else at the end.
func (m *mapping) set(member Member) {
	i, ok := m.at[member.Key]
	if !ok {
		i = len(m.node.Members)
		m.at[member.Key] = i
		m.node.Members = append(m.node.Members, Member{})
	}
	m.node.Members[i] = member
	m.node.height = max(m.node.height, member.Value.height+1)
}

// merge adds those members of the mappings under "<<" (one, or a list of them) whose
// keys have no value yet.
func (m *mapping) merge(from *Node) error {
	sources := []*Node{from}
	if from.Kind == List {
		sources = from.Items
	}
	for _, source := range sources {
		if source.Kind != Mapping {
			return &Error{Line: source.Line, Column: source.Column,
				Problem: "<< must name a mapping to merge, this is " + source.String(),
				Hint:    "name an anchor: <<: *name"}
		}
		for _, member := range source.Members {
			if _, ok := m.at[member.Key]; !ok {
				m.set(member)
			}
		}
	}
	return nil
}
