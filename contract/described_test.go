package contract_test

import (
	"encoding/json"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
	"github.com/ringer-api/ringer/schemas"
)

// described is our own description after a change, in a file of that name.
func described(t *testing.T, file string, change func(d map[string]any)) *schemas.Description {
	t.Helper()
	var d map[string]any
	require.NoError(t, json.Unmarshal(schemas.Default().OpenAPI(), &d))
	change(d)
	text, err := json.Marshal(d)
	require.NoError(t, err)
	read, err := schemas.Load(fstest.MapFS{file: {Data: text}}, file)
	require.NoError(t, err)
	return read
}

// eachAnswer changes every response of every operation.
func eachAnswer(d map[string]any, change func(responses, response map[string]any, status string)) {
	for _, item := range d["paths"].(map[string]any) {
		for _, operation := range item.(map[string]any) {
			responses := operation.(map[string]any)["responses"].(map[string]any)
			for status, r := range responses {
				change(responses, r.(map[string]any), status)
			}
		}
	}
}

// One API may be described in many ways; a service that keeps it keeps them all.
func TestTheSameAPIOtherwiseDescribed(t *testing.T) {
	t.Parallel()
	media := func(key string) func(map[string]any) {
		return func(d map[string]any) {
			eachAnswer(d, func(_, r map[string]any, _ string) {
				content := r["content"].(map[string]any)
				r["content"] = map[string]any{key: content["application/json"]}
			})
		}
	}
	cases := []struct {
		name, file string
		change     func(d map[string]any)
	}{
		{"as it is", "a.json", func(map[string]any) {}},
		{"in YAML", "a.yaml", func(map[string]any) {}},
		{"any media type", "a.json", media("*/*")},
		{"a range of media types", "a.json", media("application/*")},
		{"a media type with a parameter", "a.json", media("application/json; charset=utf-8")},
		{"a default", "a.json", func(d map[string]any) {
			eachAnswer(d, func(responses, _ map[string]any, status string) {
				if status == "200" {
					responses["default"] = map[string]any{"description": "else", "content": map[string]any{
						"application/json": map[string]any{"schema": map[string]any{"type": "object"}}}}
				}
			})
		}},
		{"ranges of statuses", "a.json", func(d map[string]any) {
			eachAnswer(d, func(responses, r map[string]any, status string) {
				if status == "200" {
					responses["2XX"] = r
					delete(responses, status)
				}
			})
		}},
		{"a base path", "a.json", func(d map[string]any) {
			paths := map[string]any{}
			for path, item := range d["paths"].(map[string]any) {
				paths[strings.TrimPrefix(path, "/api/v1")] = item
			}
			d["paths"], d["servers"] = paths, []any{map[string]any{"url": "https://example.com/api/v1/"}}
		}},
		{"path items elsewhere", "a.json", func(d map[string]any) {
			items := map[string]any{}
			for path, item := range d["paths"].(map[string]any) {
				name := "Item" + strings.NewReplacer("/", "", "{", "", "}", "").Replace(path)
				items[name] = item
				d["paths"].(map[string]any)[path] = map[string]any{"$ref": "#/components/pathItems/" + name}
			}
			d["components"].(map[string]any)["pathItems"] = items
		}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			target := newHonest().target(t)
			target.Description = described(t, c.file, c.change)
			report, err := contract.Check(t.Context(), target)
			require.NoError(t, err)
			assert.Empty(t, rulesOf(report))
		})
	}
}

// Path parameters are distinguished by position, not by name.
func TestOtherNamesOfPathParameters(t *testing.T) {
	t.Parallel()
	text := strings.NewReplacer("{pipeline_id}", "{p}", `"name":"pipeline_id"`, `"name":"p"`, "{eval_dataset_id}", "{pipeline_id}",
		`"name":"eval_dataset_id"`, `"name":"pipeline_id"`).Replace(string(schemas.Default().OpenAPI()))
	d, err := schemas.Load(fstest.MapFS{"a.json": {Data: []byte(text)}}, "a.json")
	require.NoError(t, err)
	target := newHonest().target(t)
	target.Description = d
	report, err := contract.Check(t.Context(), target)
	require.NoError(t, err)
	assert.Empty(t, rulesOf(report))
}
