package yaml

import (
	"regexp"
	"strings"

	library "go.yaml.in/yaml/v4"
)

// jsonNumber is the grammar of numbers in RFC 8259, section 6.
var jsonNumber = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$`)

// oddNumber matches other numbers: those of YAML 1.2.2 section 10.3.2, those of YAML
// 1.1, and what an author who leaves out the quotes means as one.
var oddNumber = regexp.MustCompile(`^[-+]?(0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|` +
	`[0-9][0-9_]*(\.[0-9_]*)?([eE][-+]?[0-9]+)?|\.[0-9][0-9_]*([eE][-+]?[0-9]+)?|` +
	`\.(inf|Inf|INF))$|^\.(nan|NaN|NAN)$`)

// textTag marks a scalar as a text, whatever it looks like.
const textTag = "!!str"

// scalar uses JSON's grammar to recognize a number, so that its text stays exact
// whatever its size, and YAML 1.2's core schema to recognize a boolean or null. A quoted
// scalar is a text.
func scalar(n *library.Node) (*Node, error) {
	s := &Node{Kind: Text, Text: n.Value, Line: n.Line, Column: n.Column}
	tagged := n.Style&library.TaggedStyle != 0
	if !isPlain(n) || tagged && n.Tag == textTag {
		return s, checkTag(n, textTag)
	}
	own := textTag
	switch n.Value {
	case "", "~", "null", "Null", "NULL":
		s.Kind, s.Text, own = Null, "", "!!null"
	case "true", "True", "TRUE", "false", "False", "FALSE":
		s.Kind, s.Text, own = Bool, strings.ToLower(n.Value), "!!bool"
	default:
		if jsonNumber.MatchString(n.Value) {
			s.Kind, own = Number, numberTag(n)
		} else if oddNumber.MatchString(n.Value) {
			s.Kind, own = OddNumber, numberTag(n)
		}
	}
	return s, checkTag(n, own)
}

// numberTag returns the tag that is allowed before a number.
func numberTag(n *library.Node) string {
	if n.Tag == "!!float" {
		return n.Tag
	}
	return "!!int"
}

func isPlain(n *library.Node) bool {
	const quoted = library.DoubleQuotedStyle | library.SingleQuotedStyle |
		library.LiteralStyle | library.FoldedStyle
	return n.Style&quoted == 0
}
