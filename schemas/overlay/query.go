package overlay

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/theory/jsonpath"
	"github.com/theory/jsonpath/spec"

	"github.com/ringer-api/ringer/schemas/document"
)

// This file is the only one that knows the JSONPath library.

// query is a JSONPath (RFC 9535).
type query struct {
	text string
	path *jsonpath.Path
}

// maxDescents is how many times a query may say "..": each multiplies what it
// looks at by the depth of the document.
const maxDescents = 2

func newQuery(v *document.Value) (query, error) {
	path, err := jsonpath.Parse(v.Text)
	if err != nil {
		return query{}, fmt.Errorf("%s: %s is no JSONPath: %s", v.Source(), v.Word(),
			strings.TrimPrefix(err.Error(), "jsonpath: "))
	}
	if strings.Count(path.String(), "..") > maxDescents {
		return query{}, fmt.Errorf("%s: %s descends more than %d times (..)", v.Source(), v.Word(), maxDescents)
	}
	return query{v.Text, path}, nil
}

// find gives JSON pointers of what the query finds, each once, sorted.
func (q query) find(root *document.Value) []string {
	if pointer, ok := q.singular(); ok {
		if root.At(pointer) == nil {
			return nil
		}
		return []string{pointer}
	}
	var out []string
	for _, node := range q.path.SelectLocated(plain(root)).Deduplicate() {
		out = append(out, node.Path.Pointer())
	}
	slices.Sort(out) // the library walks maps
	return out
}

// singular gives the one place that the query can find, which needs no copy of
// the document; false when there may be several.
func (q query) singular() (pointer string, ok bool) {
	for _, segment := range q.path.Query().Segments() {
		selectors := segment.Selectors()
		if segment.IsDescendant() || len(selectors) != 1 {
			return "", false
		}
		name, isName := selectors[0].(spec.Name)
		if !isName {
			return "", false
		}
		pointer += "/" + document.EscapeToken(string(name))
	}
	return pointer, true
}

// plain gives a value as the library takes it.
func plain(v *document.Value) any {
	switch v.Kind {
	case '{':
		out := make(map[string]any, len(v.Members()))
		for _, m := range v.Members() {
			out[m.Name] = plain(m.Value)
		}
		return out
	case '[':
		out := make([]any, 0, len(v.Items()))
		for _, item := range v.Items() {
			out = append(out, plain(item))
		}
		return out
	case '"':
		return v.Text
	case '0':
		n, err := strconv.ParseFloat(v.Text, 64)
		if err != nil {
			return v.Text
		}
		return n
	case 't', 'f':
		return v.IsTrue()
	}
	return nil
}
