package fault

import (
	"math/rand/v2"
	"strings"
)

// maxCombined is how many faults may be combined.
const maxCombined = 16

// All is several faults, which are applied to a response one after the other.
type All []Fault

// Apply applies every fault, each with its own random source, so that what one draws
// does not change what the next one does. The outcome is applied if any of theirs is,
// and skipped if all of theirs are.
func (all All) Apply(a *Response, d Draw) Outcome {
	whole := Outcome{Skipped: true}
	notes := make([]string, len(all))
	for i, f := range all {
		own := d
		own.Rand = rand.New(rand.NewPCG(d.Rand.Uint64(), d.Rand.Uint64()))
		o := f.Apply(a, own)
		whole.Applied = whole.Applied || o.Applied
		whole.Skipped = whole.Skipped && o.Skipped
		notes[i] = o.Note
	}
	whole.Note = strings.Join(notes, "; ")
	return whole
}

func (all All) String() string {
	texts := make([]string, len(all))
	for i, f := range all {
		texts[i] = f.String()
	}
	return strings.Join(texts, "+")
}
