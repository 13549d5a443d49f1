package document

import (
	"context"
	"errors"
	"fmt"

	"github.com/ringer-api/ringer/schemas/yaml"
)

// aliasRoom is the number of bytes that aliases may add to a text. The target of an
// alias is copied, so that every value has one position; ordinary documents have few
// aliases.
const aliasRoom = 4 << 20

func parseYAML(ctx context.Context, file string, text []byte, values *int) (*Value, error) {
	root, err := yaml.Parse(ctx, text, yaml.Bounds{
		Bytes: len(text) + aliasRoom, Depth: MaxDepth, Values: max(1, *values), Time: maxTime,
	})
	var broken *yaml.Error
	switch {
	case errors.As(err, &broken) && broken.Line > 0:
		return nil, fmt.Errorf("%s:%d:%d: %s", file, broken.Line, broken.Column, broken.Problem)
	case err != nil:
		return nil, fmt.Errorf("%s: %w", file, err)
	case root == nil:
		return nil, fmt.Errorf("%s: the text is empty", file)
	}
	b := yamlBuilder{&file, values}
	return b.value(nil, root)
}

type yamlBuilder struct {
	file *string
	left *int // values that are still allowed; the target of an alias counts each time
}

var yamlKinds = map[yaml.Kind]Kind{
	yaml.Null: 'n', yaml.Number: '0', yaml.OddNumber: '"', yaml.Text: '"',
	yaml.List: '[', yaml.Mapping: '{',
}

func (b *yamlBuilder) value(parent *Value, n *yaml.Node) (*Value, error) {
	v := &Value{Kind: yamlKinds[n.Kind], Text: n.Text, parent: parent, file: b.file,
		line: int32(n.Line), column: int32(n.Column)}
	if *b.left--; *b.left < 0 {
		return nil, fmt.Errorf("%s:%d:%d: more than %d values", *b.file, n.Line, n.Column, maxValues)
	}
	switch n.Kind {
	case yaml.Bool:
		v.Kind = Kind(n.Text[0])
	case yaml.Null:
		v.Text = "null"
	case yaml.Number:
		if !computable(n.Text) {
			return nil, fmt.Errorf("%s:%d:%d: a number is too large to compute with", *b.file, n.Line, n.Column)
		}
	}
	for i, item := range n.Items {
		child, err := b.value(v, item)
		if err != nil {
			return nil, err
		}
		child.index = int32(i)
		v.items = append(v.items, child)
	}
	for _, m := range n.Members {
		child, err := b.value(v, m.Value)
		if err != nil {
			return nil, err
		}
		child.key, child.line, child.column = m.Key, int32(m.Line), int32(m.Column)
		v.members = append(v.members, Member{m.Key, child})
	}
	return v, nil
}
