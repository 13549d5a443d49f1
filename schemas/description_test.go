package schemas_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/schemas"
)

func schema(t testing.TB, name string) *schemas.Schema {
	t.Helper()
	s, err := schemas.Default().Schema(name)
	require.NoError(t, err)
	return s
}

func TestOperations(t *testing.T) {
	t.Parallel()
	const base = "/api/v1/pipelines/{pipeline_id}/eval-datasets/{eval_dataset_id}/execute"
	cases := []struct{ id, method, path, body, answer string }{
		{schemas.Execute, "POST", base, "EvalExecutionCreate", "EvalDatasetJobRecord"},
		{schemas.List, "GET", base, "", "EvalDatasetJobRecord[]"},
		{schemas.Results, "GET", base + "/result", "", "EvalQuestionResult[]"},
		{schemas.Get, "GET", base + "/{eval_dataset_execution_id}", "", "EvalDatasetJobRecord"},
	}
	d := schemas.Default()
	require.Len(t, d.Operations(), len(cases))
	for i, c := range cases {
		t.Run(c.id, func(t *testing.T) {
			t.Parallel()
			o := d.Operation(c.id)
			require.Same(t, d.Operations()[i], o, "the order of registration")
			assert.Equal(t, []string{c.method, c.path}, []string{o.Method, o.Path})
			if c.body == "" {
				assert.Nil(t, o.Body)
			} else {
				assert.Same(t, schema(t, c.body), o.Body)
			}
			require.Len(t, o.Responses, 2)
			assert.Same(t, schema(t, c.answer), o.Responses[200].Schema)
			assert.Same(t, schema(t, "HTTPValidationError"), o.Responses[422].Schema)
			for _, r := range o.Responses {
				assert.Equal(t, "application/json", r.ContentType)
			}
		})
	}
	assert.Nil(t, d.Operation("delete"))
}

func TestParameters(t *testing.T) {
	t.Parallel()
	for _, o := range schemas.Default().Operations() {
		var path, cookie []string
		for _, p := range o.Parameters {
			switch p.In {
			case "path":
				path = append(path, p.Name)
				assert.True(t, p.Required)
				assert.Equal(t, "uuid", p.Schema.Node().Format)
				assert.Empty(t, p.Schema.Validate([]byte(`"3FA85F64-5717-4562-b3fc-2c963f66afa6"`)))
				assert.NotEmpty(t, p.Schema.Validate([]byte(`"x"`)))
			case "cookie":
				cookie = append(cookie, p.Name)
				assert.False(t, p.Required)
				assert.True(t, p.Schema.Node().Nullable)
			}
		}
		want := []string{"pipeline_id", "eval_dataset_id"}
		if o.ID == schemas.Get {
			want = append(want, "eval_dataset_execution_id")
		}
		assert.Equal(t, want, path, o.ID)
		assert.Equal(t, []string{"session"}, cookie, o.ID)
		for _, name := range want {
			assert.Contains(t, o.Path+"{eval_dataset_execution_id}", "{"+name+"}")
		}
	}
}

func TestEveryTypeHasItsFile(t *testing.T) {
	t.Parallel()
	d := schemas.Default()
	for _, name := range d.Types() {
		var file struct {
			Schema      string `json:"$schema"`
			ID          string `json:"$id"`
			Title       string
			Description string
		}
		require.NoError(t, json.Unmarshal(schema(t, name).Text(), &file), name)
		assert.Equal(t, "https://json-schema.org/draft/2020-12/schema", file.Schema, name)
		assert.True(t, strings.HasSuffix(file.ID, "/"+name+".schema.json"), file.ID)
		assert.Equal(t, name, file.Title)
		assert.NotEmpty(t, file.Description, name)
	}
}

func TestUnknownType(t *testing.T) {
	t.Parallel()
	_, err := schemas.Default().Schema("statusenumm")
	require.Error(t, err)
	assert.Contains(t, err.Error(), `did you mean "StatusEnum"?`)
}

func TestTheTextIsACopy(t *testing.T) {
	t.Parallel()
	s := schema(t, "Base")
	s.Text()[0] = 'x'
	assert.Equal(t, byte('{'), s.Text()[0])
}
