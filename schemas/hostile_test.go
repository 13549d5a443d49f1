package schemas_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/schemas"
)

// soon limits the time that a malicious document may take. It is a second, plus what a
// race detector and a busy machine add.
const soon = slower * 5 * time.Second

func inTime(t *testing.T, work func()) {
	t.Helper()
	start := time.Now()
	work()
	assert.Less(t, time.Since(start), soon)
}

// hostile are texts that are rejected as a whole, with the error's text.
var hostile = []struct {
	name, file string
	text       func() string
	want       string
}{
	{"brackets in JSON", "a.json", func() string { return strings.Repeat("[", 50<<20) }, "nest"},
	{"objects in JSON", "a.json", func() string { return strings.Repeat(`{"a":`, 10<<20) }, "nest"},
	{"brackets in YAML", "a.yaml", func() string { return strings.Repeat("[", 50<<20) }, "nesting"},
	{"dashes in YAML", "a.yaml", func() string { return strings.Repeat("- ", 20<<20) }, "nesting"},
	{"too long", "a.json", func() string { return strings.Repeat(" ", 65<<20) }, "longer than 64 MiB"},
	{"billion laughs", "a.yaml", laughs, "aliases make the document larger"},
	{"alias of itself", "a.yaml", func() string { return "openapi: 3.1.0\na: &a\n  b: *a\n" }, "is inside the value that it names"},
	{"digits", "a.json", func() string { return `{"openapi":"3.1.0","a":1e10000000}` }, "a.json:1:24: a number is too large to compute with"},
	{"digits in YAML", "a.yaml", func() string { return "openapi: 3.1.0\na: 1e10000000\n" }, "too large to compute with"},
	{"many values", "a.json", func() string { return `{"a":[` + strings.Repeat("1,", 20<<20) + `1]}` }, "more than 2000000 values"},
	{"nothing", "a.yaml", func() string { return "" }, "the text is empty"},
	{"no UTF-8", "a.yaml", func() string { return "openapi: \xff\xff\xff" }, "UTF-8"},
}

func laughs() string {
	text := "openapi: 3.1.0\na0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"
	for i := 1; i < 20; i++ {
		text += fmt.Sprintf("a%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d,", i-1), 9), ","))
	}
	return text
}

func TestHostileTextsAreRefusedSoon(t *testing.T) {
	for _, c := range hostile {
		t.Run(c.name, func(t *testing.T) {
			text := c.text()
			inTime(t, func() {
				_, err := schemas.Load(folder(c.file, text), c.file)
				require.Error(t, err)
				assert.Contains(t, err.Error(), c.want)
				assert.Less(t, len(err.Error()), 500)
			})
		})
	}
}

// twice returns levels of schemas, each of which refers to the next one twice.
func twice(levels int, hold string) string {
	text := ""
	for i := range levels {
		text += fmt.Sprintf(`"A%d":`+hold+`,`, i, i+1, i+1)
	}
	return `{` + text + fmt.Sprintf(`"A%d":{"type":"object","required":["x"]}}`, levels)
}

const asBody = `{"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{"/a":{"get":{"responses":{"200":` +
	`{"description":"d","content":{"application/json":{"schema":{"$ref":"#/components/schemas/A0"}}}}}}}},` +
	`"components":{"schemas":`

func TestSchemasThatExplodeAreBounded(t *testing.T) {
	cases := []struct{ name, schemas, body string }{
		{"allOf", twice(40, `{"allOf":[{"$ref":"#/components/schemas/A%d"},{"$ref":"#/components/schemas/A%d"}]}`), `{}`},
		{"anyOf", twice(40, `{"anyOf":[{"$ref":"#/components/schemas/A%d"},{"title":"x","$ref":"#/components/schemas/A%d"}]}`), `{}`},
		{"oneOf", twice(40, `{"oneOf":[{"$ref":"#/components/schemas/A%d"},{"$ref":"#/components/schemas/A%d"}]}`), `{}`},
		{"properties", twice(40, `{"properties":{"a":{"$ref":"#/components/schemas/A%d"},"b":{"$ref":"#/components/schemas/A%d"}}}`), `{"a":{"b":{}}}`},
		{"the same property twice", twice(40, samePropertyTwice), strings.Repeat(`{"a":`, 41) + `1` + strings.Repeat(`}`, 41)},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			inTime(t, func() {
				d, err := schemas.Load(folder("a.json", asBody+c.schemas+"}}"), "a.json")
				require.NoError(t, err)
				s := d.Operations()[0].Responses[200].Schema
				s.Validate([]byte(c.body))
				places := 0
				s.Node().Walk(func(string, *schemas.Node) bool { places++; return true })
				assert.LessOrEqual(t, places, schemas.MaxPlaces)
				assert.LessOrEqual(t, len(s.Keywords()), schemas.MaxPlaces)
				x := s.Definition()
				x.Fields(schemas.DefaultBudget)
				x.Words(schemas.DefaultBudget)
				x.Kinds()
				d.Lint()
				_, err = d.Plain(d)
				require.NoError(t, err)
				d.OpenAPI()
			})
		})
	}
}

