package probe

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
)

// drawn is how many random ids a run sends.
const drawn = 16

// drawnProbes send random ids, each a UUID with one to three mistakes. The same seed
// gives the same ids.
func drawnProbes(c Config, h *Learned) []exchange.Probe {
	r := rand.New(rand.NewPCG(c.Seed, 0x1d5))
	good := h.inputs(c.Collections[0])
	places := c.inputPlaces(observation.Form.UUID)
	var probes []exchange.Probe
	for len(probes) < drawn && len(places) > 0 {
		id := invalidUUID(r)
		if c.Malformed(places[0].name, id) {
			probes = append(probes, c.put(places[r.IntN(len(places))], "drawn",
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

// Malformed reports whether no parser, however lenient, accepts the id as a value of a path
// parameter, and no documented path has it as a step: a UUID is 32 hex digits even without
// the characters that some parsers ignore.
func (c Config) Malformed(parameter, id string) bool {
	if id == "" || slices.Contains(c.Steps, id) || strings.Trim(id, ".") == "" {
		return false
	}
	p, _ := c.Jobs.Parameter(parameter)
	if p.Form.Integer() {
		_, err := strconv.ParseFloat(strings.TrimSpace(id), 64)
		return err != nil
	}
	bare := strings.NewReplacer("urn:", "", "uuid:", "", "{", "", "}", "", "-", "", "_", "", " ", "").Replace(id)
	_, ok := exchange.CanonicalUUID(bare)
	return !ok
}
