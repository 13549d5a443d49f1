package probe

import (
	"math/rand/v2"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
)

// drawn is how many random ids a run sends.
const drawn = 16

// drawnProbes send random ids, each a UUID with one to three mistakes. The same seed
// gives the same ids.
func drawnProbes(c Config, h *Learned) []exchange.Probe {
	r := rand.New(rand.NewPCG(c.Seed, 0x1d5))
	good := h.inputs(c.Datasets[0])
	var probes []exchange.Probe
	for len(probes) < drawn {
		id := invalidUUID(r)
		if MalformedIDs(id) {
			probes = append(probes, inputPlaces[r.IntN(len(inputPlaces))].put("drawn",
				"an id that is not a UUID is refused", exchange.Refused, good, id))
		}
	}
	return probes
}

const (
	hexDigits = "0123456789abcdef"
	noDigits  = "ghijklmnopqrstuvwyzGHIKLMNOPQRSTVWYZ!~*:;,@"
)

func invalidUUID(r *rand.Rand) string {
	id := make([]byte, 0, 48)
	for _, c := range []byte("xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx") {
		if c == 'x' {
			c = hexDigits[r.IntN(len(hexDigits))]
		}
		id = append(id, c)
	}
	for left := 1 + r.IntN(3); left > 0 && len(id) > 0; left-- {
		at := r.IntN(len(id))
		switch r.IntN(5) {
		case 0:
			id[at] = noDigits[r.IntN(len(noDigits))]
		case 1:
			id = append(id[:at], id[at+1:]...)
		case 2:
			id = append(id[:at], append([]byte{hexDigits[r.IntN(16)]}, id[at:]...)...)
		case 3:
			id = id[:at+1]
		case 4:
			id = append(id, id[at:]...)
		}
	}
	return string(id)
}

// MalformedIDs reports whether no parser, however lenient, accepts the id as a UUID: it
// is not 32 hex digits even without the characters that some parsers ignore.
func MalformedIDs(id string) bool {
	if id == "" || id == "result" || strings.Trim(id, ".") == "" {
		return false
	}
	bare := strings.NewReplacer("urn:", "", "uuid:", "", "{", "", "}", "", "-", "", "_", "", " ", "").Replace(id)
	_, ok := exchange.CanonicalUUID(bare)
	return !ok
}
