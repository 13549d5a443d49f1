package fault

import (
	"math/rand/v2"
	"slices"
	"strings"
	"unicode/utf8"
)

// BrokenJSON makes the body something that is no JSON, by the smallest change.
type BrokenJSON struct {
	// How is one of cut, nan, trailing-comma, duplicate-key, invalid-utf8 and
	// bom, or any for a drawn one.
	How string
}

// breakers are the ways to break JSON. Each gives the broken text, or nil when
// the body has nothing that could be broken so.
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
		Sentence: "The body is no JSON any more, while its header says so.",
		Parameters: []Parameter{
			{"how", strings.Join(breakerNames(), ", "), "cut",
				"ends early; NaN for a value; a comma too many; a name twice; bytes that are no UTF-8; " +
					"a byte order mark; or a drawn one"},
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
		return skipped("broken-json: the body is no JSON as it is")
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
	return skipped("broken-json: the body has nothing for " + f.How)
}

func (f BrokenJSON) String() string { return short("broken-json", f.How) }

// cutJSON ends the text inside its value, never inside a character. What is
// left of a number might be a number, so of one nothing is left.
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

// nanJSON replaces a number, or any value where there is no number.
func nanJSON(root node, r *rand.Rand) []byte {
	n, ok := root.pick(r, func(n node) bool { return n.kind() == '0' })
	if !ok {
		n, _ = root.pick(r, func(node) bool { return true })
	}
	return splice(root.text, n.start, n.end, "NaN")
}

// commaJSON puts a comma before a closing bracket, or after a text that has none.
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

// notUTF8 puts a byte into a text that no UTF-8 has.
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
