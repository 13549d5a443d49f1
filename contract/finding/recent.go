package finding

import (
	"slices"

	"github.com/ringer-api/ringer/contract/exchange"
)

// Recent keeps the latest successful response to each request, so that a finding about
// several responses can show the others. Its size is limited.
type Recent struct {
	// Collection returns which collection of jobs the inputs of a request for an operation
	// name; false when they name none.
	Collection func(operation string, in exchange.Inputs) (string, bool)
	exchanges  []*exchange.Exchange
}

const (
	maxRecent     = 32
	maxRecentBody = 256 << 10
)

// Add keeps an exchange if it was successful and its body is not too long.
func (r *Recent) Add(x *exchange.Exchange) {
	if x.Probe.Expect.Kind != exchange.Served || !exchange.Success(x.Status()) || len(x.Response.Content) > maxRecentBody {
		return
	}
	r.exchanges = slices.DeleteFunc(r.exchanges, func(o *exchange.Exchange) bool {
		return o.Probe.Operation == x.Probe.Operation && slices.Equal(o.Probe.Inputs, x.Probe.Inputs)
	})
	if len(r.exchanges) == maxRecent {
		r.exchanges = r.exchanges[1:]
	}
	r.exchanges = append(r.exchanges, x)
}

// Before returns the kept exchanges about the same collection of jobs, oldest first, with their
// secrets replaced.
func (r *Recent) Before(x *exchange.Exchange, hide exchange.Redactor) []*exchange.Exchange {
	var before []*exchange.Exchange
	collection, ok := r.Collection(x.Probe.Operation, x.Probe.Inputs)
	for _, o := range r.exchanges {
		if c, also := r.Collection(o.Probe.Operation, o.Probe.Inputs); ok && also && c == collection && o != x {
			before = append(before, o.Redacted(o.HideIn(hide)))
		}
	}
	return before
}
