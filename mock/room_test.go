package mock_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock"
)

// hungry are requests for large responses, by name.
var hungry = map[string]struct{ method, path, body, prefer, accept string }{
	"a list":            {"GET", base, "", "count=100000", ""},
	"results":           {"GET", base + "/result", "", "scenario=results-of-many", ""},
	"a template":        {"GET", base, "", "scenario=long-texts", ""},
	"one of many":       {"GET", base + "/" + pipeline, "", "scenario=a-hundred-thousand", ""},
	"a compressed list": {"GET", base, "", "count=100000", "gzip"},
	"control":           {"GET", "/_ringer/sessions/many/jobs?pipeline_id=" + pipeline + "&eval_dataset_id=" + dataset, "", "", ""},
	"one of control's":  {"GET", "/_ringer/sessions/many/jobs/" + pipeline + "?pipeline_id=" + pipeline + "&eval_dataset_id=" + dataset, "", "", ""},
	"many wrong ids":    {"POST", base, `{"eval_question_ids":[` + strings.Repeat("1,", 400_000) + `1]}`, "", ""},
}

// scenariosOf returns the embedded scenarios and more, each by its text.
func scenariosOf(t *testing.T, all map[string]string) *fixtures.Set {
	t.Helper()
	dir := t.TempDir()
	for name, does := range all {
		text := "title: one of my own\nfor: Nobody.\ngroup: basics\n" + does
		require.NoError(t, os.WriteFile(filepath.Join(dir, name+".yaml"), []byte(text), 0o600))
	}
	set, err := fixtures.Default().Load(dir)
	require.NoError(t, err)
	return set
}

// hungryMock has scenarios that produce large responses from small requests.
func hungryMock(t *testing.T, c mock.Config) *mock.Mock {
	t.Helper()
	c.Now, c.Fixtures = noon, scenariosOf(t, map[string]string{
		"results-of-many": "generate:\n  count: 200\n  states: {SUCCESS: 1}\n  questions: {min: 1000, max: 1000}\n",
		"long-texts": "generate:\n  count: 5000\n  states: {ERROR: 1}\noverrides:\n" +
			"  - {at: /error_message, template: '{{ repeat 60000 \"long\" }}'}\n",
		"a-hundred-thousand": "generate:\n  count: 100000\n",
	})
	m, err := mock.New(c)
	require.NoError(t, err)
	s, err := m.MakeSession("many", mock.SessionConfig{Scenario: "a-hundred-thousand"})
	require.NoError(t, err)
	require.NotNil(t, s)
	return m
}

func hungryRequest(name string) *http.Request {
	c := hungry[name]
	r := httptest.NewRequest(c.method, c.path, strings.NewReader(c.body))
	r.Host = "localhost"
	r.Header.Set("Prefer", c.prefer)
	r.Header.Set("Accept-Encoding", c.accept)
	return r
}

// What is refused costs nothing: memory is reserved before the work begins. The test is not
// parallel, since it measures what the whole program allocates.
func TestWhatHasNoRoomIsNotMade(t *testing.T) {
	m := hungryMock(t, mock.Config{MaxResponses: 16 << 20, Gzip: true})
	warm := httptest.NewRecorder()
	m.ServeHTTP(warm, httptest.NewRequest(http.MethodGet, base, nil))
	require.Equal(t, http.StatusOK, warm.Code)
	for name := range hungry {
		r, w := hungryRequest(name), httptest.NewRecorder()
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		m.ServeHTTP(w, r)
		runtime.ReadMemStats(&after)
		assert.Contains(t, w.Header().Get("Ringer-Problem"), "urn:ringer:size", name+": "+w.Body.String())
		assert.Contains(t, w.Body.String(), "larger than 16 MiB", name)
		const most = 256 << 20 // a template's texts are made, and copied, until the limit is reached
		assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(most), name)
	}
}

// countdown is a client that disconnects after so many checks.
type countdown struct {
	context.Context
	left int
}

func (c *countdown) Err() error {
	if c.left--; c.left < 0 {
		return context.Canceled
	}
	return nil
}

func TestNobodyWorksForAClientThatHasGone(t *testing.T) {
	t.Parallel()
	m := hungryMock(t, mock.Config{Gzip: true})
	for name := range hungry {
		if name == "many wrong ids" {
			continue // done in one step, within its limits
		}
		for _, looks := range []int{0, 1, 100} {
			client := &countdown{Context: context.Background(), left: looks}
			w := httptest.NewRecorder()
			m.ServeHTTP(w, hungryRequest(name).WithContext(client))
			assert.Equal(t, "urn:ringer:gone", w.Header().Get("Ringer-Problem"), name)
			assert.Greater(t, client.left, -5, name+": it goes on")
		}
	}
	assert.NotEmpty(t, m.Find(mock.Filter{Status: 499}), "the journal has it")
}

// The same over the network, and the memory is released again.
func TestRoomIsFreeAgainWhenTheClientGoes(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, MaxResponses: 210 << 20})
	sub := listen(t, s, mock.EventFilter{Kinds: []string{mock.EventRequest}})
	for range 3 {
		conn, _ := talk(t, s)
		_, err := fmt.Fprintf(conn, "GET %s?ringer.count=100000 HTTP/1.1\r\nHost: localhost\r\n\r\n", base)
		require.NoError(t, err)
		require.NoError(t, conn.Close())
		assert.Equal(t, 499, next(t, sub).Request.Status, "and not 503 for want of room")
	}
}

func TestARefusalListsUpToABound(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon})
	ask422 := func(n int) (listed int, a answer) {
		a = ask(t, s, "POST", base, `{"eval_question_ids":[`+strings.Repeat("1,", n-1)+`1]}`)
		require.Equal(t, http.StatusUnprocessableEntity, a.StatusCode)
		return len(decode[struct{ Detail []json.RawMessage }](t, a.Text).Detail), a
	}
	listed, a := ask422(5_000)
	assert.Equal(t, 5_000, listed, "all, as the framework does")
	assert.Empty(t, a.Header.Get("Ringer-Omitted"))
	listed, a = ask422(400_000)
	assert.Less(t, len(a.Text), 5<<20)
	assert.Equal(t, fmt.Sprint(400_000-listed), a.Header.Get("Ringer-Omitted"))
	shown := ask(t, s, "POST", base, `{"eval_question_ids":[`+strings.Repeat("1,", 100_000)+`NaN]}`)
	assert.Equal(t, http.StatusInternalServerError, shown.StatusCode, "errors that no response can contain count beyond the limit too")
	assert.Contains(t, get(t, s, "/_ringer/journal/"+a.Header.Get("Ringer-Trace")).Text, "more errors were omitted")
}

// halting is a client that disconnects after so many bytes.
type halting struct{ left int }

func (w *halting) Write(p []byte) (int, error) {
	if w.left -= len(p); w.left < 0 {
		return 0, errors.New("gone")
	}
	return len(p), nil
}

func TestAnArchiveIsWrittenOneExchangeAtATime(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon})
	for range 3 {
		get(t, s, base, "X-Text: <&>")
	}
	entries := s.Mock.Find(mock.Filter{})
	var all bytes.Buffer
	require.NoError(t, mock.WriteHAR(&all, entries))
	assert.Contains(t, all.String(), "<&>")
	assert.NotEmpty(t, entries[0].URL, "the caller's exchanges stay")
	one := all.Len() / 3
	require.Error(t, mock.WriteHAR(&halting{left: one}, entries))
}
