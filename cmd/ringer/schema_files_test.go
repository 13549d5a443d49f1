package main

import (
	"bytes"
	"context"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v5"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting/settingtest"
	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/fixtures/tree"
	"github.com/ringer-api/ringer/mock/scenario"
	"github.com/ringer-api/ringer/schemas/jobs"
	"github.com/ringer-api/ringer/schemas/shape"
)

func compiled(t *testing.T, s shape.Shape) *jsonschema.Schema {
	t.Helper()
	text, err := s.Schema()
	require.NoError(t, err)
	compiler := jsonschema.NewCompiler()
	require.NoError(t, compiler.AddResource("file", bytes.NewReader(text)))
	schema, err := compiler.Compile("file")
	require.NoError(t, err)
	return schema
}

// value is the value of a YAML file, as a validator reads it.
func value(t *testing.T, file string, text []byte) any {
	t.Helper()
	root, failed := tree.ReadText(context.Background(), file, text)
	require.Nil(t, failed, file)
	var v any
	require.NoError(t, json.Unmarshal(root.AppendJSON(nil), &v))
	return v
}

// TestScenarioSchemaAllowsWhatTheLoaderReads validates every scenario in the repository, and then spoils each in
// many places: what the loader still reads, the schema must allow, and most of what it refuses should be marked.
func TestScenarioSchemaAllowsWhatTheLoaderReads(t *testing.T) {
	t.Parallel()
	api := fixtures.Default()
	schema := compiled(t, api.ScenarioShape(faultShape(api)))
	var files []string
	for _, pattern := range []string{"../../fixtures/scenarios/*.yaml", "../../fixtures/llamacloud-evals/scenarios/*.yaml"} {
		found, err := filepath.Glob(pattern)
		require.NoError(t, err)
		files = append(files, found...)
	}
	require.Greater(t, len(files), 100)
	refused, marked := 0, 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		v := value(t, file, text)
		require.NoError(t, schema.Validate(v), file)
		name := strings.TrimSuffix(filepath.Base(file), ".yaml") + ".json"
		spoil(v, func(what string) {
			text, err := json.Marshal(v)
			require.NoError(t, err)
			s, wrong := api.Parse(name, text)
			if wrong == nil {
				wrong = scenario.Check(s) // kinds of faults, which the mock knows
			}
			allowed := schema.Validate(v)
			if wrong == nil {
				assert.NoError(t, allowed, "%s: the loader reads it: %s", file, what)
				return
			}
			refused++
			if allowed != nil {
				marked++
			}
		}, func(root any) { v = root }, v, "")
	}
	assert.Greater(t, refused, 1000)
	assert.Greater(t, marked, refused/2, "of %d broken files", refused)
}

// spoil changes one value after the other, and undoes it: a key is misspelt, a value is of another type.
func spoil(root any, try func(what string), set func(any), v any, at string) {
	for _, other := range []any{"text", 7.0, true, nil, []any{}, map[string]any{}, []any{"text"}} {
		set(other)
		try(at + " = " + string(must(json.Marshal(other))))
	}
	set(v)
	switch v := v.(type) {
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(v)) {
			child := v[key]
			delete(v, key)
			v[key+"x"] = child
			try(at + "/" + key + "x")
			delete(v, key+"x")
			v[key] = child
			spoil(root, try, func(other any) { v[key] = other }, child, at+"/"+key)
		}
	case []any:
		for i := range min(len(v), 2) {
			spoil(root, try, func(other any) { v[i] = other }, v[i], at+"/"+strconv.Itoa(i))
		}
	}
}

func must(text []byte, err error) []byte {
	if err != nil {
		panic(err)
	}
	return text
}

