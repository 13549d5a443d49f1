package contract_test

import (
	"net/http"
	"net/http/httptest"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract"
	"github.com/ringer-api/ringer/mock"
)

func TestEndlessAnswerIsCutOff(t *testing.T) {
	t.Parallel()
	h := newHonest()
	onWire("results", endless("{},"))(h)
	target := h.target(t)
	target.MaxBody = 1 << 20
	report, err := contract.Check(t.Context(), target)
	require.NoError(t, err)
	assert.Equal(t, []string{"wire.bounded"}, rulesOf(report))
	assert.Len(t, report.Findings[0].Exchange.Response.Body, 1<<20)
}

// A list without an end costs neither time nor memory, however good its records
// are. Not parallel, as it looks at the memory of the whole process.
func TestEndlessListIsBoundedInMemory(t *testing.T) {
	h := newWhole()
	record := string(newAnswer("get", 200, h.records[0]).bytes()) + ","
	onWire("list", endless(record))(h)
	target := h.target(t)
	target.MaxBody = 4 << 20
	var highest uint64
	began := heap()
	target.Progress = func(contract.Progress) { highest = max(highest, heap()) }
	report, err := contract.Check(t.Context(), target)
	require.NoError(t, err)
	assert.Equal(t, []string{"wire.bounded"}, rulesOf(report))
	assert.Less(t, highest-min(began, highest), uint64(64<<20), "bytes held while 4 MiB of each answer are read")
	assert.Less(t, heap()-min(began, heap()), uint64(16<<20), "bytes held afterwards")
}

// heap is what the process holds, rubbish left aside.
func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// endless streams a list that never ends.
func endless(record string) func(http.ResponseWriter, *answer) {
	return func(w http.ResponseWriter, _ *answer) {
		w.Header().Set("Content-Type", "application/json")
		for _, err := w.Write([]byte("[")); err == nil; {
			_, err = w.Write([]byte(record))
		}
	}
}

// A check with default settings is over before anybody gets impatient.
func TestCheckIsQuickAndModest(t *testing.T) {
	double, err := mock.New(mock.Config{Seed: 7})
	require.NoError(t, err)
	var asked atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		double.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	target := targetOf(server.URL)
	target.Rate = 0
	report, err := contract.Check(t.Context(), target)
	require.NoError(t, err)
	assert.Less(t, asked.Load(), int64(300))
	assert.EqualValues(t, asked.Load(), report.Counts.Requests, "every request is told")
	// It takes less than two seconds; the rest is for machines with much to do.
	assert.Less(t, report.Duration, 8*time.Second)
	t.Logf("%d requests in %v", asked.Load(), report.Duration)
}
