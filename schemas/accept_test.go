package schemas_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/go-json-experiment/json/jsontext"
	_ "github.com/google/jsonschema-go/jsonschema" // its module has the JSON Schema Test Suite
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/accept"
)

// suiteGroup is a schema of the JSON Schema Test Suite with its texts.
type suiteGroup struct {
	Description string
	Schema      json.RawMessage
	Tests       []struct {
		Description string
		Data        json.RawMessage
		Valid       bool
	}
	file     string
	compiled *schemas.Schema
}

// suite reads the suite, each schema as a file of one description.
func suite(tb testing.TB) (all []suiteGroup) {
	tb.Helper()
	dir, err := exec.CommandContext(tb.Context(), "go", "list", "-m", "-f", "{{.Dir}}", "github.com/google/jsonschema-go").Output()
	require.NoError(tb, err)
	files, err := filepath.Glob(filepath.Join(strings.TrimSpace(string(dir)), "jsonschema/testdata/draft2020-12/*.json"))
	require.NoError(tb, err)
	require.NotEmpty(tb, files)
	texts := fstest.MapFS{}
	components := []string{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(tb, err)
		var groups []suiteGroup
		require.NoError(tb, json.Unmarshal(text, &groups))
		for _, g := range groups {
			g.file = filepath.Base(file)
			name := fmt.Sprintf("G%d", len(all))
			texts[name+".json"] = &fstest.MapFile{Data: g.Schema}
			components = append(components, fmt.Sprintf(`%q:{"$ref":"%s.json"}`, name, name))
			all = append(all, g)
		}
	}
	texts["a.json"] = &fstest.MapFile{Data: []byte(`{"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{},` +
		`"components":{"schemas":{` + strings.Join(components, ",") + `}}}`)}
	d, err := schemas.Load(texts, "a.json")
	require.NoError(tb, err)
	for i := range all {
		all[i].compiled, err = d.Schema(fmt.Sprintf("G%d", i))
		require.NoError(tb, err)
	}
	return all
}

// What is accepted is valid, by the validator and by the suite; and of the keywords that are
// known, much of what is valid is accepted.
func TestOfTheSuiteOnlyValidTextsAreAccepted(t *testing.T) {
	known := map[string][2]int{ // accepted, valid
		"additionalProperties.json": {}, "anyOf.json": {}, "const.json": {}, "enum.json": {}, "items.json": {}, "maximum.json": {},
		"maxItems.json": {}, "maxLength.json": {}, "maxProperties.json": {}, "minimum.json": {}, "minItems.json": {}, "pattern.json": {},
		"minLength.json": {}, "properties.json": {}, "ref.json": {}, "required.json": {}, "type.json": {}, "allOf.json": {},
	}
	for _, g := range suite(t) {
		// A oneOf whose branches overlap keeps the schema here, and so does what a reference out of
		// the description would refuse.
		asSuite := true
		for _, word := range []string{`"oneOf"`, `"$id"`, `"$dynamicRef"`, `"http`} {
			asSuite = asSuite && !strings.Contains(string(g.Schema), word)
		}
		for _, c := range g.Tests {
			name := fmt.Sprintf("%s: %s: %s", g.file, g.Description, c.Description)
			accepted := g.compiled.Accepts(c.Data)
			if accepted {
				assert.Empty(t, g.compiled.Validate(c.Data), name)
				assert.True(t, c.Valid || !asSuite, name)
			}
			if counts, ok := known[g.file]; ok && c.Valid {
				known[g.file] = [2]int{counts[0] + map[bool]int{true: 1}[accepted], counts[1] + 1}
			}
		}
	}
	for file, counts := range known {
		assert.Greater(t, counts[0]*3, counts[1], "%s: accepted %d of %d", file, counts[0], counts[1])
	}
}

// acceptCase is a schema with a text that is likely to keep it.
type acceptCase struct {
	schema *schemas.Schema
	text   []byte
}

