package yaml

import (
	"fmt"
	"strings"

	library "go.yaml.in/yaml/v4"
)

func (r *reader) value(n *library.Node, depth int) (*Node, error) {
	if depth > r.bounds.Depth {
		return nil, r.bounds.tooDeep(n.Line, n.Column)
	}
	if r.values++; r.values > r.bounds.Values {
		return nil, r.bounds.tooMany(n.Line, n.Column)
	}
	if r.values%1024 == 0 && r.ctx.Err() != nil {
		return nil, r.ctx.Err()
	}
	if n.Kind == library.AliasNode {
		return r.alias(n, depth)
	}
	if n.Anchor != "" {
		r.seen[n] = nil
	}
	value, err := r.own(n, depth)
	if err == nil && n.Anchor != "" {
		r.seen[n] = value
	}
	return value, err
}

// own reads a value that is not an alias.
func (r *reader) own(n *library.Node, depth int) (*Node, error) {
	switch n.Kind {
	case library.ScalarNode:
		return scalar(n)
	case library.SequenceNode:
		return r.list(n, depth)
	case library.MappingNode:
		return r.mapping(n, depth)
	}
	return nil, fail(n, "this is not allowed in a document", "")
}

func (r *reader) list(n *library.Node, depth int) (*Node, error) {
	if err := checkTag(n, "!!seq"); err != nil {
		return nil, err
	}
	list := &Node{Kind: List, Line: n.Line, Column: n.Column, Items: make([]*Node, 0, len(n.Content))}
	for _, item := range n.Content {
		value, err := r.value(item, depth+1)
		if err != nil {
			return nil, err
		}
		list.Items = append(list.Items, value)
		list.height = max(list.height, value.height+1)
	}
	return list, nil
}

// alias returns the anchored node. The total size that aliases add is limited, so that a
// small file cannot expand to a huge document.
func (r *reader) alias(n *library.Node, depth int) (*Node, error) {
	value, known := r.seen[n.Alias]
	switch {
	case known && value == nil:
		return nil, fail(n, fmt.Sprintf("*%s is inside the value that it names", n.Value), "")
	case !known:
		return nil, unknownAlias(n.Line, n.Column, n.Value)
	case depth+value.height > r.bounds.Depth:
		return nil, r.bounds.tooDeep(n.Line, n.Column)
	}
	if r.copied += value.weight(r.bounds.Bytes - r.copied); r.copied > r.bounds.Bytes {
		return nil, fail(n, "aliases make the document larger than "+size(r.bounds.Bytes), "")
	}
	return value, nil
}

func unknownAlias(line, column int, name string) *Error {
	return &Error{Line: line, Column: column,
		Problem: fmt.Sprintf("there is no anchor &%s before *%s", name, name),
		Hint:    "write &" + name + " before the value that it names"}
}

// checkTag rejects a tag that differs from the type of the value.
func checkTag(n *library.Node, own string) error {
	if n.Style&library.TaggedStyle == 0 || n.Tag == own {
		return nil
	}
	return wrongTag(n)
}

func wrongTag(n *library.Node) error {
	hint := ""
	if n.Kind == library.ScalarNode {
		hint = "quote the value to make it a text"
	}
	return fail(n, fmt.Sprintf("tags such as %s are not read", strings.TrimSpace(n.Tag)), hint)
}
