package lifecycle_test

import (
	"regexp"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/ringer-api/ringer/mock/lifecycle"
	"github.com/ringer-api/ringer/schemas/jobs"
)

func TestACollectionHasOldJobsAndSomeInProgress(t *testing.T) {
	t.Parallel()
	p := lifecycle.New(batch(), described(t))
	sizes := map[int]bool{}
	for seed := range uint64(60) {
		w := lifecycle.Wanted{Seed: seed, Epoch: noon, Params: map[string]string{"team": "red"}}
		births := p.Collection(w)
		assert.Equal(t, births, p.Collection(w))
		sizes[len(births)] = true
		assert.LessOrEqual(t, len(births), 30)
		ids := map[string]bool{}
		over := 0
		for i := range births {
			b := &births[i]
			ids[b.ID] = true
			assert.Regexp(t, `^batch_[a-z0-9]{24}$`, b.ID)
			assert.False(t, b.CreatedAt.After(noon))
			if i > 0 {
				assert.False(t, b.CreatedAt.Before(births[i-1].CreatedAt), "oldest first")
			}
			if at, final := p.Timeline(b).FinalAt(); final && !at.After(noon) {
				over++
			}
		}
		assert.Len(t, ids, len(births))
		if len(births) > 4 {
			assert.Less(t, over, len(births), "the newest are in progress")
			assert.Greater(t, over, len(births)/2, "most have ended")
		}
	}
	assert.Greater(t, len(sizes), 10)
}

func TestACollectionHasReachedTheStatesOfItsSettings(t *testing.T) {
	t.Parallel()
	d := described(t)
	for _, r := range all() {
		p := lifecycle.New(r, d)
		var sequence []string
		for _, s := range r.States {
			sequence = append(sequence, s.Name)
		}
		births := p.Collection(lifecycle.Wanted{Seed: 1, Epoch: noon, Sequence: sequence})
		var seen []string
		for i := range births {
			seen = append(seen, p.Timeline(&births[i]).At(noon).State)
		}
		assert.Equal(t, sequence, seen, r.Name)

		count := 40
		last := r.States[len(r.States)-1].Name
		births = p.Collection(lifecycle.Wanted{Seed: 1, Epoch: noon, Count: &count, Settings: lifecycle.Settings{Weights: map[string]int{last: 1}}})
		assert.Len(t, births, 40)
		for i := range births {
			assert.Equal(t, last, p.Timeline(&births[i]).At(noon).State)
		}
	}
}

func TestResourcesThatOthersMoveAreInAllStates(t *testing.T) {
	t.Parallel()
	p := lifecycle.New(order(), described(t))
	count := 60
	states := map[string]int{}
	for _, b := range p.Collection(lifecycle.Wanted{Seed: 1, Epoch: noon, Count: &count}) {
		states[p.Timeline(&b).At(noon).State]++
		_, more := p.Timeline(&b).Next(noon)
		assert.False(t, more, "nothing moves without others")
	}
	assert.Len(t, states, 4)
}

func TestFormsOfIDs(t *testing.T) {
	t.Parallel()
	for like, form := range map[string]string{
		"uuid":      `^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`,
		"integer":   `^[1-9][0-9]+$`,
		"a_{3}b":    `^a_[a-z0-9]{3}b$`,
		"plain":     `^plain$`,
		"x{999999}": `^x[a-z0-9]{200}$`,
		"x{y}":      `^x\{y\}$`,
		"":          `^[a-z0-9]{24}$`,
	} {
		p := lifecycle.New(&jobs.Resource{ID: &jobs.ID{At: "/id", Like: like}}, nil)
		for seed := range uint64(20) {
			assert.Regexp(t, regexp.MustCompile(form), p.NewID(seed), like)
		}
	}
	schema := video()
	schema.ID.Like = ""
	assert.Regexp(t, `^[0-9]+$`, lifecycle.New(schema, described(t)).NewID(1), "the schema says integer")
}

func TestCountsAreBounded(t *testing.T) {
	t.Parallel()
	p := lifecycle.New(&jobs.Resource{ID: &jobs.ID{Like: "only"}}, nil)
	count := 1 << 40
	births := p.Collection(lifecycle.Wanted{Epoch: noon, Count: &count})
	assert.Len(t, births, lifecycle.MaxCount)
	assert.True(t, births[0].CreatedAt.After(noon.Add(-100*24*time.Hour)))
	count = -1
	assert.Empty(t, p.Collection(lifecycle.Wanted{Epoch: noon, Count: &count}))
}
