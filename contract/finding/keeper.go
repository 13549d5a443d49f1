package finding

import "github.com/ringer-api/ringer/contract/exchange"

// Keeper keeps the exchanges that findings show, without their secrets. One that several
// findings show is kept once, and the size of all together is limited: of later ones, only
// the beginning of a body is kept.
type Keeper struct {
	of, kept *exchange.Exchange
	held     int
}

// maxFoundBytes is how many bytes of bodies the findings of a run keep.
const maxFoundBytes = 96 << 20

// Keep returns the exchange as a finding shows it.
func (k *Keeper) Keep(x *exchange.Exchange, hide exchange.Redactor) *exchange.Exchange {
	if k.of == x {
		return k.kept
	}
	size := 0
	if x.Response != nil {
		size = len(x.Response.Body)
		if len(x.Response.Content) != size {
			size += len(x.Response.Content)
		}
	}
	shown := x
	if k.held+size > maxFoundBytes {
		shown, size = x.Slim(), 4096
	}
	k.held += size
	k.of, k.kept = x, shown.Redacted(hide)
	return k.kept
}
