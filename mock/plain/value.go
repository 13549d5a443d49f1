package plain

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/document"
)

// budget limits the schemas that one look at a schema visits.
const budget = 200

// text is an input before it has a type: a text, a list of texts, or named texts.
type text struct {
	list    []string     // the values of a leaf; more than one if its name is repeated
	files   map[int]File // by the index of the value that is the file's name
	members []member     // in order
	index   map[string]int
	listed  bool // it was made a JSON array
}

type member struct {
	name string
	*text
}

func leaf(values ...string) *text { return &text{list: values} }

// at returns the member of that name, which it adds if there is none.
func (t *text) at(name string) *text {
	if i, known := t.index[name]; known {
		return t.members[i].text
	}
	if t.index == nil {
		t.index = map[string]int{}
	}
	added := &text{}
	t.index[name] = len(t.members)
	t.members = append(t.members, member{name, added})
	return added
}

// maxNesting limits the nesting of a[b][c] in the names of a form or a query.
const maxNesting = 32

// put stores a value under a name and the steps in brackets after it, and returns its leaf.
func (t *text) put(name string, steps []string, value string) *text {
	at := t.at(name)
	for _, step := range steps[:min(len(steps), maxNesting)] {
		if step == "" { // a[]=1&a[]=2, and a[][b]=1, in which each is a new item
			if len(steps) == 1 {
				break
			}
			step = strconv.Itoa(len(at.members))
		}
		at = at.at(step)
	}
	at.list = append(at.list, value)
	return at
}

// steps splits a name such as a[b][] into a and its steps.
func steps(name string) (first string, rest []string) {
	first, tail, ok := strings.Cut(name, "[")
	if !ok || first == "" || !strings.HasSuffix(tail, "]") {
		return name, nil
	}
	return first, strings.Split(tail[:len(tail)-1], "][")
}

// as returns the input as the JSON that its schema describes. What does not fit the schema
// stays a text, so that validation reports it.
func (t *text) as(x schemas.Definition) json.RawMessage {
	kinds := x.Kinds()
	switch {
	case len(t.members) > 0:
		if (len(kinds) == 0 || slices.Contains(kinds, "array")) && t.isNumbered() {
			t.listed = true
			items := itemsOf(x)
			slices.SortStableFunc(t.members, func(a, b member) int { return cmp.Compare(a.number(), b.number()) })
			return array(t.members, func(m member) json.RawMessage { return m.as(items) })
		}
		return t.object(x)
	case t.isList(kinds):
		t.listed = true
		return array(t.list, scalarOf(itemsOf(x)))
	case len(t.list) == 0:
		return quote("")
	}
	return scalarOf(x)(t.list[len(t.list)-1])
}

// isList reports whether the values are those of an array: one value is not if the schema
// allows a single one as well, unless it is a JSON array itself.
func (t *text) isList(kinds []string) bool {
	if len(t.list) > 1 {
		return len(kinds) == 0 || slices.Contains(kinds, "array")
	}
	return len(kinds) == 1 && kinds[0] == "array" && (len(t.list) == 0 || !isJSON(t.list[0], '['))
}

// isNumbered reports whether the names are those of array items.
func (t *text) isNumbered() bool {
	return !slices.ContainsFunc(t.members, func(m member) bool { return m.number() < 0 })
}

// number is the name as the index of an item; -1 if it is none.
func (m member) number() int {
	n, err := strconv.ParseUint(m.name, 10, 31)
	if err != nil {
		return -1
	}
	return int(n)
}

func (t *text) object(x schemas.Definition) json.RawMessage {
	property := propertiesOf(x)
	out := []byte{'{'}
	for i, m := range t.members {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(append(out, quote(m.name)...), ':')
		out = append(out, m.as(property(m.name))...)
	}
	return append(out, '}')
}

