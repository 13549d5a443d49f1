package generate_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/llamacloud/execution"
	"github.com/ringer-api/ringer/mock/llamacloud/generate"
	"github.com/ringer-api/ringer/schemas"
)

// resultsOf returns an execution's results that long after the epoch.
func resultsOf(b execution.Birth, after time.Duration) []execution.Result {
	return generate.Results(1, b, b.Timeline().At(epoch.Add(after)))
}

func TestResultsComeWithTheEnd(t *testing.T) {
	t.Parallel()
	questions := []string{pipeline, dataset, "1b9e6679-7425-40de-944b-e07fc1f90ae7"}
	for nth := range 200 {
		b := generate.StartRequest(1, pipeline, dataset, nth, epoch, questions, nil, nil, fixtures.Generate{})
		end, ends := b.Timeline().FinalAt()
		require.True(t, ends)
		assert.Empty(t, resultsOf(b, end.Sub(epoch)-1))

		var want, got []string
		for i, question := range questions {
			if b.Life.Final != execution.Error && !slices.Contains(b.Life.Missing, i) {
				want = append(want, question)
			}
		}
		record := b.Timeline().At(end)
		for _, r := range generate.Results(1, b, record) {
			got = append(got, r.QuestionID)
			assert.False(t, r.FinishedAt.Before(*record.StartedAt))
			assert.False(t, r.FinishedAt.After(*record.EndedAt))
		}
		assert.Equal(t, want, got)
		assert.Equal(t, resultsOf(b, end.Sub(epoch)), resultsOf(b, 1000*time.Hour))
	}
}

func TestPartialSuccessLeavesSomeOut(t *testing.T) {
	t.Parallel()
	g := fixtures.Generate{Count: p(100), States: map[string]int{"PARTIAL_SUCCESS": 1}}
	for _, b := range births(1, g) {
		results := resultsOf(b, 0)
		assert.NotEmpty(t, results)
		assert.Less(t, len(results), len(b.QuestionIDs))
	}
}

func TestResultsKeepTheSchema(t *testing.T) {
	t.Parallel()
	schema, err := schemas.Default().Schema("EvalQuestionResult")
	require.NoError(t, err)
	for name, g := range scenarios {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g.Count = p(4)
			for _, b := range births(3, g) {
				results := resultsOf(b, 0)
				for _, r := range results[:min(20, len(results))] {
					text := r.AppendJSON(nil)
					require.Empty(t, schema.Validate(text), "%s", text)
				}
			}
		})
	}
}

func TestMetricsJudgeTheAnswer(t *testing.T) {
	t.Parallel()
	passed, failed, silent := 0, 0, 0
	for _, b := range births(1, fixtures.Generate{Count: p(200), States: map[string]int{"SUCCESS": 1}}) {
		for _, r := range resultsOf(b, 0) {
			require.Len(t, r.Metrics, 2)
			assert.Equal(t, "RELEVANCY", r.Metrics[0].Name)
			assert.Equal(t, "FAITHFULNESS", r.Metrics[1].Name)
			for _, m := range r.Metrics {
				switch {
				case m.Passing == nil:
					silent++
					assert.Nil(t, m.Score)
				case *m.Passing:
					passed++
					assert.Equal(t, 1.0, *m.Score)
					assert.Contains(t, *m.Feedback, "YES")
				default:
					failed++
					assert.Equal(t, 0.0, *m.Score)
					assert.Contains(t, *m.Feedback, "NO")
				}
			}
		}
	}
	assert.Greater(t, passed, 5*failed)
	assert.Greater(t, failed, silent)
	assert.Positive(t, silent)
}

func TestAQuestionKeepsItsSubject(t *testing.T) {
	t.Parallel()
	files := map[string]string{}
	for _, b := range births(1, fixtures.Generate{Count: p(50), States: map[string]int{"SUCCESS": 1}}) {
		for _, r := range resultsOf(b, 0) {
			file := r.SourceNodes[0].Metadata[0].Value.(string)
			if known, found := files[r.QuestionID]; found {
				assert.Equal(t, known, file)
			}
			files[r.QuestionID] = file
		}
	}
	assert.NotEmpty(t, files)
}

// TestTheContextSupportsWhatIsFaithful compares the verdict on each answer with the
// passages of its context.
func TestTheContextSupportsWhatIsFaithful(t *testing.T) {
	t.Parallel()
	supported, made := 0, 0
	for _, b := range births(1, fixtures.Generate{Count: p(100), States: map[string]int{"SUCCESS": 1}}) {
		for _, r := range resultsOf(b, 0) {
			faithful := r.Metrics[1].Passing
			if faithful == nil || strings.Contains(r.Answer, "does not say") {
				continue
			}
			_, said, found := strings.Cut(r.Answer, ": ")
			if !found {
				said = r.Answer
			}
			for _, sentence := range strings.SplitAfter(said, ". ") {
				holds := strings.Contains(r.SourceNodes[0].Text, strings.TrimSpace(sentence))
				assert.Equal(t, *faithful, holds, "%q\n%s", sentence, r.SourceNodes[0].Text)
			}
			if made++; *faithful {
				supported++
			}
		}
	}
	assert.InDelta(t, 90, 100*supported/made, 5)
}
