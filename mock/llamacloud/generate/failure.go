package generate

import (
	"cmp"
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

// longEnough is how long a job of several attempts takes if each has reached a time limit.
const longEnough = 20 * time.Second

// drawFailure returns a failure that can end a job in ERROR or PARTIAL_SUCCESS after that
// run time; patient excludes those that happen immediately.
func drawFailure(
	r *rand.Rand, final execution.Status, run time.Duration, patient bool,
) failure {
	failures := known().failures
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
	limit := cmp.Or(known().windows[b.Model], 128_000)
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
