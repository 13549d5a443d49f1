package generate_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/llamacloud/execution"
	"github.com/ringer-api/ringer/mock/llamacloud/generate"
	"github.com/ringer-api/ringer/schemas"
)

func p[T any](v T) *T { return &v }

func span(least, most time.Duration) *fixtures.Span {
	return &fixtures.Span{Min: least, Max: most}
}

// scenarios is settings of scenarios, by the name of the subtest.
var scenarios = map[string]fixtures.Generate{
	"default":         {},
	"one":             {Count: p(1)},
	"fifty":           {Count: p(50)},
	"one-of-each":     {Sequence: []string{"SUCCESS", "PARTIAL_SUCCESS", "ERROR", "PENDING"}},
	"sequence-longer": {Sequence: []string{"ERROR", "PENDING"}, Count: p(20)},
	"sequence-young": {
		Sequence: []string{"SUCCESS", "ERROR", "SUCCESS"}, Age: p(fixtures.Duration(time.Second)),
	},
	"all-pending":  {Count: p(20), States: map[string]int{"PENDING": 1}},
	"all-success":  {Count: p(20), States: map[string]int{"SUCCESS": 1}},
	"all-error":    {Count: p(20), States: map[string]int{"ERROR": 3}},
	"all-partial":  {Count: p(20), States: map[string]int{"PARTIAL_SUCCESS": 1}},
	"mixed":        {Count: p(20), States: map[string]int{"PARTIAL_SUCCESS": 1, "ERROR": 1, "PENDING": 2}},
	"null":         {Count: p(20), Optional: "null"},
	"present":      {Count: p(20), Optional: "present"},
	"unicode":      {Count: p(20), Text: "unicode"},
	"polls":        {Count: p(20), AfterPolls: 3},
	"polls-states": {Count: p(9), AfterPolls: 1, States: map[string]int{"SUCCESS": 2, "ERROR": 1}},
	"retries":      {Count: p(20), Retries: p(100)},
	"no-retries":   {Count: p(20), Retries: p(0), States: map[string]int{"ERROR": 1, "SUCCESS": 1}},
	"no-questions": {Count: p(20), Questions: &fixtures.Range{}},
	"one-question": {
		Count: p(20), Questions: &fixtures.Range{Min: 1, Max: 1}, States: map[string]int{"PARTIAL_SUCCESS": 1},
	},
	"many-questions": {Count: p(3), Questions: &fixtures.Range{Min: 900, Max: 1000}},
	"at-once": {
		Count: p(10), States: map[string]int{"ERROR": 1},
		Queue: span(0, 0), Run: span(0, 0), Retries: p(0),
	},
	"under-way":  {Count: p(10), Queue: span(0, time.Second), Run: span(time.Hour, 3*time.Hour)},
	"very-slow":  {Count: p(10), Run: span(48*time.Hour, 96*time.Hour), States: map[string]int{"SUCCESS": 1}},
	"no-age":     {Count: p(10), Age: p(fixtures.Duration(0))},
	"young":      {Count: p(10), Age: p(fixtures.Duration(time.Minute))},
	"one-model":  {Count: p(10), Models: []string{"GPT_4"}},
	"instant":    {Count: p(10), Queue: span(0, 0), Run: span(0, 0)},
	"slow-steps": {Sequence: []string{"SUCCESS", "ERROR"}, Run: span(200*time.Hour, 300*time.Hour)},
}

// epochs is different times of clocks.
var epochs = []time.Time{
	epoch,
	time.Date(2024, 2, 29, 23, 59, 59, 999999999, time.UTC),
	time.Date(1999, 12, 31, 23, 59, 59, 0, time.FixedZone("west", -11*3600)),
	time.Date(9000, 1, 1, 0, 0, 0, 0, time.UTC),
}

// instants is times after the epoch at which an execution is checked.
var instants = []time.Duration{
	0, time.Second, 7 * time.Second, 31 * time.Second, time.Minute, 3 * time.Minute,
	time.Hour, 1000 * time.Hour,
}

