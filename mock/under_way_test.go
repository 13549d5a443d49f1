package mock_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock"
)

func TestAnswersUnderWayAreBoundedTogether(t *testing.T) {
	t.Parallel()
	waits, goOn := make(chan struct{}), make(chan struct{})
	s := serve(t, mock.Config{Now: noon, Scenario: "empty", MaxResponses: 4 << 20, Sleep: func(context.Context, time.Duration) error {
		waits <- struct{}{}
		<-goOn
		return nil
	}})
	const large = "scenario=default, count=2000"
	assert.Equal(t, 400, get(t, s, base, "Prefer: scenario=default, count=10000").StatusCode, "too large by itself")

	slow := make(chan int)
	go func() {
		r, w := httptest.NewRequest(http.MethodGet, base, nil), httptest.NewRecorder()
		r.Header.Set("Prefer", large+", wait=1")
		s.Mock.ServeHTTP(w, r)
		slow <- w.Code
	}()
	select {
	case <-waits:
	case status := <-slow:
		require.Fail(t, "it did not wait", status)
	}
	refused := get(t, s, base, "Prefer: "+large)
	assert.Equal(t, http.StatusServiceUnavailable, refused.StatusCode)
	assert.Equal(t, "urn:ringer:busy", refused.Header.Get("Ringer-Problem"))
	assert.Contains(t, refused.Text, "larger than 4 MiB together")
	assert.Equal(t, 200, get(t, s, base, "Prefer: scenario=default, count=200").StatusCode, "what is small goes out")
	goOn <- struct{}{}
	assert.Equal(t, 200, <-slow)
	assert.Equal(t, 200, get(t, s, base, "Prefer: "+large).StatusCode)
}

func TestSmallAnswersGoOutHoweverLowTheBound(t *testing.T) {
	t.Parallel()
	s := serve(t, mock.Config{Now: noon, MaxResponses: 1})
	assert.Equal(t, 200, get(t, s, base, "Prefer: count=200").StatusCode)
	assert.Contains(t, get(t, s, base, "Prefer: count=2000").Text, "larger than 1 MiB")
}
