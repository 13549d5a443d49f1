package mock_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock"
)

// asked starts a mock that received two lists, a POST with a token, and an invalid id.
func asked(t *testing.T) *mock.Server {
	t.Helper()
	s := serve(t, mock.Config{Now: noon})
	get(t, s, base)
	get(t, s, base+"?page=2", "X-Page: cart")
	ask(t, s, "POST", "/_ringer/s/default"+base, questions, "Authorization: Bearer s3cret", "Content-Type: application/json")
	get(t, s, base+"/x")
	return s
}

func times(n int) *int { return &n }

func TestVerify(t *testing.T) {
	t.Parallel()
	session := shared(t, asked(t))
	raw := func(text string) json.RawMessage { return json.RawMessage(text) }
	first := raw(`"` + decode[struct {
		IDs []string `json:"eval_question_ids"`
	}](t, questions).IDs[0] + `"`)
	for name, c := range map[string]struct {
		match mock.Match
		count int
		ok    bool
	}{
		"anything":             {mock.Match{}, 4, true},
		"an operation":         {mock.Match{Operation: "list"}, 2, true},
		"a method":             {mock.Match{Method: "POST"}, 1, true},
		"a method in lower":    {mock.Match{Method: "post"}, 1, true},
		"no such method":       {mock.Match{Method: "DELETE"}, 0, false},
		"a path":               {mock.Match{Path: base}, 3, true},
		"another path":         {mock.Match{Path: base + "/result"}, 0, false},
		"a path id":            {mock.Match{Params: map[string]string{"pipeline_id": strings.ToUpper(pipeline)}}, 4, true},
		"another path id":      {mock.Match{Params: map[string]string{"pipeline_id": dataset}}, 0, false},
		"a header":             {mock.Match{Header: map[string]string{"x-page": "cart"}}, 1, true},
		"any header":           {mock.Match{Header: map[string]string{"X-Page": "*"}}, 1, true},
		"another header":       {mock.Match{Header: map[string]string{"X-Page": "home"}}, 0, false},
		"a credential":         {mock.Match{Header: map[string]string{"Authorization": "*"}}, 1, true},
		"a body":               {mock.Match{Body: raw(" " + questions + "\n")}, 1, true},
		"another body":         {mock.Match{Body: raw(`{}`)}, 0, false},
		"a field":              {mock.Match{Fields: map[string]json.RawMessage{"/eval_question_ids/0": first}}, 1, true},
		"another field":        {mock.Match{Fields: map[string]json.RawMessage{"/eval_question_ids/0": raw(`1`)}}, 0, false},
		"a status":             {mock.Match{Status: 422}, 1, true},
		"a class":              {mock.Match{Status: 2}, 3, true},
		"exactly":              {mock.Match{Operation: "list", Exactly: times(2)}, 2, true},
		"not exactly":          {mock.Match{Operation: "list", Exactly: times(1)}, 2, false},
		"never":                {mock.Match{Method: "DELETE", Exactly: times(0)}, 0, true},
		"at least":             {mock.Match{Operation: "list", AtLeast: times(3)}, 2, false},
		"at most":              {mock.Match{Operation: "list", AtMost: times(1)}, 2, false},
		"at most, and none":    {mock.Match{Method: "DELETE", AtMost: times(1)}, 0, true},
		"between":              {mock.Match{Operation: "list", AtLeast: times(1), AtMost: times(2)}, 2, true},
		"a method and a field": {mock.Match{Method: "GET", Fields: map[string]json.RawMessage{"/x": raw("1")}}, 0, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			v, err := session.Verify(c.match)
			require.NoError(t, err)
			assert.Equal(t, c.count, v.Count, v.Message)
			assert.Equal(t, c.ok, v.OK, v.Message)
			assert.Len(t, v.Traces, c.count)
		})
	}
}

func TestVerifySaysWhatCameNearest(t *testing.T) {
	t.Parallel()
	session := shared(t, asked(t))
	v, err := session.Verify(mock.Match{Operation: "list", Method: "GET", Header: map[string]string{"X-Page": "home"}})
	require.NoError(t, err)
	require.NotNil(t, v.Nearest)
	assert.Equal(t, "default.2", v.Nearest.Trace, "the later of two that are as near")
	assert.Equal(t, []string{`header X-Page is ["cart"], not "home"`}, v.Nearest.Mismatches)
	assert.Equal(t, "expected at least 1 request that fits list, got 0; nearest was default.2, GET "+base+
		`?page=2: header X-Page is ["cart"], not "home"`, v.Message)
	v, err = session.Verify(mock.Match{Operation: "list"})
	require.NoError(t, err)
	assert.Nil(t, v.Nearest)
	once, often := 1, 2
	for want, m := range map[string]mock.Match{
		"exactly 1 request that fits, got":   {Exactly: &once},
		"at most 1 request that fits, got":   {AtMost: &once},
		"exactly 2 requests that fit, got":   {Exactly: &often},
		"1 to 2 requests that fit, got":      {AtLeast: &once, AtMost: &often},
		"at least 2 requests that fit, got ": {AtLeast: &often},
	} {
		v, err = session.Verify(m)
		require.NoError(t, err)
		assert.Contains(t, v.Message, "expected "+want)
	}
}

func TestVerifySaysWhatTheJournalForgot(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, JournalEntries: 2})
	for range 5 {
		get(t, s, base)
	}
	v, err := shared(t, s).Verify(mock.Match{Exactly: times(5)})
	require.NoError(t, err)
	assert.False(t, v.OK)
	assert.Equal(t, 3, v.Evicted)
	assert.Contains(t, v.Message, "3 earlier requests are no longer in the journal")
}

func TestVerifyRefusesWhatMakesNoSense(t *testing.T) {
	t.Parallel()
	session := shared(t, serve(t, mock.Config{Now: noon}))
	for field, m := range map[string]mock.Match{
		"operation":            {Operation: "fetch"},
		"status":               {Status: -1},
		"header/Authorization": {Header: map[string]string{"Authorization": "Bearer x"}},
		"header/authorization": {Header: map[string]string{"authorization": "[redacted]"}},
		"header/X-Forwarded":   {Header: map[string]string{"X-Forwarded": "Bearer x"}},
		"header/Referer":       {Header: map[string]string{"Referer": "https://a.test/?token=x"}},
		"body":                 {Body: json.RawMessage("{")},
		"fields/x":             {Fields: map[string]json.RawMessage{"x": json.RawMessage("1")}},
		"fields//x":            {Fields: map[string]json.RawMessage{"/x": json.RawMessage("")}},
		"fields//password":     {Fields: map[string]json.RawMessage{"/password": json.RawMessage(`"x"`)}},
		"exactly":              {Exactly: times(1), AtLeast: times(1)},
		"atLeast":              {AtLeast: times(-1)},
		"atMost":               {AtLeast: times(2), AtMost: times(1)},
	} {
		t.Run(field, func(t *testing.T) {
			t.Parallel()
			_, err := session.Verify(m)
			var problem *mock.Problem
			require.ErrorAs(t, err, &problem)
			assert.Equal(t, field, problem.Field)
		})
	}
}
