package fault_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/ringer-api/ringer/mock/fault"
)

// delays returns many drawn delays of a latency, sorted.
func delays(t *testing.T, text string) []time.Duration {
	t.Helper()
	f := parse(t, text).(fault.Latency)
	r := rand.New(rand.NewPCG(1, 2))
	list := make([]time.Duration, 10_000)
	for i := range list {
		list[i] = f.Delay.Draw(r)
	}
	slices.Sort(list)
	return list
}

func TestUniformDelay(t *testing.T) {
	t.Parallel()
	list := delays(t, "latency:1s..3s")
	assert.GreaterOrEqual(t, list[0], time.Second)
	assert.LessOrEqual(t, list[len(list)-1], 3*time.Second)
	assert.InDelta(t, 2*time.Second, list[5000], float64(50*time.Millisecond))
	assert.InDelta(t, 1200*time.Millisecond, list[1000], float64(50*time.Millisecond))
}

func TestNormalDelay(t *testing.T) {
	t.Parallel()
	list := delays(t, "latency:300ms~50ms")
	assert.InDelta(t, 300*time.Millisecond, list[5000], float64(5*time.Millisecond))
	assert.InDelta(t, 350*time.Millisecond, list[8413], float64(5*time.Millisecond))
	assert.GreaterOrEqual(t, delays(t, "latency:1ms~10s")[0], time.Duration(0))
	assert.LessOrEqual(t, delays(t, "latency:10m~10m")[9999], 10*time.Minute)
}

func TestDelayByPercentiles(t *testing.T) {
	t.Parallel()
	list := delays(t, "latency:50/80ms,95/400ms,99/3s")
	within := func(d time.Duration) int {
		n, _ := slices.BinarySearch(list, d+1)
		return n
	}
	assert.InDelta(t, 5000, within(80*time.Millisecond), 150)
	assert.InDelta(t, 9500, within(400*time.Millisecond), 80)
	assert.InDelta(t, 9900, within(3*time.Second-time.Nanosecond), 50)
	assert.Equal(t, 3*time.Second, list[9999], "no more than was measured")
}

func TestFixedDelayIsWaitedOnTheWire(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]time.Duration{
		"latency:2s": 2 * time.Second, "latency:2s+latency:3s": 5 * time.Second,
		"first-byte:4s": 4 * time.Second, "latency:10m+latency:10m": 10 * time.Minute,
	} {
		s := spoiled(t, body, text)
		answer, err := s.raw(t, "GET")
		assert.NoError(t, err)
		_, content := split(t, answer)
		assert.Equal(t, body, content)
		assert.Equal(t, []time.Duration{want}, s.slept, text)
	}
}

func TestDrawnDelayIsTheSameForTheSameSeed(t *testing.T) {
	t.Parallel()
	f := parse(t, "latency:1s..3s")
	a, b, c := good(body), good(body), good(body)
	assert.Equal(t, f.Apply(a, draw(7)), f.Apply(b, draw(7)))
	f.Apply(c, draw(8))
	assert.Equal(t, a.Delivery, b.Delivery)
	assert.NotEqual(t, a.Delivery, c.Delivery)
}