// What cannot be checked is not a violation, and is reported.
func TestASchemaThatTakesTooManyStepsIsNoted(t *testing.T) {
	text := asBody + twice(40, samePropertyTwice) + "}}"
	d, err := schemas.Load(folder("a.json", text), "a.json")
	require.NoError(t, err)
	assert.Empty(t, d.Notes())
	body := strings.Repeat(`{"a":`, 41) + `1` + strings.Repeat(`}`, 41)
	assert.Empty(t, d.Operations()[0].Responses[200].Schema.Validate([]byte(body)))
	require.Len(t, d.Notes(), 1)
	assert.Contains(t, d.Notes()[0].Text, "nothing is validated against the schema A0: it takes too many steps")
}

const samePropertyTwice = `{"allOf":[{"properties":{"a":{"$ref":"#/components/schemas/A%d"}}},` +
	`{"properties":{"a":{"$ref":"#/components/schemas/A%d"}}}]}`

// The levels that can still be checked are.
func TestOfSchemasThatExplodeTheRestIsUsed(t *testing.T) {
	text := asBody + twice(40, `{"allOf":[{"$ref":"#/components/schemas/A%d"},{"$ref":"#/components/schemas/A%d"}]}`) + "}}"
	d, err := schemas.Load(folder("a.json", text), "a.json")
	require.NoError(t, err)
	assert.NotEmpty(t, d.Notes())
	deep, err := d.Schema("A35")
	require.NoError(t, err)
	assert.NotEmpty(t, deep.Validate([]byte(`{}`)))
	assert.Empty(t, deep.Validate([]byte(`{"x":1}`)))
	all, err := d.Schema("A0")
	require.NoError(t, err)
	assert.Empty(t, all.Validate([]byte(`{}`)))
}

func TestReferencesWithoutEnd(t *testing.T) {
	chain := func(n int) string {
		var text strings.Builder
		for i := range n {
			fmt.Fprintf(&text, `"A%d":{"$ref":"#/components/schemas/A%d"},`, i, i+1)
		}
		return `{` + text.String() + fmt.Sprintf(`"A%d":{"type":"string"}}`, n)
	}
	cases := []struct {
		name, schemas string
		notes         int
	}{
		{"itself", `{"A0":{"$ref":"#/components/schemas/A0"}}`, 1},
		{"one another", `{"A0":{"allOf":[{"$ref":"#/components/schemas/B"}]},"B":{"anyOf":[{"$ref":"#/components/schemas/A0"},{"type":"string"}]}}`, 1},
		{"a list of itself is no loop", `{"A0":{"type":"array","items":{"$ref":"#/components/schemas/A0"}}}`, 0},
		{"a long chain", chain(3000), -1},
		{"many that are not there", `{"A0":{"allOf":[` + strings.TrimSuffix(strings.Repeat(`{"$ref":"#/nowhere"},`, 20_000), ",") + `]}}`, -1},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			inTime(t, func() {
				d, err := schemas.Load(folder("a.json", asBody+c.schemas+"}}"), "a.json")
				require.NoError(t, err)
				s := d.Operations()[0].Responses[200].Schema
				assert.Empty(t, s.Validate([]byte(`[]`)))
				s.Definition().Fields(schemas.DefaultBudget)
				s.Node()
				if notes := d.Lint(); c.notes >= 0 {
					assert.Len(t, notes, c.notes)
				} else {
					assert.NotEmpty(t, notes)
				}
			})
		})
	}
}

// watchedFS records which files are opened.
type watchedFS struct {
	fstest.MapFS
	opened map[string]bool
}

func (w watchedFS) ReadFile(name string) ([]byte, error) {
	w.opened[name] = true
	return w.MapFS.ReadFile(name)
}

func TestNoReferenceOpensAnythingElse(t *testing.T) {
	t.Parallel()
	refs := []string{
		"file:///etc/passwd", "http://169.254.169.254/latest/meta-data", "https://example.com/a.json#/A", "//example.com/a.json",
		"../secret.json", "x/../../secret.json", "/etc/passwd", "%2e%2e/secret.json", "..%2fsecret.json", "C:/secret.json", "x\x00y.json",
	}
	for _, ref := range refs {
		t.Run(ref, func(t *testing.T) {
			t.Parallel()
			quoted := strings.NewReplacer("\x00", `\u0000`).Replace(ref)
			files := watchedFS{folder("api/a.json", asBody+`{"A0":{"type":"object","properties":{"p":{"$ref":"`+quoted+`"}}}}}}`,
				"secret.json", `{"type":"null"}`), map[string]bool{}}
			d, err := schemas.Load(files, "api/a.json")
			require.NoError(t, err)
			assert.NotContains(t, files.opened, "secret.json")
			assert.NotContains(t, files.opened, "etc/passwd")
			require.Len(t, d.Notes(), 1)
			assert.Equal(t, "reference", d.Notes()[0].Kind)
			assert.Empty(t, d.Operations()[0].Responses[200].Schema.Validate([]byte(`{"p":1}`)))
			assert.NotEmpty(t, d.Operations()[0].Responses[200].Schema.Validate([]byte(`1`)))
		})
	}
}
