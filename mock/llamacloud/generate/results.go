package generate

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ringer-api/ringer/mock/llamacloud/execution"
	"github.com/ringer-api/ringer/mock/random"
	"github.com/ringer-api/ringer/mock/words"
)

// Results returns the results of the execution when its record is r, which must be a record
// of b: one per question, in the order of the questions, without the missing ones. An
// execution that has not ended or has failed has none. Results never change.
func Results(seed uint64, b execution.Birth, r execution.Record) []execution.Result {
	results := []execution.Result{}
	if !r.Status.Final() || r.Status == execution.Error {
		return results
	}
	from := b.CreatedAt
	if r.StartedAt != nil {
		from = *r.StartedAt
	}
	each := max(0, r.UpdatedAt.Sub(from)) / time.Duration(max(1, len(b.QuestionIDs)))
	for i, question := range b.QuestionIDs {
		if slices.Contains(b.Life.Missing, i) {
			continue
		}
		chance := random.Chance(seed, "result", b.ID, question, strconv.Itoa(i))
		result := answer(seed, chance, &b, question)
		took := time.Duration(chance.Int64N(max(1, int64(each))))
		result.FinishedAt = from.Add(each*time.Duration(i) + took)
		result.Times = r.Times
		results = append(results, result)
	}
	return results
}

// verdict is the quality of an answer.
type verdict int

const (
	good       verdict = iota // relevant and faithful
	irrelevant                // faithful, but it does not answer the question
	unfaithful                // relevant, but it contradicts the context
	unknown                   // the retrieved context does not contain it
)

func answer(seed uint64, r *rand.Rand, b *execution.Birth, question string) execution.Result {
	s := subjectOf(seed, b.PipelineID, question)
	v := verdict(random.Weighed(r, []int{78, 7, 9, 6}))
	found := s.others(r)[:3]
	if v != unknown {
		found[0] = s.fact
	}
	result := execution.Result{
		QuestionID:  question,
		PipelineID:  b.PipelineID,
		SourceNodes: nodes(r, b, s, found),
		Answer:      s.answer(r, v, found[1]),
		Metrics:     metrics(r, b.Optional, v),
		ExecutionID: b.ID,
		Model:       b.Model,
		Prompt:      b.Prompt,
	}
	if b.Unicode {
		result.Answer += " " + words.Difficult(r)
	}
	return result
}

// openings is texts that introduce the statement; # is the document's title.
var openings = []string{
	"", "", "According to the #: ", "The # says: ", "From the context: ",
}

// answer returns the model's answer; also is the index of another fact in its context.
func (s subject) answer(r *rand.Rand, v verdict, also int) string {
	opening := strings.Replace(random.Either(r, openings), "#", strings.ToLower(s.title), 1)
	switch v {
	case irrelevant:
		return opening + s.sentence(also)
	case unfaithful:
		return opening + s.mistaken(r)
	case unknown:
		return "The context does not say anything about this."
	}
	text := opening + s.statement()
	if random.Often(r, 35) {
		text += " " + s.sentence(also)
	}
	return text
}

// metrics returns the metrics of an answer of that quality.
func metrics(r *rand.Rand, optional execution.Optional, v verdict) []execution.Metric {
	relevant, faithful := v == good || v == unfaithful, v != unfaithful
	return []execution.Metric{
		metric(r, "RELEVANCY", relevant, optional),
		metric(r, "FAITHFULNESS", faithful, optional),
	}
}

var reasons = map[string][2]string{ // failing, passing
	"RELEVANCY": {
		"NO. The response is about another part of the document.",
		"YES. The response answers the query in line with the context.",
	},
	"FAITHFULNESS": {
		"NO. The context gives another number.",
		"YES. The context supports the response.",
	},
}

// metric returns a metric that is passed or not. As in the real service, some evaluators
// return only a word, and some nothing that can be parsed.
func metric(
	r *rand.Rand, name string, passing bool, optional execution.Optional,
) execution.Metric {
	dumb, bare := random.Often(r, 2), random.Often(r, 55)
	if optional == execution.AllNull || dumb && optional == execution.AsInLife {
		return execution.Metric{Name: name}
	}
	score, feedback := 0.0, reasons[name][0]
	if passing {
		score, feedback = 1.0, reasons[name][1]
	}
	if bare {
		feedback, _, _ = strings.Cut(feedback, ".")
	}
	return execution.Metric{Name: name, Passing: &passing, Score: &score, Feedback: &feedback}
}
