package mock_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock"
)

// do asks the control interface and wants a status.
func do[T any](t *testing.T, s *mock.Server, status int, method, path, body string, headers ...string) T {
	t.Helper()
	a := ask(t, s, method, "/_ringer"+path, body, headers...)
	require.Equal(t, status, a.StatusCode, a.Text)
	return decode[T](t, a.Text)
}

// refused asks for what cannot be, and gives the problem.
func refused(t *testing.T, s *mock.Server, status int, method, path, body string, headers ...string) mock.Problem {
	t.Helper()
	a := ask(t, s, method, "/_ringer"+path, body, headers...)
	require.Equal(t, status, a.StatusCode, a.Text)
	require.Equal(t, "application/problem+json", a.Header.Get("Content-Type"))
	return decode[mock.Problem](t, a.Text)
}

const inDataset = `"pipeline_id": "` + pipeline + `", "eval_dataset_id": "` + dataset + `"`

func TestControlWalksAJobThroughItsLife(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, Scenario: "empty"})
	born := decode[record](t, ask(t, s, "POST", base, questions, "Ringer-Session: cart-7").Text)
	require.Equal(t, "PENDING", born.Status)

	begun := do[mock.ClockMoved](t, s, 200, "POST", "/sessions/cart-7/clock/advance", `{"to": "next-transition"}`)
	require.Len(t, begun.Transitions, 1)
	assert.Equal(t, born.ID, begun.Transitions[0].ID)
	assert.Equal(t, 1, begun.Transitions[0].Attempt)
	seen := list(t, s, "Ringer-Session: cart-7")[0]
	assert.Equal(t, begun.To.Format(time.RFC3339Nano), *seen.StartedAt)

	ended := do[mock.ClockMoved](t, s, 200, "POST", "/sessions/cart-7/clock/advance",
		`{"to": "final", "execution_id": "`+born.ID+`"}`)
	require.Len(t, ended.Transitions, 1)
	assert.EqualValues(t, "SUCCESS", ended.Transitions[0].To)
	assert.Equal(t, "SUCCESS", list(t, s, "Ringer-Session: cart-7")[0].Status)

	p := refused(t, s, http.StatusConflict, "POST", "/sessions/cart-7/clock/advance", `{"to": "next-transition"}`)
	assert.Contains(t, p.Detail, "it has ended")
}
