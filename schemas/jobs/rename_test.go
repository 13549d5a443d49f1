package jobs_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/document"
	"github.com/ringer-api/ringer/schemas/jobs"
	"github.com/ringer-api/ringer/schemas/jobs/vocabulary"
)

// A naming changes names. Status words are not names and stay.
type naming func(string) string

// foreign replaces every word outside the vocabulary with one of no language, and joins
// words by another convention.
func foreign(name string) string {
	var out []string
	for _, w := range vocabulary.Parts(name) {
		if !jobs.Knows(w) && strings.Trim(w, "0123456789v") != "" {
			w = nonsense(w)
		}
		out = append(out, w)
	}
	if strings.Contains(name, "_") || len(out) == 1 {
		return strings.Join(out, "-")
	}
	return strings.Join(out, "_")
}

// blind replaces every word, also those of the vocabulary.
func blind(name string) string {
	var out []string
	for _, w := range vocabulary.Parts(name) {
		if strings.Trim(w, "0123456789v") != "" {
			w = nonsense(w)
		}
		out = append(out, w)
	}
	return strings.Join(out, "-")
}

func nonsense(word string) string {
	letters := []byte(word)
	slices.Reverse(letters)
	return "zq" + string(letters) + "x"
}

var (
	aWord = regexp.MustCompile(`[A-Za-z][A-Za-z0-9_-]*`)
)

// path renames the steps and parameters of a path; formats and versions stay.
func (n naming) path(path string) string {
	return aWord.ReplaceAllStringFunc(path, func(w string) string {
		if w == "json" || w == "beta" || regexp.MustCompile(`^v[0-9]`).MatchString(w) {
			return w
		}
		return n(w)
	})
}

// pointer renames the names in a JSON pointer.
func (n naming) pointer(pointer string) string {
	tokens := strings.Split(pointer, "/")
	for i, t := range tokens {
		if t != "" && t != "-" {
			tokens[i] = n(t)
		}
	}
	return strings.Join(tokens, "/")
}

// document returns a description as JSON with renamed properties, paths, parameters and
// operationIds; under is the keyword of the value.
func (n naming) document(out *bytes.Buffer, v *document.Value, under string) {
	switch {
	case v.IsArray():
		out.WriteByte('[')
		for i, item := range v.Items() {
			n.comma(out, i)
			if item.IsString() && under == "required" {
				out.WriteString(text(n(item.Text)))
				continue
			}
			n.document(out, item, under)
		}
		out.WriteByte(']')
	case v.IsObject():
		out.WriteByte('{')
		for i, m := range v.Members() {
			n.comma(out, i)
			n.member(out, m, under)
		}
		out.WriteByte('}')
	default:
		out.Write(v.AppendJSON(nil, nil))
	}
}

func (n naming) comma(out *bytes.Buffer, i int) {
	if i > 0 {
		out.WriteByte(',')
	}
}

func (n naming) member(out *bytes.Buffer, m document.Member, under string) {
	key, below := m.Name, m.Name
	switch under {
	case "paths":
		key = n.path(key)
	case "properties":
		key, below = n(key), ""
	}
	out.WriteString(text(key) + ":")
	isName := key == "operationId" || key == "name" || key == "propertyName"
	if m.IsString() && isName && under != "properties" {
		out.WriteString(text(n(m.Text)))
		return
	}
	n.document(out, m.Value, below)
}

// plainModel returns a model under other names, without the names of resources, which
// follow from paths, and without reasons and doubts.
func plainModel(t *testing.T, m *jobs.Model, n naming) string {
	t.Helper()
	text, err := json.Marshal([][]*jobs.Resource{m.Jobs, m.Resources})
	require.NoError(t, err)
	var lists [][]map[string]any
	require.NoError(t, json.Unmarshal(text, &lists))
	for _, list := range lists {
		for _, r := range list {
			delete(r, "name")
			delete(r, "inferred")
			n.resource(r)
		}
	}
	return asJSON(t, lists)
}

func (n naming) resource(r map[string]any) {
	for key, value := range r {
		r[key] = n.value(key, value)
	}
	if owner, ok := r["owner"].(map[string]any); ok {
		for at, parameter := range owner {
			owner[at] = n(parameter.(string))
		}
	}
}

