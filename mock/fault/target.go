package fault

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// Target is the value of a JSON body that a fault changes: a JSON pointer in which "last"
// and "random" may be used as an index of an array, and "*" at the end for a drawn value
// below that fits. Examples: "/0/status", "/last/*", "/random/parameters/*". The empty
// Target is a value drawn from one record: "/random/*" of an array, "/*" of an object.
type Target string

// find returns the value, if there is one. fits decides only what "*" may draw; a value
// that the pointer names exactly need not fit.
func (t Target) find(root node, r *rand.Rand, fits func(node) bool) (node, bool) {
	pointer := string(t)
	if pointer == "" {
		pointer = "/*"
		if root.kind() == '[' {
			pointer = "/random/*"
		}
	}
	return walk(root, slices.Collect(jsontext.Pointer(pointer).Tokens()), r, fits)
}

func walk(n node, tokens []string, r *rand.Rand, fits func(node) bool) (node, bool) {
	if len(tokens) == 0 {
		return n, true
	}
	if tokens[0] == "*" && len(tokens) == 1 {
		list := n.below(fits)
		if len(list) == 0 {
			return node{}, false
		}
		return list[r.IntN(len(list))], true
	}
	for _, child := range n.step(tokens[0], r) {
		if found, ok := walk(child, tokens[1:], r, fits); ok {
			return found, true
		}
	}
	return node{}, false
}

// step returns the children that a token may refer to, in the order in which to try them.
func (n node) step(token string, r *rand.Rand) []node {
	list := n.children()
	if n.kind() != '[' {
		for i := len(list) - 1; i >= 0; i-- {
			if list[i].name == token {
				return list[i : i+1]
			}
		}
		return nil
	}
	if len(list) == 0 {
		return nil
	}
	switch token {
	case "last":
		return list[len(list)-1:]
	case "random":
		first := r.IntN(len(list))
		return append(list[first:len(list):len(list)], list[:first]...)
	}
	if i, err := strconv.Atoi(token); err == nil && i >= 0 && i < len(list) {
		return list[i : i+1]
	}
	return nil
}

// target reads a Target.
func (p *params) target() Target {
	const want = "a JSON pointer such as /0/status, /last/* or /random/parameters"
	text := p.text("at", "", want)
	if !isTarget(text) {
		p.wrong("at", want)
	}
	return Target(text)
}

func isTarget(text string) bool {
	if text == "" {
		return true
	}
	if text[0] != '/' || strings.Count(text, "/") > 64 {
		return false
	}
	return jsontext.Pointer(text).IsValid()
}
