package contract

import (
	"context"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/contract/probe"
	"github.com/ringer-api/ringer/contract/rule"
	"github.com/ringer-api/ringer/contract/wire"
)

// TestAPartThatPanicsCostsNoMore breaks one part of a run after the other.
func TestAPartThatPanicsCostsNoMore(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		spoil func(*run)
		doing string
	}{
		"reading":   {func(r *run) { r.judge.Reader = observation.Reader{} }, "reading response 1"},
		"coverage":  {func(r *run) { r.judge.Coverage = nil }, "summing up the coverage"},
		"learned":   {func(r *run) { r.learned = nil }, "learning from response 1"},
		"transport": {func(r *run) { r.client = &wire.Client{} }, "sending list"},
		"shrinking": {func(r *run) {
			r.target.more = []Rule{judgesOnce()}
			r.judge = rule.NewJudge(r.target.judging())
		}, "minimizing requests"},
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
				{PipelineID: "7d1a0f5e-1111-4222-8333-444455556666", EvalDatasetID: "9c2b4e6a-7777-4888-9999-aaaabbbbcccc"},
			}}.withDefaults())
			require.NoError(t, err)
			c.spoil(r)
			report, err := r.check(t.Context())
			require.NotNil(t, report)
			var internal *InternalError
			require.ErrorAs(t, err, &internal)
			assert.Equal(t, ExitNotChecked, ExitCode(report, err))
			var doings []string
			for _, e := range report.Internal {
				doings = append(doings, e.Doing)
				assert.Contains(t, e.Where, ".go:")
				assert.NotContains(t, e.Where, "/", "no folder of whoever built it")
			}
			begins := func(doing string) bool { return strings.HasPrefix(doing, c.doing) } // whichever list is sent first
			assert.True(t, slices.ContainsFunc(doings, begins), "%s is none of %s", c.doing, doings)
			assert.Len(t, report.Rules, len(Rules())+len(r.target.more))
		})
	}
}

// TestAPhaseThatCannotBePlannedAsksNothing does not end the run either.
func TestAPhaseThatCannotBePlannedAsksNothing(t *testing.T) {
	t.Parallel()
	r, err := newRun(Target{URL: "http://127.0.0.1:1", Datasets: []Dataset{{}}}.withDefaults())
	require.NoError(t, err)
	broken := probe.Phase{Name: "ids", Probes: func(probe.Config, *probe.Learned) []Probe { panic("no ids") }}
	assert.Empty(t, r.plan(broken))
	require.Len(t, r.judge.Defects.Problems(), 1)
	assert.Equal(t, "planning ids", r.judge.Defects.Problems()[0].Doing)
}

// judgesOnce is a rule that finds fault with each spoiled id, and whose judgement
// cannot be begun a second time, for a smaller one.
func judgesOnce() Rule {
	begun := false
	return Rule{ID: "test.once", Severity: Error, Begin: func() rule.Checker {
		if begun {
			panic("once is enough")
		}
		begun = true
		return rule.Checker{See: func(x *observation.Observation, say *rule.Recorder) {
			if x.Probe.InvalidInput != "" {
				say.Broke(rule.Break{Expected: "nothing", Got: "something", Key: "once"})
			}
		}}
	}}
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
