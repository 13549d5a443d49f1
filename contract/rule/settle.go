package rule

import (
	"time"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
)

// minMissing is how often something must be missing until that is a finding, where nobody
// knows how much time has passed, as in a file without times.
const minMissing = 4

// settled reports whether something that should be there since one exchange, and was
// missing so often until another, is not only late.
func (r *Recorder) settled(since, until *exchange.Exchange, missing int) bool {
	if since.Began.IsZero() || until.Began.IsZero() {
		return missing >= minMissing
	}
	return until.Began.Sub(since.Began.Add(since.Took)) >= r.rule.settle
}

// fresh reports whether a job was created only moments before a response, by the
// service's clock, so that other parts of the service may not know it yet.
func (r *Recorder) fresh(x *exchange.Exchange, record observation.Record) bool {
	created, ok := record.Time(record.Jobs.Created)
	return ok && x.When().Sub(created) < r.rule.settle
}

// within reports whether two responses are no further apart than something may be late.
func (r *Recorder) within(x, y *exchange.Exchange) bool {
	return y.When().Sub(x.When()) <= r.rule.settle
}

// defaultSettle is Options.Settle unless it is set.
const defaultSettle = 5 * time.Second
