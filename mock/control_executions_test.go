package mock_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/mock/control"
)

const executions = "/sessions/default/executions"

// inOldDataset is inDataset as version 1 spells it.
const inOldDataset = `"pipeline_id": "` + pipeline + `", "eval_dataset_id": "` + dataset + `"`

func TestControlReadsTheOldPaths(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, Scenario: "empty"})
	a := ask(t, s, "POST", "/_ringer"+executions, `{`+inOldDataset+`, "id": "`+chosenID+`", "status": "PENDING", "running": true,
		"ends": "ERROR", "llm_model": "GPT_4", "qa_prompt_tmpl": "p", "eval_question_ids": ["`+pipeline+`"]}`)
	require.Equal(t, http.StatusCreated, a.StatusCode, a.Text)
	assert.Equal(t, "/_ringer"+executions+"/"+chosenID, a.Header.Get("Location"))
	one := decode[control.Execution](t, a.Text)
	assert.Equal(t, "PENDING", one.Status)
	assert.Equal(t, "asked", one.Origin)
	assert.Equal(t, chosenID, one.Next.ID)
	assert.Contains(t, a.Text, `"final_at":"2024-`)

	assert.Equal(t, one, do[control.Execution](t, s, 200, "GET", executions+"/"+chosenID, ""))
	named := executions + "?pipeline_id=" + pipeline + "&eval_dataset_id=" + dataset
	assert.Equal(t, []control.Execution{one}, do[control.ExecutionList](t, s, 200, "GET", named, "").Executions)
	changed := do[control.Execution](t, s, 200, "PATCH", executions+"/"+chosenID, `{"set": {"/status": "GONE"}, "break_contract": true}`)
	assert.Equal(t, "GONE", changed.Status)
	assert.Equal(t, "GONE", do[mock.Job](t, s, 200, "GET", jobs+"/"+chosenID, "").State, "it is the same job")
	done(t, s, "DELETE", executions+"/"+chosenID)
	refused(t, s, 404, "GET", jobs+"/"+chosenID, "")
}

// TestControlDeprecatesTheOldPaths covers errors, too, and names that must be escaped.
func TestControlDeprecatesTheOldPaths(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, Scenario: "empty"})
	do[mock.SessionState](t, s, 201, "PUT", "/sessions/executions", "")
	for path, successor := range map[string]string{
		"/_ringer/sessions/executions/executions": "/_ringer/sessions/executions/jobs",
		"/_ringer/sessions/default/executions/x":  "/_ringer/sessions/default/jobs/x",
		"/_ringer/sessions/a%20%3Eb/executions/":  "",
		"/_ringer/sessions/a%20%3Eb/executions":   "/_ringer/sessions/a%20%3Eb/jobs",
	} {
		a := get(t, s, path, "Origin: http://localhost:5173")
		if successor == "" {
			assert.Empty(t, a.Header.Get("Deprecation"), path)
			continue
		}
		assert.Equal(t, "@1795824000", a.Header.Get("Deprecation"), path)
		assert.Equal(t, "<"+successor+`>; rel="successor-version"`, a.Header.Get("Link"), path)
		assert.Contains(t, a.Header.Get("Access-Control-Expose-Headers"), "Deprecation", path)
	}
	a := get(t, s, "/_ringer"+jobs)
	assert.Empty(t, a.Header.Get("Deprecation"))
	assert.Empty(t, a.Header.Get("Link"))
}

func TestControlNamesOldFieldsInErrorsOfOldPaths(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, Scenario: "empty"})
	for field, c := range map[string]struct{ method, path, body string }{
		"pipeline_id":         {"POST", executions, `{}`},
		"eval_dataset_id":     {"GET", executions + "?pipeline_id=" + pipeline, ""},
		"status":              {"POST", executions, `{` + inOldDataset + `, "status": "DONE"}`},
		"llm_model":           {"POST", executions, `{` + inOldDataset + `, "llm_model": "GPT_5"}`},
		"eval_question_ids/0": {"POST", executions, `{` + inOldDataset + `, "eval_question_ids": ["7"]}`},
		"execution":           {"GET", executions + "/x", ""},
		"scope":               {"POST", executions, `{` + inDataset + `}`},
	} {
		assert.Equal(t, field, refused(t, s, 400, c.method, c.path, c.body).Field)
	}
}

func TestControlReadsTheOldNameOfAJobID(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, Scenario: "empty"})
	do[mock.Job](t, s, 201, "POST", jobs, `{`+inDataset+`, "id": "`+chosenID+`", "ends": "ERROR"}`)
	moved := do[control.ClockMoved](t, s, 200, "POST", advance, `{"to": "final", "execution_id": "`+chosenID+`"}`)
	require.NotEmpty(t, moved.Transitions)
	p := refused(t, s, 400, "POST", advance, `{"to": "final", "execution_id": "`+chosenID+`", "jobId": "`+chosenID+`"}`)
	assert.Equal(t, "execution_id", p.Field)
}
