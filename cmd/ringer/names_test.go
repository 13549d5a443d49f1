package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/cmd/ringer/internal/ctl"
	"github.com/ringer-api/ringer/cmd/ringer/internal/example"
	"github.com/ringer-api/ringer/mock"
)

// namesOfOthers are the fields below which the names of fields are not ringer's, by verb
// ("" for all), and whose they are.
var namesOfOthers = map[string]map[string]string{
	"": {
		"record":         "a record of the API",
		"params":         "the path parameters of the API",
		"inputs":         "the path parameters of the API",
		"scope":          "the path parameters of the API",
		"input":          "a request body of the API",
		"datasets":       "the path parameters of the API, in a report",
		"header":         "HTTP headers",
		"responseHeader": "HTTP headers",
		"headers":        "HTTP headers",
	},
	"scenarios": {"": "the format of scenario files"},
	"ctl":       {"scenario": "the format of scenario files"},
	"jobs":      {"result": "operations, by method and path", "then": "the states of a job"},
}

var camelCase = regexp.MustCompile(`^[a-z][a-zA-Z0-9]*$`)

// camelCased checks the names of the fields in a value that a verb printed as JSON.
func camelCased(t *testing.T, verb, field string, value any) {
	t.Helper()
	whose, other := namesOfOthers[verb][field]
	if !other {
		whose = namesOfOthers[""][field]
	}
	if whose != "" {
		return
	}
	switch v := value.(type) {
	case map[string]any:
		for name, inner := range v {
			assert.Regexp(t, camelCase, name, "%s: a field of %q", verb, field)
			camelCased(t, verb, name, inner)
		}
	case []any:
		for _, inner := range v {
			camelCased(t, verb, field, inner)
		}
	}
}

// printed runs a verb, whatever its exit code, and returns the JSON that it prints: one
// value, or one per line.
func printed(t *testing.T, environ []string, args ...string) []any {
	t.Helper()
	var out, said bytes.Buffer
	run(t.Context(), args, environ, strings.NewReader("[]"), &out, &said)
	var all []any
	for d := json.NewDecoder(&out); d.More(); {
		var v any
		require.NoError(t, d.Decode(&v), "%q", args)
		all = append(all, v)
	}
	require.NotEmpty(t, all, "%q printed no JSON: %s", args, said.String())
	return all
}

func TestNamesInJSONAreCamelCase(t *testing.T) {
	t.Parallel()
	require.NoError(t, buildDiff())
	service := doubled(t, mock.Config{Scenario: "one-of-each-status"})
	old := filepath.Join(t.TempDir(), "old.yaml")
	require.NoError(t, os.WriteFile(old, []byte("openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths:\n  /a:\n    get: {parameters: 7}\n"), 0o600))
	for _, args := range [][]string{
		{"version"}, {"faults"}, {"faults", "latency"}, {"rules"}, {"rules", "wire.answered"}, {"scenarios"}, {"scenarios", "empty"},
		{"schema", "EvalDatasetJobRecord", "--sources"}, {"jobs", "ringer"}, {"lint", old}, {"lint", "ringer"}, {"diff", "ringer", old},
		{"validate", "-"}, {"check", service.URL, "--dataset", example.Pipeline + "/" + example.Dataset},
	} {
		for _, v := range printed(t, nil, append(args, "--format", "json")...) {
			camelCased(t, args[0], "", v)
		}
	}
	text, err := os.ReadFile("../../contract/testdata/report.json") // with all that a report may have
	require.NoError(t, err)
	var report any
	require.NoError(t, json.Unmarshal(text, &report))
	camelCased(t, "check", "", report)
}

func TestCtlNamesAreCamelCase(t *testing.T) {
	t.Parallel()
	double := doubled(t, mock.Config{Scenario: "one-of-each-status"})
	environ := []string{"RINGER_URL=" + double.URL}
	id := ctl.ExampleJob
	for _, args := range [][]string{
		{"sessions", "make", "cart-7"}, {"sessions", "reset", "cart-7"}, {"faults", "set", "latency:0s"}, {"faults", "get"},
		append([]string{"jobs", "add", "--id", id}, oneDataset...), {"jobs", "list"}, {"jobs", "get", id},
		{"jobs", "set", id, "/user_id=x"}, {"sessions", "list"}, {"clock", "get"}, {"clock", "next"}, {"clock", "final"},
		{"clock", "advance", "1s"}, {"scenario", "get"}, {"scenario", "set", "fifty"}, {"verify", "--operation", "list"},
	} {
		for _, v := range printed(t, environ, append(append([]string{"ctl"}, args...), "--format", "json")...) {
			camelCased(t, "ctl", "", v)
		}
	}
	response, err := get(t.Context(), double.URL+example.Path, "")
	require.NoError(t, err)
	response.Body.Close()
	for _, args := range [][]string{{"journal"}, {"why", response.Header.Get(mock.TraceHeader)}, {"verify", "--operation", "get"}} {
		for _, v := range printed(t, environ, append(append([]string{"ctl"}, args...), "--format", "json")...) {
			camelCased(t, "ctl", "", v)
		}
	}
}

// TestNamesInSchemasAreCamelCase walks the JSON Schemas of what verbs print.
func TestNamesInSchemasAreCamelCase(t *testing.T) {
	t.Parallel()
	for _, kind := range outputKinds {
		for _, v := range printed(t, nil, "schema", "--for", kind) {
			properties(t, kind, v)
		}
	}
}

// properties checks the names of properties in a JSON Schema, at every depth.
func properties(t *testing.T, place string, schema any) {
	t.Helper()
	switch v := schema.(type) {
	case map[string]any:
		named, _ := v["properties"].(map[string]any)
		for name := range named {
			if place != "report/dataset" { // the path parameters of the API
				assert.Regexp(t, camelCase, name, place)
			}
		}
		for key, inner := range v {
			if key == "$defs" {
				key = ""
			}
			properties(t, strings.TrimSuffix(place+"/"+key, "/"), inner)
		}
	case []any:
		for _, inner := range v {
			properties(t, place, inner)
		}
	}
}