func acceptCases(tb testing.TB) (all []acceptCase) {
	tb.Helper()
	for _, name := range []string{"EvalDatasetJobRecord", "EvalQuestionResult", "HTTPValidationError", "EvalExecutionCreate"} {
		s := schema(tb, name)
		text, err := json.Marshal(full(s.Node()))
		require.NoError(tb, err)
		all = append(all, acceptCase{s, text})
	}
	for _, g := range suite(tb) {
		for _, c := range g.Tests {
			all = append(all, acceptCase{g.compiled, c.Data})
		}
	}
	return all
}

// pieces are what a mutation puts in the place of a token.
var pieces = []string{
	"null", "true", "0", "-1", "1.0", "1e2", "1e400", "18014398509481984", "0.1", `""`, `"a"`, `"\u0061"`, `"\ud800"`, `"é"`, "\"\xff\"",
	"[]", "{}", `[1]`, `{"a":1}`, `{"a":1,"a":1}`, `{"":1}`, `"2024-02-30T00:00:00Z"`, `"2024-02-28T23:59:60Z"`,
	`"3fa85f64-5717-4562-b3fc-2c963f66afa6"`, "NaN", "01", "[1,]", " ", "\t", `"a":1,`, `["a","a"]`, `["a","b"]`, `[1,1.0]`,
}

// mutated changes some tokens of a text.
func mutated(text []byte, r *rand.Rand) []byte {
	var tokens [][]byte
	d := jsontext.NewDecoder(strings.NewReader(string(text)))
	for at := int64(0); ; {
		_, err := d.ReadToken()
		if err != nil {
			break
		}
		end := d.InputOffset()
		tokens = append(tokens, text[at:end])
		at = end
	}
	var out []byte
	rate := max(len(tokens)/2, 2)
	for _, token := range tokens {
		lead := token[:len(token)-len(strings.TrimLeft(string(token), ",: \n\t\r"))]
		switch what := r.IntN(rate * 4); {
		case what == 0: // left out
		case what == 1:
			out = append(append(out, token...), token...)
		case what < 5:
			out = append(append(out, lead...), pieces[r.IntN(len(pieces))]...)
		case what == 5 && len(token) > 0:
			changed := []byte(string(token))
			changed[r.IntN(len(changed))] ^= 1 << r.IntN(8)
			out = append(out, changed...)
		default:
			out = append(out, token...)
		}
	}
	return out
}

// refuseWrongly fails if a text is accepted that the validator refuses, or decoded to another value.
func refuseWrongly(tb testing.TB, c acceptCase, text []byte) (accepted bool) {
	tb.Helper()
	if !c.schema.Accepts(text) {
		return false
	}
	if found := c.schema.Validate(text); len(found) > 0 {
		tb.Fatalf("%s: %q is accepted, but %v", c.schema.Text(), text, found)
	}
	var want any
	d := json.NewDecoder(strings.NewReader(string(text)))
	d.UseNumber()
	require.NoError(tb, d.Decode(&want), "%q", text)
	require.Equal(tb, want, new(accept.Reader).Decode(string(text)), "%q", text)
	return true
}

func TestMutatedTextsAreOnlyAcceptedIfTheyAreValid(t *testing.T) {
	accepted, r := 0, rand.New(rand.NewPCG(1, 2))
	cases := acceptCases(t)
	for i := range 20_000 {
		c := cases[r.IntN(len(cases))]
		if i%2 == 0 {
			c = cases[r.IntN(4)]
		}
		if refuseWrongly(t, c, mutated(c.text, r)) {
			accepted++
		}
	}
	assert.Greater(t, accepted, 1000)
}

func FuzzAccept(f *testing.F) {
	cases := acceptCases(f)
	for i, c := range cases {
		f.Add(uint16(i), c.text, uint64(i))
	}
	f.Fuzz(func(t *testing.T, which uint16, text []byte, seed uint64) {
		c := cases[int(which)%len(cases)]
		refuseWrongly(t, c, text)
		r := rand.New(rand.NewPCG(seed, 1))
		refuseWrongly(t, c, mutated(c.text, r))
		if len(text) < 1000 {
			refuseWrongly(t, c, mutated(text, r))
		}
	})
}
