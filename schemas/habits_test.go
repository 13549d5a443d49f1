package schemas_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/schemas"
)

var update = flag.Bool("update", false, "write golden files anew")

// TestHabitsOfDocuments reads small documents, each with a habit of real ones, and
// records the result: operations, types as they are used, notes.
func TestHabitsOfDocuments(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/habits/*.yaml")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()
			d, err := schemas.Load(os.DirFS("testdata/habits"), filepath.Base(file))
			require.NoError(t, err)
			golden := strings.TrimSuffix(file, ".yaml") + ".golden"
			got := whatIsRead(d)
			if *update {
				require.NoError(t, os.WriteFile(golden, []byte(got), 0o600))
			}
			want, err := os.ReadFile(golden)
			require.NoError(t, err)
			assert.Equal(t, string(want), got)
			_, err = d.Plain(nil)
			require.NoError(t, err)
		})
	}
}

func whatIsRead(d *schemas.Description) string {
	var out strings.Builder
	for _, o := range d.Operations() {
		fmt.Fprintf(&out, "%s: %s %s%s", o.ID, o.Method, o.Base(), o.Path)
		if o.Query != "" {
			fmt.Fprintf(&out, "?%s", o.Query)
		}
		fmt.Fprintln(&out)
		for _, p := range o.Parameters {
			fmt.Fprintf(&out, "  %s %s required=%t %s explode=%t %s\n", p.In, p.Name, p.Required, p.Style, p.Explode, p.ContentType)
		}
		for _, a := range o.HasResponse {
			fmt.Fprintf(&out, "  %s %s", a.Statuses, a.ContentType)
			if a.Schema != nil {
				fmt.Fprintf(&out, " %s", a.Schema.Name())
			}
			for _, l := range a.Links {
				fmt.Fprintf(&out, " -> %s %v", l.Operation, l.Inputs)
			}
			fmt.Fprintln(&out)
		}
	}
	for _, name := range d.Types() {
		s, _ := d.Schema(name)
		fmt.Fprintf(&out, "%s: %s\n", name, s.Text())
	}
	for _, n := range d.Lint() {
		fmt.Fprintf(&out, "%s: %s: %s (%s)\n", n.Place, n.Severity, n.Text, n.Kind)
	}
	return out.String()
}

// Values are validated against the schemas of those documents.
func TestHabitsAreInForce(t *testing.T) {
	t.Parallel()
	cases := []struct{ file, name, good, bad string }{
		{"three-zero", "Nullable", `null "a"`, `1`},
		{"three-zero", "NullableEnum", `null "a"`, `"c"`},
		{"three-zero", "NullableRef", `null {"kind":"a"}`, `{} 1`},
		{"three-zero", "NullableBesideRef", `null {"kind":"a","x":1}`, `{}`},
		{"three-zero", "NotNullable", `"a"`, `null`},
		{"three-zero", "Bounds", `1.5 9`, `1 9.5`},
		{"three-zero", "Sub", `{"kind":"sub"}`, `{"kind":"other"} {}`},
		{"three-zero", "Tree", `{"a":{"b":{}}}`, `{"a":{"b":1}}`},
		{"three-one", "Nullable", `null "a"`, `1`},
		{"three-one", "Enum", `null "a"`, `"c"`},
		{"three-one", "Bounds", `1`, `0`},
		{"three-one", "Required", `"a"`, `1`},
		{"three-one", "Types", `"a"`, `1`},
		{"three-one", "NoType", `"a" 1`, ``},
		{"three-one", "Quoted", `"" "abcde"`, `"abcdef"`},
		{"three-one", "Numbers", `"1.0" "2" "on"`, `1 "3"`},
		{"three-one", "Both", `{} {"a":"x","b":"y"}`, `{"a":1,"b":2} 1`},
		{"three-one", "Pattern", `"x"`, `1`},
		{"three-one", "Patterns", `{"anything":1}`, `1`},
		{"three-one", "Unicode", `"é"`, `"e"`},
		{"three-one", "Format", `"x"`, `1`},
		{"three-one", "Dynamic", `1 {}`, ``},
		{"three-one", "Properties", `{"a":1}`, `{"a":"x"}`},
		{"three-one", "Anchor", `true`, `1`},
		{"three-one", "Default", `{"default":null,"enum":"x"}`, `{"default":"c"} {"enum":1} {"$ref":1}`},
		{"several-files", "Cat", `{"lives":9,"kittens":[{"lives":1}]}`, `{"kittens":[{"lives":"many"}]}`},
		{"several-files", "Dog", `{"name":"a","friend":{"lives":1}}`, `{} {"name":"a","friend":{"lives":"x"}}`},
	}
	for _, c := range cases {
		t.Run(c.file+" "+c.name, func(t *testing.T) {
			t.Parallel()
			d, err := schemas.Load(os.DirFS("testdata/habits"), c.file+".yaml")
			require.NoError(t, err)
			s, err := d.Schema(c.name)
			require.NoError(t, err)
			for _, value := range strings.Fields(c.good) {
				assert.Empty(t, s.Validate([]byte(value)), value)
			}
			for _, value := range strings.Fields(c.bad) {
				assert.NotEmpty(t, s.Validate([]byte(value)), value)
			}
		})
	}
}

// One document in JSON and in YAML is the same description.
func TestYAMLAndJSONAreOne(t *testing.T) {
	t.Parallel()
	text := schemas.Default().OpenAPI() // JSON is YAML too
	inJSON, err := schemas.Load(folder("a.json", string(text)), "a.json")
	require.NoError(t, err)
	inYAML, err := schemas.Load(folder("a.yaml", "# read as YAML\n"+string(text)), "a.yaml")
	require.NoError(t, err)
	assert.Equal(t, string(inJSON.OpenAPI()), string(inYAML.OpenAPI()))
	assert.Equal(t, len(inJSON.Operations()), len(inYAML.Operations()))
}

// A violation contains the keyword as the document writes it.
func TestPathsOfKeywordsAreTheDocuments(t *testing.T) {
	t.Parallel()
	d, err := schemas.Load(folder("a.json", components(`{"A":{"oneOf":[{"type":"object","properties":{"t":{"prefixItems":[{"type":"string"}],`+
		`"items":{"type":"integer"}}}},{"type":"null"}]},"B":{"properties":{"a":{"$ref":"#/components/schemas/A"}}}}`)), "a.json")
	require.NoError(t, err)
	s, err := d.Schema("B")
	require.NoError(t, err)
	found := s.Validate([]byte(`{"a":{"t":[1,"x"]}}`))
	require.Len(t, found, 2)
	slices.SortFunc(found, func(a, b schemas.Violation) int { return strings.Compare(a.Pointer, b.Pointer) })
	assert.Equal(t, "/properties/a/$ref/oneOf/0/properties/t/prefixItems/0/type", found[0].KeywordPath)
	assert.Equal(t, "/properties/a/$ref/oneOf/0/properties/t/items/type", found[1].KeywordPath)
	assert.Equal(t, "api.json:2", strings.Replace(found[1].Source, "a.json", "api.json", 1))
}
