package fault_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock/fault"
)

// calls returns to which of the first n requests a fault applies, each with its own seed.
func calls(t *testing.T, text string, n int) (spoiled []int) {
	t.Helper()
	f := parse(t, text)
	for call := 1; call <= n; call++ {
		d := draw(uint64(call))
		d.Call = call
		if f.Apply(good(body), d).Applied {
			spoiled = append(spoiled, call)
		}
	}
	return spoiled
}

func TestEveryNthCall(t *testing.T) {
	t.Parallel()
	assert.Equal(t, []int{3, 6, 9}, calls(t, "reset:every=3", 10))
	assert.Len(t, calls(t, "reset:every=1", 10), 10)
	assert.Empty(t, calls(t, "reset:every=11", 10))
}

func TestProbability(t *testing.T) {
	t.Parallel()
	assert.InDelta(t, 300, len(calls(t, "reset:probability=0.3", 1000)), 45)
	assert.Empty(t, calls(t, "reset:probability=0", 1000))
	assert.Len(t, calls(t, "reset:probability=1", 1000), 1000)
	assert.Equal(t, calls(t, "reset:probability=0.3", 1000), calls(t, "reset:probability=0.3", 1000))
}

func TestProbabilityOfEveryNthCall(t *testing.T) {
	t.Parallel()
	spoiled := calls(t, "reset:probability=0.5:every=2", 1000)
	assert.InDelta(t, 250, len(spoiled), 40)
	for _, call := range spoiled {
		assert.Zero(t, call%2)
	}
}

func TestWhatIsNotSpoiledSaysWhy(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"reset:every=3":       "reset:50%:every=3: not at call 1",
		"reset:probability=0": "reset:50%:probability=0: never",
	} {
		assert.Equal(t, fault.Outcome{Skipped: true, Note: want}, parse(t, text).Apply(good(body), draw(1)))
	}
}

func TestModifiersInJSON(t *testing.T) {
	t.Parallel()
	f, err := fault.Parse(json.RawMessage(`{"kind":"latency","fixed":"2s","probability":0.3,"every":5}`))
	require.NoError(t, err)
	assert.Equal(t, "latency:2s:probability=0.3:every=5", f.String())
	assert.Equal(t, parse(t, f.String()), f)
}

func TestFaultsAreCombined(t *testing.T) {
	t.Parallel()
	a := good(body)
	outcome := parse(t, "latency:2s+status:503+drop-field:/0/status+cut:10").Apply(a, draw(1))
	assert.Equal(t, "latency 2s; status 503; drop-field /0/status; cut at 10, content-length wrong", outcome.Note)
	assert.Equal(t, 503, a.Status)
	assert.NotEqual(t, body, string(a.Body))
	assert.NotZero(t, a.Delivery.Delay)
	assert.NotNil(t, a.Delivery.Cut)
}

func TestOneFaultsChanceDoesNotChangeTheNext(t *testing.T) {
	t.Parallel()
	for seed := range uint64(50) {
		a, b := good(body), good(body)
		parse(t, "latency:1s+null").Apply(a, draw(seed))
		parse(t, "latency:10s~5s+null").Apply(b, draw(seed))
		assert.Equal(t, a.Body, b.Body)
	}
}
