package generate

import (
	"math/rand/v2"
	"time"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/llamacloud/execution"
	"github.com/ringer-api/ringer/mock/random"
)

// motion is how far an execution has progressed at the epoch.
type motion int

const (
	resting motion = iota // as its age determines
	soon                  // about to end
	fresh                 // just created
	later                 // not about to end
)

// moving returns how far the ith execution has progressed. The first drawn is about to
// end, so that even a dataset of one changes soon.
func (d *dataset) moving(i int) motion {
	if d.settled {
		return resting
	}
	switch i {
	case 0:
		return soon
	case 3:
		return fresh
	case 6:
		return later
	}
	return resting
}

// age returns how long before the epoch the ith execution was created.
func (d *dataset) age(r *rand.Rand, i int, m motion, life *execution.Life) time.Duration {
	switch m {
	case soon:
		return d.underWay(life, random.Within(r, fixtures.Span{Min: 10 * time.Second, Max: 40 * time.Second}))
	case later:
		return d.underWay(life, random.Within(r, fixtures.Span{Min: 45 * time.Second, Max: 2 * time.Minute}))
	case fresh:
		age := random.Within(r, fixtures.Span{Min: 500 * time.Millisecond, Max: 3 * time.Second})
		return min(age, total(life)/2, d.settings.age()).Truncate(time.Microsecond)
	}
	place := d.place(r, i)
	age := time.Duration(place * float64(d.reach())).Truncate(time.Microsecond)
	if d.settled {
		age = max(age, total(life)+random.Within(r, fixtures.Span{Min: time.Second, Max: margin}))
	}
	return age
}

// margin is the maximum time since the end of a settled execution that would otherwise be
// too young to have ended.
const margin = time.Minute

// reach returns the age of the oldest executions. A sequence is in the older half of it,
// all of which must be older than the longest lifecycle.
func (d *dataset) reach() time.Duration {
	if len(d.Sequence) == 0 {
		return d.settings.age()
	}
	return max(d.settings.age(), 2*(d.longest()+margin))
}

// underWay returns the age of an execution that ends that long after the epoch. A job
// that is too short for that runs longer, unless the settings contain how long it runs.
func (d *dataset) underWay(life *execution.Life, left time.Duration) time.Duration {
	lasts := total(life)
	if short := left + 3*time.Second - lasts; short > 0 && d.Run == nil && d.Queue == nil {
		life.Attempts[len(life.Attempts)-1].Run += short
		lasts += short
	}
	left = min(left, lasts*9/10)
	return min(lasts-left, d.settings.age()).Truncate(time.Microsecond)
}

// place returns the position of an execution between the epoch, 0, and the oldest, 1. The
// places of a sequence descend through the older half; the others are spread evenly,
// however many there are (a van der Corput sequence, shifted).
func (d *dataset) place(r *rand.Rand, i int) float64 {
	jitter := r.Float64()
	if n := len(d.Sequence); i < n {
		return 1 - 0.5*(float64(i)+0.9*jitter)/float64(n)
	}
	place := halves(i+1) + d.shift + 0.02*jitter
	place -= float64(int(place))
	if len(d.Sequence) > 0 {
		return place / 2
	}
	return place
}

// halves returns 1/2, 1/4, 3/4, 1/8, 5/8, ... for 1, 2, 3, 4, 5, ...
func halves(n int) float64 {
	sum, digit := 0.0, 0.5
	for ; n > 0; n, digit = n/2, digit/2 {
		sum += digit * float64(n%2)
	}
	return sum
}
