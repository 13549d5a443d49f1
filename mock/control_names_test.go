package mock_test

import (
	"encoding/json"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock"
)

// TestControlOperationsAreVerbs checks the ids in the description: generators of clients
// make the names of functions from them.
func TestControlOperationsAreVerbs(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{})
	type operation struct {
		OperationID string
		Deprecated  bool
	}
	d := decode[struct {
		Info  struct{ Version string }
		Paths map[string]map[string]operation
	}](t, string(s.Mock.ControlDescription()))
	assert.Equal(t, "2", d.Info.Version)
	verb := regexp.MustCompile(`^[a-z]+[A-Z][A-Za-z]+$`)
	var ids []string
	for path, operations := range d.Paths {
		for method, o := range operations {
			assert.Regexp(t, verb, o.OperationID, "%s %s", method, path)
			assert.NotContains(t, ids, o.OperationID, "%s %s", method, path)
			assert.Equal(t, strings.Contains(path, "/executions"), o.Deprecated, "%s %s", method, path)
			ids = append(ids, o.OperationID)
		}
	}
	for _, id := range []string{"listJobs", "getJob", "createJob", "patchJob", "deleteJob", "advanceClock", "setClock", "getClock",
		"setScenario", "listScenarios", "createSession", "listSessions", "deleteSession", "resetSession", "listJournal", "clearJournal",
		"verifyRequests", "getTrace", "streamEvents", "setFaults"} {
		assert.Contains(t, ids, id)
	}
}

// camelCase is how the mock spells the names of fields.
var camelCase = regexp.MustCompile(`^[a-z][a-zA-Z0-9]*$`)

// namesOfOthers are the fields below which names are not the mock's, and whose they are.
var namesOfOthers = map[string]string{
	"record":         "the API's own record",
	"scenario":       "the format of scenario files",
	"params":         "the path parameters of the API",
	"scope":          "the path parameters of the API",
	"input":          "the body of a request to the API",
	"header":         "HTTP headers",
	"responseHeader": "HTTP headers",
	"set":            "JSON pointers into the API's record",
}

// spelled checks the names in a value that the mock wrote as JSON.
func spelled(t *testing.T, place string, value any) {
	t.Helper()
	switch v := value.(type) {
	case map[string]any:
		for name, inner := range v {
			assert.Regexp(t, camelCase, name, "%s/%s: want camelCase", place, name)
			if _, other := namesOfOthers[name]; !other {
				spelled(t, place+"/"+name, inner)
			}
		}
	case []any:
		for _, inner := range v {
			spelled(t, place, inner)
		}
	}
}

// camelCased checks the names in a response of the control interface. Every test that uses
// it calls this.
func camelCased(t *testing.T, path, text string) {
	t.Helper()
	switch {
	case strings.Contains(path, "/executions"): // version 1
	case strings.HasSuffix(path, ".har"): // the names of HTTP Archive, its own begin with _
	case strings.HasSuffix(path, "/openapi.json"): // see TestControlSchemasAreSpelledAlike
	case strings.HasPrefix(path, "/_ringer/scenarios/"): // the format of scenario files
	default:
		var v any
		require.NoError(t, json.Unmarshal([]byte(text), &v), text)
		spelled(t, path, v)
	}
}

// TestControlSchemasAreSpelledAlike checks all names in the description that are not of
// version 1.
func TestControlSchemasAreSpelledAlike(t *testing.T) {
	t.Parallel()
	type schema struct {
		Properties map[string]struct{ Deprecated bool }
	}
	d := decode[struct {
		Paths map[string]map[string]struct {
			Deprecated bool
			Parameters []struct{ Name, In string }
		}
		Components struct{ Schemas map[string]schema }
	}](t, string(serve(t, mock.Config{}).Mock.ControlDescription()))
	old := []string{"Execution", "ExecutionList", "ExecutionMove", "NewExecution", "ExecutionEdit"}
	for _, name := range old {
		assert.Contains(t, d.Components.Schemas, name, "when version 1 is gone, its names are, too")
	}
	for name, s := range d.Components.Schemas {
		for property, p := range s.Properties {
			if !slices.Contains(old, name) && !p.Deprecated {
				assert.Regexp(t, camelCase, property, name)
			}
		}
	}
	for path, operations := range d.Paths {
		for _, o := range operations {
			for _, p := range o.Parameters {
				if p.In != "header" && p.Name != "last-event-id" && !o.Deprecated { // the latter is the name of a header
					if scope.Get(p.Name) == "" { // those are names of the API
						assert.Regexp(t, camelCase, p.Name, path)
					}
				}
			}
		}
	}
}

// TestControlRefusesOldNames requires that each name of version 1 in a request leads to the
// new one.
func TestControlRefusesOldNames(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, Scenario: "empty"})
	const session = "/sessions/default"
	do[mock.Job](t, s, 201, "POST", session+"/jobs", `{`+inDataset+`, "id": "`+chosenID+`"}`)
	for old, c := range map[string]struct{ method, path, body, hint string }{
		"pipeline_id":       {"POST", session + "/jobs", `{"pipeline_id": "x"}`, "scope/pipeline_id"},
		"eval_dataset_id":   {"POST", session + "/clock/advance", `{"to": "final", "eval_dataset_id": "x"}`, "scope/eval_dataset_id"},
		"eval_question_ids": {"POST", session + "/jobs", `{"eval_question_ids": []}`, "input/eval_question_ids"},
		"llm_model":         {"POST", session + "/jobs", `{"llm_model": "GPT_4"}`, "input/params/llm_model"},
		"qa_prompt_tmpl":    {"POST", session + "/jobs", `{"qa_prompt_tmpl": "x"}`, "input/params/qa_prompt_tmpl"},
		"status":            {"POST", session + "/jobs", `{"status": "ERROR"}`, "state"},
		"break_contract":    {"PATCH", session + "/jobs/" + chosenID, `{"break_contract": true}`, "breakContract"},
		"at_least":          {"POST", session + "/verify", `{"at_least": 1}`, "atLeast"},
		"at_most":           {"POST", session + "/verify", `{"at_most": 1}`, "atMost"},
	} {
		p := refused(t, s, http.StatusBadRequest, c.method, c.path, c.body)
		assert.Equal(t, old, p.Field)
		assert.Equal(t, `did you mean "`+c.hint+`"?`, p.Hint, old)
	}
}

// TestControlIsDocumented compares the table in the documentation with the description.
func TestControlIsDocumented(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../docs/control.md")
	require.NoError(t, err)
	var documented []string
	for _, row := range regexp.MustCompile("(?m)^\\| `(\\w+)` \\| `(\\w+) (\\S+)` \\|").FindAllStringSubmatch(string(text), -1) {
		documented = append(documented, strings.Join(row[1:], " "))
	}
	d := decode[struct {
		Paths map[string]map[string]struct {
			OperationID string
			Deprecated  bool
		}
	}](t, string(serve(t, mock.Config{}).Mock.ControlDescription()))
	var served []string
	for path, operations := range d.Paths {
		for method, o := range operations {
			if !o.Deprecated {
				served = append(served, strings.Join([]string{o.OperationID, strings.ToUpper(method), path}, " "))
			}
		}
	}
	assert.ElementsMatch(t, served, documented)
}