func (n naming) value(key string, value any) any {
	switch v := value.(type) {
	case string:
		return n.text(key, v)
	case []any:
		for i, item := range v {
			v[i] = n.value(key, item)
		}
		return v
	case map[string]any:
		out := map[string]any{}
		for name, item := range v {
			out[n.key(key, name)] = n.value(n.below(key, name), item)
		}
		return out
	}
	return value
}

// key renames a name in a map: below "as" they are properties.
func (n naming) key(under, name string) string {
	if under == "as" {
		return n(name)
	}
	return n.text("", name)
}

func (n naming) below(under, name string) string {
	if under == "as" || under == "then" {
		return under
	}
	return name
}

func (n naming) text(key, v string) string {
	method, path, isOperation := strings.Cut(v, " /")
	switch {
	case isOperation:
		return method + " " + n.path("/"+path)
	case strings.HasPrefix(v, "/"):
		return n.pointer(v)
	case slices.Contains([]string{"parameter", "cursor", "offset", "page", "limit"}, key):
		return n(v)
	}
	return v
}

func renamed(t *testing.T, file string, n naming) *schemas.Description {
	t.Helper()
	data, err := os.ReadFile(file)
	require.NoError(t, err)
	v, _, err := document.Parse(t.Context(), file, data)
	require.NoError(t, err)
	var out bytes.Buffer
	n.document(&out, v, "")
	d, err := schemas.Load(fstest.MapFS{"doc.json": {Data: out.Bytes()}}, "doc.json")
	require.NoError(t, err)
	return d
}

func same(name string) string { return name }

func TestModelIsTheSameUnderOtherNames(t *testing.T) {
	t.Parallel()
	for _, file := range habits(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			before, after := jobs.Infer(load(t, file)), jobs.Infer(renamed(t, file, foreign))
			assert.Equal(t, plainModel(t, before, foreign), plainModel(t, after, same))
		})
	}
}

// named lists, for documents that depend on names, what is lost without them. A document
// that loses nothing any more must be removed from it.
func named() map[string]string {
	lost := map[string]string{
		"08-many-jobs.twin":  "indexing, ready and expired are doubtful where no place is called status",
		"18-moved-by-others": "complete and cancel are what people do",
	}
	for habit, why := range map[string]string{
		"02-closed-sets":    "a state that is the name of a member: {failed: {...}}",
		"03-ends-and-times": "building and ready are doubtful where no place is called state",
		"07-results":        "done beside error",
		"11-not-jobs":       "last_sync_status and health_status are other things' by their name",
		"14-no-word":        "done, progress and finished_at are all there is",
		"15-beside":         "job_id is the id of a job",
		"16-status-objects": "a list of states, not of things, is told by their name",
		"17-rpc":            "verbs in paths",
	} {
		lost[habit], lost[habit+".twin"] = why, why
	}
	return lost
}

// TestJobsAreFoundWithoutAnyName keeps only status words and structure.
func TestJobsAreFoundWithoutAnyName(t *testing.T) {
	t.Parallel()
	for _, file := range habits(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			before := essence(jobs.Infer(load(t, file)), blind)
			after := essence(jobs.Infer(renamed(t, file, blind)), same)
			if lost := named()[strings.TrimSuffix(filepath.Base(file), ".yaml")]; lost != "" {
				assert.NotEqual(t, before, after, "nothing is lost any more: %s", lost)
				return
			}
			assert.Equal(t, before, after)
		})
	}
}

// essence is the part of a model that does not depend on names.
func essence(m *jobs.Model, n naming) []string {
	var out []string
	for _, r := range m.Jobs {
		line := n.pointer(r.Status)
		for _, list := range [][]jobs.Operation{r.Create, r.Get, r.StatusGet, r.List} {
			for _, op := range list {
				line += " " + n.text("", string(op))
			}
		}
		for _, s := range r.States {
			line += " " + s.Name + ":" + string(s.Kind)
		}
		out = append(out, line)
	}
	return out
}

func text(v any) string {
	out, _ := json.Marshal(v)
	return string(out)
}
