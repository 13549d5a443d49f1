package contract

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestEverySeedDraws asks each of many seeds for its ids.
func TestEverySeedDraws(t *testing.T) {
	t.Parallel()
	target := Target{Datasets: []Dataset{{"7d1a0f5e-1111-4222-8333-444455556666", "9c2b4e6a-7777-4888-9999-aaaabbbbcccc"}}}
	for target.Seed = range 20_000 {
		for _, p := range drawnProbes(target.probing(), &harvest{}) {
			require.NotEmpty(t, p.spoiledID(), "seed %d", target.Seed)
		}
	}
}

// TestAPartThatPanicsCostsNoMore breaks one part of a run after the other.
func TestAPartThatPanicsCostsNoMore(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		spoil func(*run)
		doing string
	}{
		"reading":  {func(r *run) { r.judge.reader.known = nil }, "reading answer 1"},
		"coverage": {func(r *run) { r.judge.coverage = nil }, "summing up the coverage"},
		"harvest": {func(r *run) {
			r.harvest.ids, r.harvest.questions = map[Dataset][]seenExecution{}, nil
		}, "learning from answer 1"},
		"transport": {func(r *run) { r.transport.base = nil }, "sending list"},
		"shrinking": {func(r *run) { r.judge.seats = append(r.judge.seats, brokenSeat(r)) }, "asking for smaller requests"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", "application/json")
				_, _ = w.Write([]byte(`[{"id":"7d1a0f5e-1111-4222-8333-444455556666","job_name":"eval_dataset_job",` +
					`"partitions":{},"status":"SUCCESS","parameters":{"eval_question_ids":["7d1a0f5e-1111-4222-8333-444455556666"],` +
					`"eval_execution_params":{"llm_model":"GPT_4O","qa_prompt_tmpl":"x"}}}]`))
			}))
			t.Cleanup(server.Close)
			r, err := newRun(Target{URL: server.URL, Rate: 10_000, Datasets: []Dataset{
				{"7d1a0f5e-1111-4222-8333-444455556666", "9c2b4e6a-7777-4888-9999-aaaabbbbcccc"},
			}}.withDefaults())
			require.NoError(t, err)
			c.spoil(r)
			report, err := r.check(t.Context())
			require.NotNil(t, report)
			var internal *InternalError
			require.ErrorAs(t, err, &internal)
			assert.Equal(t, ExitNotAsk, ExitCode(report, err))
			var doings []string
			for _, e := range report.Internal {
				doings = append(doings, e.Doing)
				assert.Contains(t, e.Where, "contract.")
				assert.NotContains(t, e.Where, "/", "no folder of whoever built it")
			}
			assert.Contains(t, doings, c.doing)
			assert.Len(t, report.Rules, len(r.judge.seats))
		})
	}
}

// TestAPhaseThatCannotBePlannedAsksNothing does not end the run either.
func TestAPhaseThatCannotBePlannedAsksNothing(t *testing.T) {
	t.Parallel()
	r, err := newRun(Target{URL: "http://127.0.0.1:1", Datasets: []Dataset{{}}}.withDefaults())
	require.NoError(t, err)
	broken := phase{name: "ids", probes: func(probeConfig, *harvest) []Probe { panic("no ids") }}
	assert.Empty(t, r.plan(broken))
	require.Len(t, r.judge.mishaps.told(), 1)
	assert.Equal(t, "planning ids", r.judge.mishaps.told()[0].Doing)
}

// brokenSeat has a finding that cannot be shrunk, nor told.
func brokenSeat(r *run) *seat {
	s := *r.judge.seats[0]
	s.findings = []*Finding{nil}
	return &s
}

// TestTakersMayGiveUp: whoever sends does not wait for one who is gone.
func TestTakersMayGiveUp(t *testing.T) {
	t.Parallel()
	r, err := newRun(Target{URL: "http://127.0.0.1:1", Concurrency: 1}.withDefaults())
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(t.Context())
	queue := r.launch(ctx, make([]Probe, 10))
	cancel()
	for range queue { // it is closed, though nobody took what is in it
	}
}
