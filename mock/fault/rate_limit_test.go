package fault_test

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock/fault"
)

func TestRateLimitFollowsTheClockOfTheSession(t *testing.T) {
	t.Parallel()
	f := parse(t, "rate-limit:2:per=10s")
	state := &fault.State{}
	at := func(after time.Duration) *fault.Response {
		a := good(body)
		d := draw(1)
		d.Now, d.State = epoch.Add(after), state
		f.Apply(a, d)
		return a
	}
	assert.Zero(t, at(time.Second).Status)
	assert.Zero(t, at(time.Second).Status)
	limited := at(2500 * time.Millisecond)
	assert.Equal(t, 429, limited.Status)
	assert.Equal(t, "8", limited.Header.Get("Retry-After"), "7.5 s, rounded up")
	assert.Equal(t, `{"detail":"Too Many Requests"}`, string(limited.Body))
	assert.Equal(t, 429, at(9999*time.Millisecond).Status)
	assert.Zero(t, at(10*time.Second).Status, "who comes when told is answered")
}

func TestRateLimitOnTheWire(t *testing.T) {
	t.Parallel()
	answer, err := spoiled(t, body, "rate-limit:0:retry-after=date").raw(t, "GET")
	require.NoError(t, err)
	assert.Equal(t, "HTTP/1.1 429 Too Many Requests\r\nContent-Length: 30\r\nContent-Type: application/json\r\n"+
		"Date: Tue, 01 Oct 2024 12:00:00 GMT\r\nRetry-After: Tue, 01 Oct 2024 12:00:01 GMT\r\n"+
		"Connection: close\r\n\r\n"+`{"detail":"Too Many Requests"}`, answer)

	answer, err = spoiled(t, body, "rate-limit:0:retry-after=none").raw(t, "GET")
	require.NoError(t, err)
	assert.NotContains(t, answer, "Retry-After")
}

func TestRateLimitLeavesTheHeaderOfOthersAlone(t *testing.T) {
	t.Parallel()
	a := good(body)
	shared := a.Header
	parse(t, "rate-limit:0").Apply(a, draw(1))
	assert.NotContains(t, shared, "Retry-After")
	assert.Contains(t, a.Header, "Retry-After")
}

func TestRateLimitCountsParallelCallsOnce(t *testing.T) {
	t.Parallel()
	f := parse(t, "rate-limit:10")
	state := &fault.State{}
	var answered atomic.Int64
	var group sync.WaitGroup
	for range 100 {
		group.Go(func() {
			d := draw(1)
			d.State = state
			if !f.Apply(good(body), d).Applied {
				answered.Add(1)
			}
		})
	}
	group.Wait()
	assert.Equal(t, int64(10), answered.Load())
}

func TestLimitsOfSessionsAreTheirOwn(t *testing.T) {
	t.Parallel()
	f := parse(t, "rate-limit:1")
	for range 3 {
		assert.False(t, f.Apply(good(body), draw(1)).Applied, "each draw has a state of its own")
	}
}

func TestRateLimitWithoutAStateIsNeverReached(t *testing.T) {
	t.Parallel()
	d := draw(1)
	d.State = nil
	for range 3 {
		assert.False(t, parse(t, "rate-limit:1").Apply(good(body), d).Applied)
	}
}

func TestRateLimitsThatAreRememberedAreBounded(t *testing.T) {
	t.Parallel()
	state := &fault.State{}
	limit := func(text string) bool {
		d := draw(1)
		d.State = state
		return parse(t, text).Apply(good(body), d).Applied
	}
	assert.False(t, limit("rate-limit:1:per=24h"))
	assert.False(t, limit("rate-limit:1:per=1h"))
	for i := range 1_000 {
		limit(fmt.Sprintf("rate-limit:%d:per=2h", i))
	}
	assert.True(t, limit("rate-limit:1:per=24h"), "a window that ends late is remembered")
	assert.False(t, limit("rate-limit:1:per=1h"), "the one that ends first was forgotten")
}
