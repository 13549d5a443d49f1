package generate_test

import (
	"regexp"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/fixtures"
)

// failing returns the executions of one dataset that ended in that state, after any time.
func failing(status string, runs *fixtures.Span) fixtures.Generate {
	return fixtures.Generate{
		Count: p(400), States: map[string]int{status: 1}, Run: runs, Retries: p(40),
	}
}

func TestATimeLimitIsNoLongerThanAnyAttempt(t *testing.T) {
	t.Parallel()
	limit := regexp.MustCompile(`within (\d+) seconds`)
	met := 0
	for _, status := range []string{"ERROR", "PARTIAL_SUCCESS"} {
		for _, runs := range []*fixtures.Span{nil, span(0, 40*time.Second)} {
			for _, b := range births(1, failing(status, runs)) {
				found := limit.FindStringSubmatch(b.Life.Message)
				assert.Equal(t, b.Life.Code == "TIMEOUT", found != nil)
				if found == nil {
					continue
				}
				met++
				seconds, err := strconv.Atoi(found[1])
				require.NoError(t, err)
				for _, a := range b.Life.Attempts {
					assert.GreaterOrEqual(t, a.Run, time.Duration(seconds)*time.Second)
				}
			}
		}
	}
	assert.Greater(t, met, 50)
}

func TestAMessageCountsWhatIsMissing(t *testing.T) {
	t.Parallel()
	for _, b := range births(1, failing("PARTIAL_SUCCESS", nil)) {
		lead := strconv.Itoa(len(b.Life.Missing)) + " of " + strconv.Itoa(len(b.QuestionIDs)) + " questions"
		assert.Contains(t, b.Life.Message, lead)
	}
}

func TestWhatCannotBeMendedFailsAtOnceAndOnce(t *testing.T) {
	t.Parallel()
	met := 0
	for _, b := range births(1, failing("ERROR", nil)) {
		switch b.Life.Code {
		case "MISSING_API_KEY", "INVALID_API_KEY", "INDEX_NOT_READY", "CONTEXT_LENGTH_EXCEEDED":
			met++
			assert.Len(t, b.Life.Attempts, 1)
			assert.Less(t, b.Life.Attempts[0].Run, time.Second)
		default:
			assert.Contains(t, b.Life.Message, "after "+strconv.Itoa(len(b.Life.Attempts))+" attempt")
		}
	}
	assert.Greater(t, met, 50)
}
