package yaml

import (
	"fmt"
	"strings"
)

// Kind is what a value is, in the words of JSON.
type Kind int

// The kinds of values. OddNumber is one that YAML knows and JSON cannot write as
// it stands: 0x10, 007, +1, .5, 1_000, .inf, .nan.
const (
	Null Kind = iota
	Bool
	Number
	OddNumber
	Text
	List
	Mapping
)

// Node is one value of a document and where it stands. An alias gives the node
// that it names, so a node may stand in several places: it must not be changed.
type Node struct {
	Kind Kind
	// Text is a text's, or a scalar's as it is written: "1.50" keeps its zero.
	// A boolean is "true" or "false" however it is spelled, null is empty.
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

// weight is about how many bytes of JSON the node makes; counting stops at most.
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

// String names the value for a message: the text "abc", the number 3, a list.
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

// clip shortens what a message quotes.
func clip(text string) string {
	const most = 60
	if runes := []rune(text); len(runes) > most {
		return strings.TrimSpace(string(runes[:most])) + "…"
	}
	return text
}
