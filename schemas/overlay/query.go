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

// Only this file uses the JSONPath library.

// query is a JSONPath (RFC 9535).
type query struct {
	text string
	path *jsonpath.Path
}

// maxDescents limits the use of ".." in a query: each one multiplies the number of
// visited values by the depth of the document.
const maxDescents = 2

func newQuery(v *document.Value) (query, error) {
	path, err := jsonpath.Parse(v.Text)
	if err != nil {
		return query{}, fmt.Errorf("%s: %s is not a JSONPath: %s", v.Source(), v.Word(),
			strings.TrimPrefix(err.Error(), "jsonpath: "))
	}
	if strings.Count(path.String(), "..") > maxDescents {
		return query{}, fmt.Errorf("%s: %s descends more than %d times (..)", v.Source(), v.Word(), maxDescents)
	}
	return query{v.Text, path}, nil
}

// find returns the JSON pointers of the values that match the query, each once, sorted.
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
	slices.Sort(out) // the library iterates over maps
	return out
}

// singular returns the only value that the query can match, without a copy of the
// document; false if there may be several.
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

// plain converts a value to the form that the library takes.
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
