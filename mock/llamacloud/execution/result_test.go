package execution_test

import (
	"testing"

	"github.com/ringer-api/ringer/mock/llamacloud/execution"
)

func TestResultBytes(t *testing.T) {
	t.Parallel()
	yes, score, feedback, start, end := true, 1.0, "YES", 3, 12
	golden(t, "result.json", execution.Result{
		QuestionID: "11111111-1111-4111-8111-111111111111",
		PipelineID: "3fa85f64-5717-4562-b3fc-2c963f66afa6",
		SourceNodes: []execution.TextNode{
			{
				ID:        "22222222-2222-4222-8222-222222222222",
				Embedding: []float64{0.25, -1},
				Metadata: []execution.Field{
					{Key: "file_name", Value: "a.pdf"}, {Key: "page", Value: 3}, {Key: "x", Value: nil},
				},
				Hidden:     []string{"page"},
				DocumentID: "33333333-3333-4333-8333-333333333333",
				Hash:       "00ff",
				Text:       "What it says.",
				Start:      &start, End: &end,
			},
			{ID: "bare"},
		},
		Answer: "It says so.",
		Metrics: []execution.Metric{
			{Name: "RELEVANCY", Passing: &yes, Score: &score, Feedback: &feedback},
			{Name: "FAITHFULNESS"},
		},
		ExecutionID: "0b5f3f0e-6d1c-4e8a-9d55-0a4d3c1b2e11",
		Model:       "GPT_4O",
		Prompt:      "{context_str} {query_str}",
		FinishedAt:  noon,
	}.AppendJSON(nil))
}
