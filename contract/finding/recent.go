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
	return r.about(x, hide, func(string) bool { return true })
}

// Beside returns those of them that are responses to operations for which the condition holds.
func (r *Recent) Beside(x *exchange.Exchange, hide exchange.Redactor, concerns func(operation string) bool) []*exchange.Exchange {
	return r.about(x, hide, concerns)
}

func (r *Recent) about(x *exchange.Exchange, hide exchange.Redactor, concerns func(operation string) bool) (all []*exchange.Exchange) {
	collection, ok := r.Collection(x.Probe.Operation, x.Probe.Inputs)
	if !ok {
		return nil
	}
	for _, o := range r.exchanges {
		if c, also := r.Collection(o.Probe.Operation, o.Probe.Inputs); also && c == collection && o != x && concerns(o.Probe.Operation) {
			all = append(all, o.Redacted(o.HideIn(hide)))
		}
	}
	return all
}
