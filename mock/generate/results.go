package generate

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/ringer-api/ringer/mock/execution"
)

// Results are the answers that the execution has left behind when it looks as
// r, which must be a record of b: one a question, in the order asked, without
// those that are missing. An execution that has not ended has none, nor has one
// that failed. They never change once they are there.
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
		chance := Chance(seed, "result", b.ID, question, strconv.Itoa(i))
		result := answer(seed, chance, &b, question)
		took := time.Duration(chance.Int64N(max(1, int64(each))))
		result.FinishedAt = from.Add(each*time.Duration(i) + took)
		result.Times = r.Times
		results = append(results, result)
	}
	return results
}

// verdict is how an answer turns out.
type verdict int

const (
	good       verdict = iota // relevant and faithful
	irrelevant                // faithful, but beside the question
	unfaithful                // relevant, but not what the context says
	unknown                   // the retrieved context does not hold it
)

func answer(seed uint64, r *rand.Rand, b *execution.Birth, question string) execution.Result {
	s := subjectOf(seed, b.PipelineID, question)
	v := verdict(weighed(r, []int{78, 7, 9, 6}))
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
		result.Answer += " " + difficultTexts(r)
	}
	return result
}

// openings lead into the statement; # is the document's title.
var openings = []string{
	"", "", "According to the #: ", "The # says: ", "From the context: ",
}

// answer is what the model says; also is the place of another fact that it was
// shown.
func (s subject) answer(r *rand.Rand, v verdict, also int) string {
	opening := strings.Replace(either(r, openings), "#", strings.ToLower(s.title), 1)
	switch v {
	case irrelevant:
		return opening + s.sentence(also)
	case unfaithful:
		return opening + s.mistaken(r)
	case unknown:
		return "The context does not say anything about this."
	}
	text := opening + s.statement()
	if often(r, 35) {
		text += " " + s.sentence(also)
	}
	return text
}

// metrics judge an answer as it turned out.
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

// metric is passed or not. As in life some judges give a bare word, and some
// say nothing that could be understood.
func metric(
	r *rand.Rand, name string, passing bool, optional execution.Optional,
) execution.Metric {
	dumb, bare := often(r, 2), often(r, 55)
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
