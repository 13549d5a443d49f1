package lifecycle

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"time"
)

// Wanted describes the resources that a collection has when nobody has created any.
type Wanted struct {
	// Seed is the collection's own.
	Seed uint64
	// Epoch is the time at which the collection is as described.
	Epoch time.Time
	// Params are the path parameters that name it.
	Params map[string]string
	// Count is how many there are; nil for 0 to 30 by chance.
	Count    *int
	Settings Settings
	// Sequence is the states of the first ones, oldest first; without Count, it also is
	// how many there are.
	Sequence []string
}

// MaxCount is the most resources that a collection is generated with.
const MaxCount = 10_000

// Collection returns the resources of a collection, oldest first; none is created after
// the epoch. Most have ended long ago and the newest are in progress, so that they change
// within seconds. If the settings or the sequence choose states, each is old enough to
// have reached its own.
func (p *Plan) Collection(w Wanted) []Birth {
	chance := chanceOf(w.Seed, countStream)
	w.Settings = p.known(w.Settings)
	w.Sequence = slices.DeleteFunc(slices.Clone(w.Sequence), func(state string) bool { return p.State(state) == nil })
	count := 0
	switch {
	case w.Count != nil:
		count = min(max(*w.Count, 0), MaxCount)
	case len(w.Sequence) > 0:
		count = min(len(w.Sequence), MaxCount)
	case chance.IntN(10) > 0: // one in ten collections is empty
		count = 1 + chance.IntN(30)
	}
	births := make([]Birth, 0, count)
	epoch := w.Epoch.Round(0).UTC().Truncate(time.Millisecond)
	taken := map[string]bool{}
	for i := range count {
		b := p.aged(w, i, count, epoch)
		for n := uint64(1); taken[b.ID]; n++ {
			if b.ID = p.NewID(b.Seed + n); n > 100 {
				break // the form has fewer ids than there are resources
			}
		}
		taken[b.ID] = true
		births = append(births, b)
	}
	slices.SortStableFunc(births, func(a, b Birth) int {
		return cmp.Or(a.CreatedAt.Compare(b.CreatedAt), cmp.Compare(a.ID, b.ID))
	})
	return births
}

// oldest is the age of the oldest resources.
const oldest = 30 * 24 * time.Hour

// aged draws the ith resource, with i counted from the oldest.
func (p *Plan) aged(w Wanted, i, count int, epoch time.Time) Birth {
	seed := SeedOf(w.Seed, uint64(i))
	settings := w.Settings
	if i < len(w.Sequence) {
		settings.Final, settings.Weights = w.Sequence[i], nil
	}
	chance := chanceOf(seed, ageStream)
	if !p.Jobs() && !settings.Chosen() && len(p.states) > 0 {
		settings.Weights = p.mix()
	}
	b := Draw(p, seed, p.NewID(seed), epoch, nil, w.Params, settings)
	length := lengthOf(b.Path)
	age := spread(chance, i, count)
	switch moving := p.Jobs() && !settings.Chosen() && i >= count-max(1, count/5); {
	case moving && length > 0:
		// It is somewhere on its way.
		age = time.Duration(chance.Int64N(int64(length)))
	case age < length+time.Second:
		age = length + time.Second + age/1000
	}
	b.CreatedAt = epoch.Add(-age).Truncate(time.Millisecond)
	return b
}

// mix are the states of resources that others move: some of each.
func (p *Plan) mix() map[string]int {
	out := map[string]int{}
	for i, s := range p.states {
		out[s.Name] = 2
		if i == p.first() {
			out[s.Name] = 3
		}
	}
	return out
}

// spread descends from the oldest age, faster than linear: most resources are of the last
// days.
func spread(chance *rand.Rand, i, count int) time.Duration {
	part := (float64(count-i) - chance.Float64()) / float64(count)
	return time.Duration(part * part * float64(oldest))
}

func lengthOf(path []Stay) time.Duration {
	var total time.Duration
	for _, s := range path[:max(len(path)-1, 0)] {
		total += bounded(s.For)
	}
	return total
}

// SeedOf derives a seed from another and a number (splitmix64).
func SeedOf(seed, n uint64) uint64 {
	z := seed + (n+1)*0x9e3779b97f4a7c15
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}
