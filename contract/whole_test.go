package contract_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/ringer-api/ringer/contract"
)

// newWhole is an honest service that shows every operation, state and property:
// whatever an implementation may break is there to be broken.
func newWhole() *honest {
	h := &honest{others: map[string][]record{otherDataset: otherRecords()}}
	for n := range 12 {
		h.records = append(h.records, wholeRecord(n))
	}
	return h
}

// otherDataset is a second dataset of the pipeline.
const otherDataset = "5e5e5e5e-7777-4888-9999-aaaabbbbcccc"

func otherRecords() []record {
	return []record{wholeRecord(50).with("partitions", map[string]any{
		"pipeline_id_partition": pipeline, "eval_dataset_id_partition": otherDataset,
	})}
}

// wholeRecord is an execution without a null where there can be a value; number
// makes its ids. States and prompts take turns. A number of 11 has failed.
func wholeRecord(number int) record {
	at := func(second int) string { return fmt.Sprintf("2024-10-01T12:%02d:%02d.250000Z", number, second) }
	r := newRecord(number).with(
		"id", fmt.Sprintf("%08d-aaaa-4bbb-8ccc-dddddddddddd", number),
		"session_id", fmt.Sprintf("%08d-5e55-4bbb-8ccc-dddddddddddd", number),
		"correlation_id", fmt.Sprintf("%08d-c022-4bbb-8ccc-dddddddddddd", number),
		"parent_job_execution_id", fmt.Sprintf("%08d-ba2e-4bbb-8ccc-dddddddddddd", number),
		"user_id", "user-7", "data", map[string]any{},
		"created_at", at(0), "started_at", at(1), "ended_at", at(9), "updated_at", at(9),
	)
	switch number % 4 {
	case 3:
		return r.with("status", "ERROR", "error_code", "LLM_TIMEOUT", "error_message", "the model gave no answer")
	case 2:
		return r.with("status", "PARTIAL_SUCCESS", "error_code", "LLM_TIMEOUT",
			"error_message", "one question has no answer", "attempts", 2)
	case 1:
		return r.with("status", "PENDING", "ended_at", nil, "updated_at", at(1))
	}
	return r
}

// stopwatch is a clock that advances only by calls of its sleep.
type stopwatch struct {
	mu  sync.Mutex
	day time.Time
}

func newStopwatch() *stopwatch {
	return &stopwatch{day: time.Date(2024, 10, 1, 13, 0, 0, 0, time.UTC)}
}

func (s *stopwatch) now() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.day
}

func (s *stopwatch) sleep(ctx context.Context, d time.Duration) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.day = s.day.Add(max(d, 0))
	return ctx.Err()
}

// timeless serves h until the test ends, with around around it and over TLS
// when tune sets Target.TLS.Insecure, and gives a target whose waits cost no
// time: h and the check go by one stopwatch. A URL that tune sets is a prefix.
func timeless(
	t *testing.T, h *honest, around func(http.Handler) http.Handler, tune func(*contract.Target),
) contract.Target {
	t.Helper()
	w := newStopwatch()
	h.now = w.now
	var handler http.Handler = h
	if around != nil {
		handler = around(h)
	}
	server := httptest.NewUnstartedServer(handler)
	server.EnableHTTP2 = true
	target := targetOf("")
	if tune != nil {
		tune(&target)
	}
	if target.TLS.Insecure {
		server.TLS = quickTLS().Clone()
		server.StartTLS()
	} else {
		server.Start()
	}
	t.Cleanup(server.Close)
	target.URL = server.URL + target.URL
	target.Now, target.Sleep, target.Rate = w.now, w.sleep, 100
	if target.RequestTimeout == 0 { // the race detector, and a busy machine
		target.RequestTimeout = time.Minute
	}
	return target
}
