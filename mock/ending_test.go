package mock_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock"
)

// meanwhile is a request body that calls a function before it is read.
type meanwhile struct {
	happens func()
	io.Reader
}

func (m *meanwhile) Read(p []byte) (int, error) {
	if m.happens != nil {
		m.happens()
		m.happens = nil
	}
	return m.Reader.Read(p)
}

// postMeanwhile starts an execution in session a, and calls happens during the request.
func postMeanwhile(s *mock.Server, happens func()) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, base, &meanwhile{happens, strings.NewReader(questions)})
	r.Header.Set(mock.SessionHeader, "a")
	w := httptest.NewRecorder()
	s.Mock.ServeHTTP(w, r)
	return w
}

func TestWhatIsUnderWayEndsWithItsSession(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(*mock.Mock) error{
		"reset": func(m *mock.Mock) error { _, err := m.ResetSession("a", nil); return err },
		"drop":  func(m *mock.Mock) error { _, err := m.DropSession("a"); return err },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, mock.Config{Now: noon, Scenario: "empty"})
			first := decode[record](t, ask(t, s, "POST", base, questions, "Ringer-Session: a").Text)
			sub := listen(t, s, mock.EventFilter{})
			w := postMeanwhile(s, func() { assert.NoError(t, end(s.Mock)) })
			assert.Equal(t, http.StatusOK, w.Code, "answered from the state in which it began")
			late := decode[record](t, w.Body.String())
			assert.NotEqual(t, first.ID, late.ID)

			assert.Equal(t, "session", next(t, sub).Change.What)
			again, err := s.Mock.Session("a")
			require.NoError(t, err)
			assert.Empty(t, again.Journal())
			assert.Zero(t, again.State().Requests)
			assert.Empty(t, again.Scopes())
			assert.Empty(t, list(t, s, "Ringer-Session: a"))
			assert.Equal(t, "a.1", next(t, sub).Request.Trace, "the late request is no event")
			born := decode[record](t, ask(t, s, "POST", base, questions, "Ringer-Session: a").Text)
			assert.Equal(t, first.ID, born.ID, "the new world counts from its own beginning")
		})
	}
}

func TestLateExecutionsHaveIDsOfTheirOwn(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, Scenario: "empty"})
	_, err := s.Mock.Session("a")
	require.NoError(t, err)
	var inner *httptest.ResponseRecorder
	outer := postMeanwhile(s, func() {
		inner = postMeanwhile(s, func() {
			_, err := s.Mock.ResetSession("a", nil)
			assert.NoError(t, err)
		})
	})
	assert.NotEqual(t, decode[record](t, inner.Body.String()).ID, decode[record](t, outer.Body.String()).ID)
}

func TestAChangeOfASessionThatIsOverIsToldToNobody(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon})
	old, err := s.Mock.Session("a")
	require.NoError(t, err)
	_, err = s.Mock.ResetSession("a", nil)
	require.NoError(t, err)
	sub := listen(t, s, mock.EventFilter{})
	require.NoError(t, old.SetScenario("empty"))
	list(t, s, "Ringer-Session: a")
	assert.Equal(t, mock.EventRequest, next(t, sub).Kind)
}

func TestRequestsAndResetsAtOnce(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, Scenario: "empty", JournalEntries: 5, MaxBirths: 5})
	listen(t, s, mock.EventFilter{Kinds: []string{mock.EventTransition}})
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for range 25 {
				assert.Equal(t, http.StatusOK, postMeanwhile(s, nil).Code)
				switch i {
				case 0:
					_, err := s.Mock.MakeSession("a", mock.SessionConfig{})
					assert.NoError(t, err)
				case 1:
					_, err := s.Mock.DropSession("a")
					assert.NoError(t, err)
				}
			}
		})
	}
	all.Wait()
	_, err := s.Mock.MakeSession("a", mock.SessionConfig{})
	require.NoError(t, err)
	assert.Empty(t, list(t, s, "Ringer-Session: a"))
	assert.Len(t, s.Mock.Find(mock.Filter{Session: "a"}), 1, "the list alone")
}