func array[T any](items []T, as func(T) json.RawMessage) json.RawMessage {
	out := []byte{'['}
	for i, item := range items {
		if i > 0 {
			out = append(out, ',')
		}
		out = append(out, as(item)...)
	}
	return append(out, ']')
}

// quote returns a text as a JSON string; bytes that are not UTF-8 become U+FFFD.
func quote(value string) json.RawMessage {
	return document.AppendString(nil, strings.ToValidUTF8(value, "\uFFFD"))
}

// scalarOf returns a function from a text to the JSON value of a schema's type. A text that
// may be a string or something else is a string, unless only certain strings are allowed.
func scalarOf(x schemas.Definition) func(value string) json.RawMessage {
	words, closed := x.Words(budget)
	known := map[string]json.RawMessage{}
	for _, w := range words {
		if v := w.Value; closed && !v.IsObject() && !v.IsArray() && known[v.Text] == nil {
			known[v.Text] = v.AppendJSON(nil, nil)
		}
	}
	kinds := x.Kinds()
	free, nullable := allowsText(x, kinds), x.Nullable()
	is := func(kind string) bool { return slices.Contains(kinds, kind) }
	return func(value string) json.RawMessage {
		switch {
		case known[value] != nil:
			return known[value]
		case free:
			return quote(value)
		case (is("integer") || is("number")) && isNumber(value):
			return json.RawMessage(value)
		case is("boolean") && (strings.EqualFold(value, "true") || strings.EqualFold(value, "false")):
			return json.RawMessage(strings.ToLower(value))
		case is("object") && isJSON(value, '{'), is("array") && isJSON(value, '['):
			return json.RawMessage(value)
		case (value == "" || value == "null") && !is("string") && nullable:
			return json.RawMessage("null")
		}
		return quote(value)
	}
}

// allowsText reports whether a schema allows strings that need no certain form.
func allowsText(x schemas.Definition, kinds []string) bool {
	if len(kinds) == 0 || len(kinds) == 1 && kinds[0] == "string" {
		return true
	}
	if !slices.Contains(kinds, "string") {
		return false
	}
	ways := x.Branches(budget)
	if len(ways) == 0 {
		return true
	}
	return slices.ContainsFunc(ways, func(way schemas.Definition) bool {
		kinds := way.Kinds()
		if len(kinds) > 0 && !slices.Contains(kinds, "string") {
			return false
		}
		return !slices.ContainsFunc(way.Parts(budget), func(part schemas.Definition) bool {
			return part.Format() != "" || part.Pattern() != "" || len(part.Enum()) > 0
		})
	})
}

// isNumber reports whether a text is a JSON number.
func isNumber(value string) bool {
	return value != "" && (value[0] == '-' || value[0] >= '0' && value[0] <= '9') && len(schemas.CheckJSON([]byte(value))) == 0
}

// isJSON reports whether a text is a JSON value that begins with a character.
func isJSON(value string, first byte) bool {
	return value != "" && value[0] == first && len(schemas.CheckJSON([]byte(value))) == 0
}

// itemsOf returns the schema of an array's items; the zero Definition if there is none.
func itemsOf(x schemas.Definition) schemas.Definition {
	for _, part := range slices.Concat(x.Parts(budget), x.Branches(budget)) {
		for _, p := range part.Parts(budget) {
			if items := p.Items(); items.Exists() {
				return items
			}
		}
	}
	return schemas.Definition{}
}

// propertiesOf returns a function from an object's property to its schema, the zero Definition
// if there is none.
func propertiesOf(x schemas.Definition) func(name string) schemas.Definition {
	known := map[string]schemas.Definition{}
	for _, f := range x.Fields(budget) {
		if _, twice := known[f.Name]; !twice {
			known[f.Name] = f.Definition()
		}
	}
	var rest schemas.Definition
	for _, part := range x.Parts(budget) {
		if values := part.Values(); values.Exists() {
			rest = values
		}
	}
	return func(name string) schemas.Definition {
		if property, ok := known[name]; ok {
			return property
		}
		return rest
	}
}