func TestTenThousandExecutionsKeepTheirPromises(t *testing.T) {
	t.Parallel()
	schema, err := schemas.Default().Schema("EvalDatasetJobRecord")
	require.NoError(t, err)
	var mutex sync.Mutex
	seen := 0
	t.Run("scenario", func(t *testing.T) {
		for name, g := range scenarios {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				n := keepPromises(t, schema, g)
				mutex.Lock()
				defer mutex.Unlock()
				seen += n
			})
		}
	})
	if !t.Failed() {
		require.GreaterOrEqual(t, seen, 10_000)
	}
}

// keepPromises checks the executions of many seeds and counts them.
func keepPromises(t *testing.T, schema *schemas.Schema, g fixtures.Generate) int {
	r := rand.New(rand.NewPCG(1, 2))
	seen := 0
	for world := 0; seen < 360 && world < 200; world++ {
		seed, at := r.Uint64(), epochs[world%len(epochs)]
		dataset := fmt.Sprintf("7c9e6679-7425-40de-944b-%012x", r.Uint64()>>16)
		list := generate.Births(seed, pipeline, dataset, at, g)
		questions := []string{pipeline, dataset, pipeline}
		for nth := range 3 {
			b := generate.StartRequest(seed, pipeline, dataset, nth, at, questions[nth:], nil, nil, g)
			list = append(list, b)
		}
		for _, b := range list {
			seen++
			look := r.IntN(len(instants))
			require.False(t, b.CreatedAt.After(at))
			keepsPromises(t, b, at, func(i int, r execution.Record) {
				if i != look {
					return
				}
				text := r.AppendJSON(nil)
				require.Empty(t, schema.Validate(text), "%s", text)
			})
		}
	}
	return seen
}

// keepsPromises checks one execution at several times.
func keepsPromises(
	t *testing.T, b execution.Birth, from time.Time, each func(int, execution.Record),
) {
	var earlier execution.Record
	for i, instant := range instants {
		now := from.Add(instant)
		r := b.Timeline().At(now)
		if b.Life.PollsPerStep > 0 {
			r = b.Timeline().AtPoll(1 + 2*i)
		}
		if b.Optional != execution.AllNull {
			requireCoherent(t, b, r, now)
			if i > 0 {
				requireFollows(t, r, earlier)
			}
		}
		earlier = r
		each(i, r)
	}
}

func requireCoherent(t require.TestingT, b execution.Birth, r execution.Record, now time.Time) {
	require.False(t, r.UpdatedAt.After(now), "updated later than now: %+v", r)
	require.False(t, r.UpdatedAt.Before(r.CreatedAt))
	require.Equal(t, r.Status.Final(), r.EndedAt != nil)
	require.Equal(t, *r.Attempts > 0, r.StartedAt != nil)
	require.LessOrEqual(t, *r.Attempts, 5)
	if r.StartedAt != nil {
		require.False(t, r.StartedAt.Before(r.CreatedAt))
		require.False(t, r.StartedAt.After(r.UpdatedAt))
	}
	if r.EndedAt != nil {
		require.Equal(t, len(b.Life.Attempts), *r.Attempts)
		require.Equal(t, *r.EndedAt, r.UpdatedAt)
	}
	failed := r.Status == execution.Error || r.Status == execution.PartialSuccess
	require.Equal(t, failed, r.ErrorCode != nil)
	require.Equal(t, failed, r.ErrorMessage != nil)
	if failed {
		require.NotRegexp(t, `\{[a-z]{2,}\}`, *r.ErrorMessage, "a place left empty")
		if _, after, found := strings.Cut(*r.ErrorMessage, "gave up after "); found {
			require.True(t, strings.HasPrefix(after, fmt.Sprint(*r.Attempts)), *r.ErrorMessage)
		}
	}
	for _, placeholder := range []string{"{context_str}", "{query_str}"} {
		require.Contains(t, r.Parameters.Prompt, placeholder)
	}
}

func requireFollows(t *testing.T, later, earlier execution.Record) {
	require.False(t, later.UpdatedAt.Before(earlier.UpdatedAt))
	require.GreaterOrEqual(t, *later.Attempts, *earlier.Attempts)
	if earlier.Status.Final() {
		require.Equal(t, earlier, later, "moved after its end")
	}
	if earlier.StartedAt != nil {
		require.False(t, later.StartedAt.Before(*earlier.StartedAt))
	}
}