// An editor shows what a key is for: every key of every file has a description.
func TestEveryKeyOfASchemaIsDescribed(t *testing.T) {
	t.Parallel()
	api := fixtures.Default()
	for name, s := range map[string]shape.Shape{"scenario": api.ScenarioShape(faultShape(api)), "overlay": jobs.OverlayShape(), "config": setting.FileShape()} {
		var walk func(s shape.Shape, at string)
		walk = func(s shape.Shape, at string) {
			for _, k := range s.Keys {
				if !strings.HasSuffix(at, "/states") && !strings.HasSuffix(at, "/questions") { // its keys are the user's states
					assert.NotEmpty(t, k.About, "%s: %s/%s", name, at, k.Name)
				}
				walk(k.Shape, at+"/"+k.Name)
			}
			for _, below := range []*shape.Shape{s.Items, s.Values} {
				if below != nil {
					walk(*below, at)
				}
			}
			for _, one := range s.Any {
				walk(one, at)
			}
		}
		walk(s, "")
	}
}

func TestSettingsSchemaAllowsEveryValidValue(t *testing.T) {
	t.Parallel()
	schema := compiled(t, setting.FileShape())
	for _, s := range setting.All() {
		for _, sample := range settingtest.All()[s.Key()].Good {
			for _, quoted := range []bool{false, true} {
				text := sample
				if quoted {
					text = strconv.Quote(sample)
				}
				root, failed := tree.ReadText(context.Background(), "ringer.yaml", []byte(setting.VerbOf(s.Section)+":\n  "+s.Name+": "+text+"\n"))
				if failed != nil {
					continue // a text that needs its quotes
				}
				var v any
				require.NoError(t, json.Unmarshal(root.AppendJSON(nil), &v))
				assert.NoError(t, schema.Validate(v), "%s: %s", s.Key(), text)
			}
		}
	}
	assert.Error(t, schema.Validate(map[string]any{"serve": map[string]any{"prot": 1}}))
	assert.Error(t, schema.Validate(map[string]any{"sevre": map[string]any{}}))
	assert.Error(t, schema.Validate(map[string]any{"serve": map[string]any{"auth": "none"}}))
}

func TestOverlaySchemaAllowsOverlays(t *testing.T) {
	t.Parallel()
	schema := compiled(t, jobs.OverlayShape())
	api, err := fixtures.LoadAPIFile(batchesFile)
	require.NoError(t, err)
	printed := []byte(api.Jobs.Overlay("batches"))
	builtIn, err := os.ReadFile("../../fixtures/llamacloud-evals/jobs.overlay.yaml")
	require.NoError(t, err)
	docs, err := os.ReadFile("../../docs/jobs.md")
	require.NoError(t, err)
	_, shown, _ := strings.Cut(string(docs), "```yaml\n")
	shown, _, _ = strings.Cut(shown, "```")
	for name, text := range map[string][]byte{"printed": printed, "built in": builtIn, "docs": []byte(shown)} {
		assert.NoError(t, schema.Validate(value(t, "overlay.yaml", text)), name)
	}
	for _, broken := range []string{"{kindd: running}", "{kind: runing}", "runing", "3"} {
		v := value(t, "overlay.yaml", []byte("actions: [{target: $, update: {x-ringer-jobs: {a: {states: {b: "+broken+"}}}}}]"))
		assert.Error(t, schema.Validate(v), broken)
	}
}

// TestExampleHasItsSchema: the scenario of an example names the schema beside it, which is that of its API.
func TestExampleHasItsSchema(t *testing.T) {
	t.Parallel()
	const folder = "../../examples/several/shop"
	api, err := fixtures.LoadAPIFile(folder)
	require.NoError(t, err)
	schema, err := api.ScenarioShape(faultShape(api)).Schema()
	require.NoError(t, err)
	golden(t, "../"+folder+"/scenarios/"+scenarioSchemaFile, string(schema)+"\n")
	demo, err := os.ReadFile(folder + "/scenarios/demo.yaml")
	require.NoError(t, err)
	assert.True(t, strings.HasPrefix(string(demo), schemaLine(scenarioSchemaFile)))
	require.NoError(t, compiled(t, api.ScenarioShape(faultShape(api))).Validate(value(t, "demo.yaml", demo)))
}
