package generate

import (
	"math/rand/v2"
	"time"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/llamacloud/execution"
	"github.com/ringer-api/ringer/mock/random"
	"github.com/ringer-api/ringer/mock/words"
)

// maxAttempts is the number of attempts after which the service gives up.
const maxAttempts = 5

// pace returns how long jobs wait and run when the settings do not contain it.
type pace func(r *rand.Rand, questions int) (queue, run time.Duration)

var (
	queues = fixtures.Span{Min: 300 * time.Millisecond, Max: 2 * time.Minute}
	runs   = fixtures.Span{Min: time.Second, Max: 20 * time.Minute}
	// atOnce is the run time of a job that fails immediately.
	atOnce = fixtures.Span{Min: 40 * time.Millisecond, Max: 900 * time.Millisecond}
)

// lifelike is the pace of real evaluation jobs: some seconds of waiting, then some seconds
// per question.
func lifelike(r *rand.Rand, questions int) (queue, run time.Duration) {
	queue = random.Around(r, 4*time.Second, 0.9, queues)
	run = random.Around(r, 5*time.Second, 0.5, runs)
	each := random.Around(r, 2500*time.Millisecond, 0.4, runs)
	return queue, min(run+time.Duration(questions)*each, runs.Max)
}

// pollable is the pace of a job that a client polls: it ends within 8 to 40 seconds.
func pollable(r *rand.Rand, _ int) (queue, run time.Duration) {
	return random.Within(r, fixtures.Span{Min: time.Second, Max: 5 * time.Second}),
		random.Within(r, fixtures.Span{Min: 7 * time.Second, Max: 35 * time.Second})
}

// longest returns the maximum duration of a job of a dataset.
func (k settings) longest() time.Duration {
	queue, run := queues, runs
	if k.Queue != nil {
		queue = *k.Queue
	}
	if k.Run != nil {
		run = *k.Run
	}
	return queue.Max + run.Max
}

// live sets the lifecycle of a birth, all other fields of which are set. patient jobs do
// not fail immediately.
func (k settings) live(
	r *rand.Rand, b *execution.Birth, final execution.Status, p pace, patient bool,
) {
	life := &b.Life
	life.Final, life.PollsPerStep = final, max(0, k.AfterPolls)
	queue, run := k.pace(r, p, len(b.QuestionIDs))
	tries := k.tries(r)
	var fails failure
	switch final {
	case execution.Error:
		fails = drawFailure(r, final, run, patient)
		if fails.lasting {
			tries = 1
		} else if k.Retries == nil {
			tries = 3
		}
		if fails.lasting && k.Run == nil {
			run = random.Within(r, atOnce)
		}
	case execution.PartialSuccess:
		fails = drawFailure(r, final, run, patient)
		life.Missing = missing(r, len(b.QuestionIDs))
	}
	life.Queue, life.Attempts = queue, split(r, run, tries)
	if fails.code != "" {
		life.Code, life.Message = fails.code, fails.message(r, b)
	}
	if k.unicode() && fails.code != "" {
		life.Message += " " + words.Difficult(r)
	}
	if final == execution.Pending && random.Often(r, 30) {
		life.Attempts = nil // stuck before the first attempt
	}
}

// pace returns the durations of p within the limits of the settings.
func (k settings) pace(r *rand.Rand, p pace, questions int) (queue, run time.Duration) {
	queue, run = p(r, questions)
	if k.Queue != nil {
		queue = random.Within(r, *k.Queue)
	}
	if k.Run != nil {
		run = random.Within(r, *k.Run)
	}
	return queue, run
}

// tries returns the number of attempts of a job.
func (k settings) tries(r *rand.Rand) int {
	n := 1
	for n < maxAttempts && random.Often(r, k.retries()) {
		n++
	}
	return n
}

// split divides the time from the first start to the end into attempts and increasing
// waits between them.
func split(r *rand.Rand, run time.Duration, tries int) []execution.Attempt {
	shares := make([]float64, 0, 2*maxAttempts)
	sum := 1.0
	for i := range tries - 1 {
		shares = append(shares, 0.3+0.5*r.Float64(), 0.1*float64(int(1)<<i))
		sum += shares[2*i] + shares[2*i+1]
	}
	part := func(i int) time.Duration {
		return time.Duration(float64(run) * shares[i] / sum).Truncate(time.Microsecond)
	}
	attempts := make([]execution.Attempt, tries)
	rest := run
	for i := range tries - 1 {
		attempts[i] = execution.Attempt{Run: part(2 * i), Backoff: part(2*i + 1)}
		rest -= attempts[i].Run + attempts[i].Backoff
	}
	attempts[tries-1].Run = rest
	return attempts
}

// missing returns the indexes of the questions that fail: at least one, but not all of several.
func missing(r *rand.Rand, questions int) []int {
	return someOf(r, questions, random.Between(r, min(1, questions), max(1, questions/3)))
}

// total returns the duration of the lifecycle; of a stuck job, until its last transition.
func total(life *execution.Life) time.Duration {
	sum := life.Queue
	for i, a := range life.Attempts {
		if i == len(life.Attempts)-1 && life.Final == execution.Pending {
			break
		}
		sum += a.Run + a.Backoff
	}
	return sum
}
