package schemas

import (
	"encoding/json"
	"slices"
	"strings"
)

// builder makes nodes of a bundle. A use that adds something to a type (null,
// another description) is a copy of the type's node; copies are filled when
// everything is built, because types may refer to each other in circles.
type builder struct {
	root   *value
	names  map[*value]string
	nodes  map[*value]*Node
	copies []nodeCopy
	done   map[*Node]bool
}

type nodeCopy struct {
	node, of *Node
	use      *value
	nullable bool
}

func newBuilder(bundle *value) *builder {
	b := &builder{root: bundle, names: map[*value]string{}, nodes: map[*value]*Node{}}
	for _, m := range bundle.at("/components/schemas").membersOf() {
		b.names[m.value] = m.name
	}
	return b
}

// node gives the finished node of a schema.
func (b *builder) node(v *value) *Node {
	n := b.build(v)
	b.done = map[*Node]bool{}
	for _, c := range b.copies {
		b.fill(c)
	}
	b.copies = nil
	return n
}

func (b *builder) fill(c nodeCopy) {
	if b.done[c.node] {
		return
	}
	b.done[c.node] = true
	for _, source := range b.copies {
		if source.node == c.of {
			b.fill(source)
		}
	}
	*c.node = *c.of
	annotate(c.node, c.use)
	c.node.Nullable = c.of.Nullable || c.nullable
	c.node.Pointer, c.node.Source = c.use.pointer, c.use.source()
}

func annotate(n *Node, v *value) {
	if title := v.string("title"); title != "" {
		n.Title = title
	}
	if description := v.string("description"); description != "" {
		n.Description = description
	}
	if d := v.get("default"); d != nil {
		n.Default = json.RawMessage(d.appendJSON(nil))
	}
}

// build gives a node that is finished once the copies are filled.
func (b *builder) build(v *value) *Node {
	if v == nil || v.kind != '{' {
		return nil
	}
	if n, ok := b.nodes[v]; ok {
		return n
	}
	n := &Node{Name: b.names[v], Pointer: v.pointer, Source: v.source()}
	b.nodes[v] = n
	annotate(n, v)
	if target := b.target(v); target != nil {
		return b.use(v, n, target, false)
	}
	branches, nullable := b.branches(v)
	if len(branches) == 1 {
		return b.use(v, n, branches[0], nullable)
	}
	b.types(n, v)
	n.Nullable = n.Nullable || nullable
	for _, branch := range branches {
		n.AnyOf = append(n.AnyOf, b.build(branch))
	}
	b.contents(n, v)
	return n
}

// use folds a reference or a lone branch into the place that has it.
func (b *builder) use(v *value, n *Node, target *value, nullable bool) *Node {
	of := b.build(target)
	plain := !slices.ContainsFunc(v.members, func(m member) bool {
		return m.name != "$ref" && m.name != originKey
	})
	if plain && n.Name == "" && of != n {
		b.nodes[v] = of
		return of
	}
	b.copies = append(b.copies, nodeCopy{node: n, of: of, use: v, nullable: nullable})
	return n
}

// target follows a schema's reference; nil when it has none.
func (b *builder) target(v *value) *value {
	ref := v.string("$ref")
	if ref == "" {
		return nil
	}
	return b.root.at(strings.TrimPrefix(ref, "#"))
}

// branches gives what anyOf, oneOf or a lone allOf allow beside null.
func (b *builder) branches(v *value) (branches []*value, nullable bool) {
	for _, keyword := range []string{"anyOf", "oneOf"} {
		if list := v.get(keyword); list != nil {
			for _, item := range list.items {
				if item.string("type") == "null" {
					nullable = true
				} else {
					branches = append(branches, item)
				}
			}
			return branches, nullable
		}
	}
	if all := v.get("allOf"); all != nil && len(all.items) == 1 {
		return all.items, false
	}
	return nil, false
}

// types reads the type keyword, in both its forms.
func (b *builder) types(n *Node, v *value) {
	names := v.get("type").strings()
	n.Nullable = slices.Contains(names, "null")
	names = slices.DeleteFunc(names, func(s string) bool { return s == "null" })
	if len(names) == 1 {
		n.Type = names[0]
		return
	}
	for _, name := range names {
		n.AnyOf = append(n.AnyOf, &Node{Type: name, Pointer: v.pointer, Source: v.source()})
	}
}

func (b *builder) contents(n *Node, v *value) {
	n.Format = v.string("format")
	n.Enum = v.get("enum").strings()
	if c := v.get("const"); n.Enum == nil && c != nil && c.kind == '"' {
		n.Enum = []string{c.text}
	}
	n.Items = b.build(v.get("items"))
	n.Values = b.build(v.get("additionalProperties"))
	b.properties(n, v)
	if all := v.get("allOf"); all != nil {
		for _, part := range all.items {
			b.merge(n, part)
		}
	}
}

func (b *builder) properties(n *Node, v *value) {
	required := v.get("required").strings()
	for _, m := range v.get("properties").membersOf() {
		p := Property{m.name, slices.Contains(required, m.name), b.build(m.value)}
		n.Properties = append(n.Properties, p)
	}
}

// merge adds one part of an allOf to a node.
func (b *builder) merge(n *Node, part *value) {
	if target := b.target(part); target != nil {
		part = target
	}
	if n.Type == "" {
		n.Type = part.string("type")
	}
	b.properties(n, part)
}
