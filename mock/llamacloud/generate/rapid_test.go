package generate_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/llamacloud/execution"
	"github.com/ringer-api/ringer/mock/llamacloud/generate"
)

var anySpan = rapid.Custom(func(t *rapid.T) fixtures.Span {
	year := rapid.Int64Range(0, int64(365*24*time.Hour))
	a, b := year.Draw(t, "min"), year.Draw(t, "max")
	return fixtures.Span{Min: time.Duration(min(a, b)), Max: time.Duration(max(a, b))}
})

// anyKnobs draws any settings of a scenario file, except for the number of executions.
var anyKnobs = rapid.Custom(func(t *rapid.T) fixtures.Generate {
	status := rapid.SampledFrom(fixtures.Default().States())
	questions := rapid.Custom(func(t *rapid.T) fixtures.Range {
		a, b := rapid.IntRange(0, 40).Draw(t, "a"), rapid.IntRange(0, 40).Draw(t, "b")
		return fixtures.Range{Min: min(a, b), Max: max(a, b)}
	})
	age := rapid.Custom(func(t *rapid.T) fixtures.Duration {
		most := int64(20 * 365 * 24 * time.Hour)
		return fixtures.Duration(rapid.Int64Range(0, most).Draw(t, "age"))
	})
	return fixtures.Generate{
		Count:      rapid.Ptr(rapid.IntRange(0, 12), true).Draw(t, "count"),
		States:     rapid.MapOfN(status, rapid.IntRange(0, 1000), 0, 4).Draw(t, "states"),
		Sequence:   rapid.SliceOfN(status, 0, 5).Draw(t, "sequence"),
		Queue:      rapid.Ptr(anySpan, true).Draw(t, "queue"),
		Run:        rapid.Ptr(anySpan, true).Draw(t, "run"),
		Age:        rapid.Ptr(age, true).Draw(t, "age"),
		Optional:   rapid.SampledFrom([]string{"", "null", "present"}).Draw(t, "optional"),
		Retries:    rapid.Ptr(rapid.IntRange(0, 100), true).Draw(t, "retries"),
		Questions:  rapid.Ptr(questions, true).Draw(t, "questions"),
		Text:       rapid.SampledFrom([]string{"", "unicode"}).Draw(t, "text"),
		AfterPolls: rapid.IntRange(0, 3).Draw(t, "after polls"),
	}
})

func TestAnyKnobsMakeCoherentExecutions(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		g := anyKnobs.Draw(rt, "knobs")
		seed := rapid.Uint64().Draw(rt, "seed")
		list := generate.Births(seed, pipeline, dataset, epoch, g)
		if g.Count != nil {
			require.Len(rt, list, *g.Count)
		}
		list = append(list, generate.StartRequest(seed, pipeline, dataset, 1, epoch, nil, nil, nil, g))
		for _, b := range list {
			require.False(rt, b.CreatedAt.After(epoch))
			r := b.Timeline().At(epoch)
			if b.Optional != execution.AllNull {
				requireCoherent(rt, b, r, epoch)
			}
			generate.Results(seed, b, b.Timeline().AtPoll(1000))
		}
	})
}

func TestAnySequenceShowsAtTheEpoch(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		g := anyKnobs.Draw(rt, "knobs")
		g.AfterPolls = 0
		list := generate.Births(rapid.Uint64().Draw(rt, "seed"), pipeline, dataset, epoch, g)
		for i, b := range list[:min(len(list), len(g.Sequence))] {
			require.Equal(rt, g.Sequence[i], string(b.Timeline().At(epoch).Status))
		}
	})
}
