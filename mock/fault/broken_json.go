package fault

import (
	"math/rand/v2"
	"slices"
	"strings"
	"unicode/utf8"
)

// BrokenJSON makes the body invalid JSON, with the smallest possible change.
type BrokenJSON struct {
	// How is cut, nan, trailing-comma, duplicate-key, invalid-utf8 or bom, or any for a
	// random one.
	How string
}

// breakers is the ways to break JSON. Each returns the broken text, or nil when the
// body has nothing that can be broken in this way.
var breakers = []struct {
	how    string
	broken func(root node, r *rand.Rand) []byte
}{
	{"cut", cutJSON},
	{"nan", nanJSON},
	{"trailing-comma", commaJSON},
	{"duplicate-key", duplicateJSON},
	{"invalid-utf8", notUTF8},
	{"bom", func(root node, _ *rand.Rand) []byte { return splice(root.text, 0, 0, "\ufeff") }},
}

func breakerNames() []string {
	var names []string
	for _, b := range breakers {
		names = append(names, b.how)
	}
	return append(names, "any")
}

var brokenJSONKind = kind{
	Kind: Kind{
		Name:     "broken-json",
		Sentence: "The body is not valid JSON, although its Content-Type is unchanged.",
		Parameters: []Parameter{
			{"how", strings.Join(breakerNames(), ", "), "cut",
				"ends early; NaN as a value; a trailing comma; a duplicate name; bytes that are not UTF-8; " +
					"a byte order mark; or a random one"},
		},
		Example: "{kind: broken-json, how: trailing-comma}",
		Short:   "broken-json:nan",
	},
	build: func(p *params) Fault { return BrokenJSON{p.choice("how", "cut", breakerNames()...)} },
}

// Apply breaks the body.
func (f BrokenJSON) Apply(a *Response, d Draw) Outcome {
	root, ok := document(a.Body)
	if !ok {
		return skipped("broken-json: the body was not JSON before")
	}
	ways := slices.Clone(breakers)
	if f.How == "any" {
		d.Rand.Shuffle(len(ways), func(i, j int) { ways[i], ways[j] = ways[j], ways[i] })
	}
	for _, way := range ways {
		if f.How != "any" && f.How != way.how {
			continue
		}
		if broken := way.broken(root, d.Rand); broken != nil {
			a.Body = broken
			return applied("broken-json " + way.how)
		}
	}
	return skipped("broken-json: the body has no place for " + f.How)
}

func (f BrokenJSON) String() string { return short("broken-json", f.How) }

// cutJSON ends the text inside its value, never inside a character. A number is removed
// completely, since the rest of it could be a valid number.
func cutJSON(root node, r *rand.Rand) []byte {
	at := root.start
	if root.kind() != '0' && root.end-root.start > 1 {
		at += 1 + r.IntN(root.end-root.start-1)
	}
	for at > root.start+1 && !utf8.RuneStart(root.text[at]) {
		at--
	}
	return splice(root.text, at, len(root.text), "")
}

// nanJSON replaces a number, or any value if there is no number.
func nanJSON(root node, r *rand.Rand) []byte {
	n, ok := root.pick(r, func(n node) bool { return n.kind() == '0' })
	if !ok {
		n, _ = root.pick(r, func(node) bool { return true })
	}
	return splice(root.text, n.start, n.end, "NaN")
}

// commaJSON adds a comma before a closing bracket, or after a text without brackets.
func commaJSON(root node, r *rand.Rand) []byte {
	n, ok := root.pick(r, func(n node) bool { return len(n.children()) > 0 })
	if !ok {
		return splice(root.text, root.end, root.end, ",")
	}
	list := n.children()
	end := list[len(list)-1].end
	return splice(root.text, end, end, ",")
}

// duplicateJSON repeats a member with the same value.
func duplicateJSON(root node, r *rand.Rand) []byte {
	n, ok := root.pick(r, node.isMember)
	if !ok {
		return nil
	}
	return splice(root.text, n.end, n.end, ","+n.nameRaw()+":"+string(n.raw()))
}

// notUTF8 adds a byte to a text that is never valid in UTF-8.
func notUTF8(root node, r *rand.Rand) []byte {
	n, ok := root.pick(r, func(n node) bool { return n.kind() == '"' })
	if ok {
		return splice(root.text, n.end-1, n.end-1, "\xff")
	}
	n, ok = root.pick(r, node.isMember)
	if !ok {
		return nil
	}
	return splice(root.text, n.nameEnd-1, n.nameEnd-1, "\xff")
}
