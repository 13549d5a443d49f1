package schemas

import (
	"encoding/json"
	"slices"

	"github.com/ringer-api/ringer/schemas/document"
)

// builder makes the nodes of a description. A reference that adds something to a type
// (null, another description) becomes a copy of the type's node. Copies are filled when
// everything is built, because types may refer to each other in cycles.
type builder struct {
	d      *Description
	nodes  map[*document.Value]*Node
	copies map[*Node]nodeCopy // copies that are not filled yet
}

type nodeCopy struct {
	node, of *Node
	use      *document.Value
	nullable bool
}

func newBuilder(d *Description) *builder {
	return &builder{d: d, nodes: map[*document.Value]*Node{}, copies: map[*Node]nodeCopy{}}
}

// node returns the finished node of a schema.
func (b *builder) node(v *document.Value) *Node {
	n := b.build(v)
	for len(b.copies) > 0 {
		for _, c := range b.copies {
			b.fill(c)
		}
	}
	return n
}

// fill finishes a copy, after the node that it copies.
func (b *builder) fill(c nodeCopy) {
	delete(b.copies, c.node)
	if source, unfinished := b.copies[c.of]; unfinished {
		b.fill(source)
	}
	*c.node = *c.of
	annotate(c.node, c.use)
	c.node.Nullable = c.of.Nullable || c.nullable
	c.node.Pointer, c.node.Source = c.use.Pointer(), c.use.Source()
}

func annotate(n *Node, v *document.Value) {
	if title := v.TextOf("title"); title != "" {
		n.Title = title
	}
	if description := v.TextOf("description"); description != "" {
		n.Description = description
	}
	if d := v.Get("default"); d != nil {
		n.Default = json.RawMessage(d.AppendJSON(nil, nil))
	}
}

// build returns a node that is finished once the copies are filled.
func (b *builder) build(v *document.Value) *Node {
	if v == nil || v.Kind != '{' {
		return nil
	}
	if n, ok := b.nodes[v]; ok {
		return n
	}
	n := &Node{Name: b.d.names.of[v], Pointer: v.Pointer(), Source: v.Source()}
	b.nodes[v] = n
	annotate(n, v)
	if target := b.d.target(v); target != nil {
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

// use folds a reference or a single branch into the schema that contains it.
func (b *builder) use(v *document.Value, n *Node, target *document.Value, nullable bool) *Node {
	of := b.build(target)
	plain := !slices.ContainsFunc(v.Members(), func(m document.Member) bool {
		return m.Name != "$ref" && m.Name != originKey
	})
	if plain && n.Name == "" && of != n {
		b.nodes[v] = of
		return of
	}
	b.copies[n] = nodeCopy{node: n, of: of, use: v, nullable: nullable}
	return n
}

// branches returns the branches of anyOf, oneOf or a single allOf, without null.
func (b *builder) branches(v *document.Value) (branches []*document.Value, nullable bool) {
	for _, keyword := range []string{"anyOf", "oneOf"} {
		if list := v.Get(keyword); list != nil {
			for _, item := range list.Items() {
				if item.TextOf("type") == "null" {
					nullable = true
				} else {
					branches = append(branches, item)
				}
			}
			return branches, nullable
		}
	}
	if all := v.Get("allOf"); all != nil && len(all.Items()) == 1 {
		return all.Items(), false
	}
	return nil, false
}

// types reads the type keyword, in both its forms.
func (b *builder) types(n *Node, v *document.Value) {
	names := v.Get("type").Strings()
	n.Nullable = slices.Contains(names, "null")
	names = slices.DeleteFunc(names, func(s string) bool { return s == "null" })
	if len(names) == 1 {
		n.Type = names[0]
		return
	}
	for _, name := range names {
		n.AnyOf = append(n.AnyOf, &Node{Type: name, Pointer: v.Pointer(), Source: v.Source()})
	}
}

func (b *builder) contents(n *Node, v *document.Value) {
	n.Format = v.TextOf("format")
	n.Enum = v.Get("enum").Strings()
	if c := v.Get("const"); n.Enum == nil && c != nil && c.Kind == '"' {
		n.Enum = []string{c.Text}
	}
	n.Items = b.build(v.Get("items"))
	n.Values = b.build(v.Get("additionalProperties"))
	b.properties(n, v)
	if all := v.Get("allOf"); all != nil {
		for _, part := range all.Items() {
			b.merge(n, part)
		}
	}
}

func (b *builder) properties(n *Node, v *document.Value) {
	required := v.Get("required").Strings()
	for _, m := range v.Get("properties").Members() {
		p := Property{m.Name, slices.Contains(required, m.Name), b.build(m.Value)}
		n.Properties = append(n.Properties, p)
	}
}

// merge adds one part of an allOf to a node.
func (b *builder) merge(n *Node, part *document.Value) {
	if target := b.d.target(part); target != nil {
		part = target
	}
	if n.Type == "" {
		n.Type = part.TextOf("type")
	}
	b.properties(n, part)
}
