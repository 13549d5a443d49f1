package mock_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/schemas"
)

const questions = `{"eval_question_ids":["0D1E2F3A-4B5C-6D7E-8F90-A1B2C3D4E5F6","11111111-2222-4333-8444-555555555555"]}`

func TestServerHeaderIsConfigured(t *testing.T) {
	t.Parallel()
	assert.Equal(t, []string{"nginx/1.27"}, get(t, serve(t, mock.Config{Server: "nginx/1.27"}), base).Header["Server"])
	assert.NotContains(t, get(t, serve(t, mock.Config{Server: "-"}), base).Header, "Server")
}

func TestListAnswersAsTheServiceDoes(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, Seed: 7, Scenario: "one-of-each-status"})
	a := get(t, s, base)
	assert.Equal(t, 200, a.StatusCode)
	assert.Equal(t, []string{"application/json"}, a.Header["Content-Type"])
	assert.Equal(t, "uvicorn", a.Header.Get("Server"))
	assert.Equal(t, "Tue, 01 Oct 2024 12:00:00 GMT", a.Header.Get("Date"))
	assert.Empty(t, a.TransferEncoding)
	assert.EqualValues(t, len(a.Text), a.ContentLength)
	keeps(t, schemas.List, 200, a.Text)
	keys := `{"job_name":"eval_dataset_job","partitions":{"pipeline_id_partition":"` + pipeline + `"`
	assert.Equal(t, 4, strings.Count(a.Text, keys))
}

func TestListShowsTheIDsOfThePathInLowerCase(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon})
	plain := get(t, s, base, "Prefer: count=3").Text
	for name, written := range map[string]string{
		"upper case": strings.ToUpper(dataset), "no hyphens": strings.ReplaceAll(dataset, "-", ""),
		"braces": "%7B" + dataset + "%7D", "urn": "urn:uuid:" + dataset,
	} {
		other := get(t, s, strings.Replace(base, dataset, written, 1), "Prefer: count=3").Text
		assert.Equal(t, plain, other, name)
	}
}

func TestSameSeedSameBytes(t *testing.T) {
	t.Parallel()
	one := serve(t, mock.Config{Now: noon, Seed: 42})
	two := serve(t, mock.Config{Now: noon, Seed: 42})
	other := strings.Replace(base, dataset, "00000000-0000-4000-8000-000000000001", 1)
	first, second := get(t, one, base).Text, get(t, one, other).Text
	assert.Equal(t, second, get(t, two, other).Text, "in another order, in another process")
	assert.Equal(t, first, get(t, two, base).Text)
	third := serve(t, mock.Config{Now: noon, Seed: 43})
	assert.NotEqual(t, get(t, one, base, "Prefer: count=3").Text, get(t, third, base, "Prefer: count=3").Text)
}

func TestDatasetsDiffer(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon})
	counts := map[int]bool{}
	for i := range 60 {
		id := "00000000-0000-4000-8000-0000000000" + string("0123456789abcdef"[i/16]) + string("0123456789abcdef"[i%16])
		a := get(t, s, strings.Replace(base, dataset, id, 1))
		counts[len(decode[[]record](t, a.Text))] = true
	}
	assert.Contains(t, counts, 0, "some datasets are empty")
	assert.Greater(t, len(counts), 5, "the number varies")
}

func TestExecutionMovesFromPendingToItsEnd(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, Seed: 1})
	before := list(t, s)
	a := ask(t, s, http.MethodPost, base, questions, "Content-Type: application/json")
	require.Equal(t, 200, a.StatusCode, a.Text)
	keeps(t, schemas.Execute, 200, a.Text)
	born := decode[record](t, a.Text)
	assert.Equal(t, "PENDING", born.Status)
	assert.Nil(t, born.StartedAt)
	assert.Equal(t, "2024-10-01T12:00:00Z", born.CreatedAt)
	assert.Equal(t, []string{"0d1e2f3a-4b5c-6d7e-8f90-a1b2c3d4e5f6", "11111111-2222-4333-8444-555555555555"},
		born.Parameters.QuestionIDs)
	assert.Equal(t, "GPT_4O", born.Parameters.Params.Model)

	after := list(t, s)
	require.Len(t, after, len(before)+1)
	assert.Equal(t, born, after[0], "the newest comes first")
	assert.Equal(t, a.Text, get(t, s, base+"/"+born.ID).Text)
	assert.NotContains(t, get(t, s, base+"/result").Text, born.ID)

	session, err := s.Mock.Session("")
	require.NoError(t, err)
	require.NoError(t, session.Clock().Advance(10*time.Minute))
	ended := get(t, s, base+"/"+born.ID)
	keeps(t, schemas.Get, 200, ended.Text)
	assert.Equal(t, "SUCCESS", decode[record](t, ended.Text).Status)
	results := get(t, s, base+"/result")
	keeps(t, schemas.Results, 200, results.Text)
	assert.Equal(t, 2, strings.Count(results.Text, `"eval_dataset_execution_id":"`+born.ID+`"`), "one result per question")
}

func TestExecuteTakesTheOverride(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon})
	for name, c := range map[string]struct{ body, model, prompt string }{
		"given":  {`{"eval_question_ids":[],"params":{"llm_model":"GPT_4","qa_prompt_tmpl":"é {query_str}"}}`, "GPT_4", "é {query_str}"},
		"null":   {`{"eval_question_ids":[],"params":{"llm_model":null,"qa_prompt_tmpl":null}}`, "GPT_4O", ""},
		"absent": {`{"eval_question_ids":[]}`, "GPT_4O", ""},
	} {
		got := decode[record](t, ask(t, s, http.MethodPost, base, c.body).Text).Parameters
		assert.Equal(t, c.model, got.Params.Model, name)
		assert.Empty(t, got.QuestionIDs, name)
		if c.prompt != "" {
			assert.Equal(t, c.prompt, got.Params.Prompt, name)
		} else {
			assert.True(t, strings.HasSuffix(got.Params.Prompt, "Answer: "), name)
		}
	}
}

func TestSameRequestTwiceMakesTwoExecutions(t *testing.T) {
	t.Parallel()
	ids := func() []string {
		s := serve(t, mock.Config{Now: noon})
		one := decode[record](t, ask(t, s, http.MethodPost, base, questions).Text).ID
		two := decode[record](t, ask(t, s, http.MethodPost, base, questions).Text).ID
		return []string{one, two}
	}
	first := ids()
	assert.NotEqual(t, first[0], first[1])
	assert.Equal(t, first, ids(), "and the same two after a restart")
}

func TestUnknownExecutionIs404(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{})
	a := get(t, s, base+"/99999999-9999-4999-8999-999999999999")
	assert.Equal(t, 404, a.StatusCode)
	assert.Regexp(t, `^\{"detail":"[^"]+"\}$`, a.Text)
}

func TestBirthsAreBounded(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, Scenario: "empty", MaxBirths: 3})
	var ids []string
	for range 5 {
		ids = append(ids, decode[record](t, ask(t, s, http.MethodPost, base, questions).Text).ID)
	}
	got := list(t, s)
	require.Len(t, got, 3)
	assert.Equal(t, ids[4], got[0].ID)
	assert.Equal(t, ids[2], got[2].ID)
}
