package generate

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"github.com/ringer-api/ringer/mock/llamacloud/execution"
	"github.com/ringer-api/ringer/mock/random"
)

// failure is a reason why jobs fail: an error code and its messages.
type failure struct {
	code   string
	weight int
	// lasting failures happen immediately and are not retried.
	lasting bool
	// slow failures happen only after some time.
	slow bool
	// whole is the message when the job failed, partly when some questions did; "" means
	// that it does not fail in that way.
	whole, partly string
}

const someQuestions = "{missing} of {total} questions got no answer: "

var failures = []failure{
	{
		code: "RATE_LIMITED", weight: 22,
		whole:  "The model provider's rate limit for {model} was reached; gave up after {tries}.",
		partly: someQuestions + "the model provider's rate limit for {model} was reached.",
	},
	{
		code: "CONTEXT_LENGTH_EXCEEDED", weight: 14, lasting: true,
		whole: "The prompt has {tokens} tokens, more than the {window} that {model} takes. " +
			"Shorten the template or retrieve fewer nodes.",
		partly: someQuestions + "with {tokens} tokens the longest prompt is over the {window} " +
			"that {model} takes.",
	},
	{
		code: "TIMEOUT", weight: 16, slow: true,
		whole:  "No answer from {model} within {seconds} seconds; gave up after {tries}.",
		partly: someQuestions + "none came from {model} within {seconds} seconds.",
	},
	{
		code: "MISSING_API_KEY", weight: 9, lasting: true,
		whole: "No API key is configured for {model}. Add one to the project and run the " +
			"evaluation again.",
	},
	{
		code: "INVALID_API_KEY", weight: 6, lasting: true,
		whole: "The model provider refused the API key that is configured for {model}.",
	},
	{
		code: "INDEX_NOT_READY", weight: 9, lasting: true,
		whole: "The pipeline's index is not ready: its last ingestion has not finished.",
	},
	{
		code: "MODEL_UNAVAILABLE", weight: 8,
		whole:  "{model} is overloaded or down at its provider; gave up after {tries}.",
		partly: someQuestions + "{model} was overloaded or down at its provider.",
	},
	{
		code: "RETRIEVAL_FAILED", weight: 7,
		whole:  "Retrieving context from the pipeline's index failed; gave up after {tries}.",
		partly: someQuestions + "retrieving their context from the pipeline's index failed.",
	},
	{
		code: "CONTENT_FILTERED", weight: 5,
		partly: someQuestions + "the model provider's content filter stopped them.",
	},
	{
		code: "INTERNAL_ERROR", weight: 4,
		whole: "Unexpected error while the answers were judged; gave up after {tries}.",
	},
}

// longEnough is how long a job of several attempts takes if each has reached a time limit.
const longEnough = 20 * time.Second

// drawFailure returns a failure that can end a job in ERROR or PARTIAL_SUCCESS after that
// run time; patient excludes those that happen immediately.
func drawFailure(
	r *rand.Rand, final execution.Status, run time.Duration, patient bool,
) failure {
	weights := make([]int, len(failures))
	for i, f := range failures {
		if f.slow && run < longEnough {
			continue
		}
		fits := final == execution.Error && f.whole != "" && !(patient && f.lasting) ||
			final == execution.PartialSuccess && f.partly != ""
		if fits {
			weights[i] = f.weight
		}
	}
	return failures[random.Weighed(r, weights)]
}

// message returns the error message, with the numbers of this execution.
func (f failure) message(r *rand.Rand, b *execution.Birth) string {
	text := f.whole
	if b.Life.Final == execution.PartialSuccess {
		text = f.partly
	}
	limit := window(b.Model)
	times, tries := "1 attempt", len(b.Life.Attempts)
	if tries != 1 {
		times = fmt.Sprintf("%d attempts", tries)
	}
	return strings.NewReplacer(
		"{missing}", strconv.Itoa(len(b.Life.Missing)),
		"{total}", strconv.Itoa(len(b.QuestionIDs)),
		"{model}", b.Model,
		"{tries}", times,
		"{tokens}", strconv.Itoa(limit+random.Between(r, 1, limit/4)),
		"{window}", strconv.Itoa(limit),
		"{seconds}", strconv.Itoa(patience(b.Life.Attempts)),
	).Replace(text)
}

// patience returns a time limit in seconds that attempts of that length can have reached.
func patience(attempts []execution.Attempt) int {
	limit := 1
	for _, seconds := range []int{2, 5, 10, 20, 30, 60, 120, 300} {
		for _, a := range attempts {
			if a.Run < time.Duration(seconds)*time.Second {
				return limit
			}
		}
		limit = seconds
	}
	return limit
}
