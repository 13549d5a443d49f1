package yaml

import (
	"fmt"
	"strings"
)

// Kind is the type of a value, in JSON's terms.
type Kind int

// The kinds of values. OddNumber is a number of YAML that JSON cannot write in the same
// form: 0x10, 007, +1, .5, 1_000, .inf, .nan.
const (
	Null Kind = iota
	Bool
	Number
	OddNumber
	Text
	List
	Mapping
)

// Node is one value of a document with its position. An alias yields the node that it
// names, so a node may appear in several places and must not be changed.
type Node struct {
	Kind Kind
	// Text is the value of a text, or a scalar as it is written: "1.50" keeps its zero.
	// A boolean is "true" or "false" in whatever case it is written; null is empty.
	Text    string
	Items   []*Node  // of a list
	Members []Member // of a mapping, each key once, in the order of the document
	// Line and Column are counted from 1, the column in characters.
	Line, Column int

	height int // levels of nesting below
}

// Member is one key of a mapping and its value.
type Member struct {
	Key          string
	Line, Column int // of the key
	Value        *Node
}

// weight returns the approximate length of the node as JSON, in bytes; counting stops
// above most.
func (n *Node) weight(most int) int {
	sum := len(n.Text) + 4
	for _, item := range n.Items {
		if sum > most {
			return sum
		}
		sum += item.weight(most - sum)
	}
	for _, m := range n.Members {
		if sum > most {
			return sum
		}
		sum += len(m.Key) + 4 + m.Value.weight(most-sum)
	}
	return sum
}

// String describes the value for a message: the text "abc", the number 3, a list.
func (n *Node) String() string {
	switch n.Kind {
	case Null:
		return "nothing (null)"
	case List:
		return "a list"
	case Mapping:
		return "a mapping"
	case Text:
		return fmt.Sprintf("the text %q", clip(n.Text))
	case Bool:
		return "the boolean " + n.Text
	default:
		return "the number " + clip(n.Text)
	}
}

// clip shortens text that a message quotes.
func clip(text string) string {
	const most = 60
	if runes := []rune(text); len(runes) > most {
		return strings.TrimSpace(string(runes[:most])) + "…"
	}
	return text
}
