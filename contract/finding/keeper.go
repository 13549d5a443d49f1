package finding

import "github.com/ringer-api/ringer/contract/exchange"

// Keeper holds the exchanges that findings show, without their secrets. One that
// several findings show is held once, and all of them together hold a bounded
// number of bytes: of later ones, only the beginning of a body stays.
type Keeper struct {
	of, kept *exchange.Exchange
	held     int
}

// maxFoundBytes is how many bytes of bodies the findings of a run hold.
const maxFoundBytes = 96 << 20

// Keep is the exchange as a finding shows it.
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
