package jobs

import (
	"slices"
	"strings"
)

// Knows tells the words that inference looks for in names, so that the test
// that renames everything leaves them.
func Knows() map[string]bool {
	known := map[string]bool{}
	for _, words := range vocabulary {
		for _, w := range strings.Fields(words) {
			known[w] = true
		}
	}
	for w := range moment {
		known[w] = true
	}
	for _, o := range occasions {
		for _, w := range strings.Fields(o.words) {
			known[w] = true
		}
	}
	// A time may be called after a state.
	for phrase := range newDictionary() {
		for _, w := range strings.Fields(phrase) {
			known[w] = true
		}
	}
	return known
}

// Parts is parts, for the same test.
func Parts(name string) []string { return parts(name) }

// Words gives every word of every line of the table, with its source.
func Words() map[string]string {
	out := map[string]string{}
	for _, l := range lines() {
		for _, w := range strings.Split(l.words, ", ") {
			out[w] = l.source
		}
	}
	return out
}

// Keys are all keys that an overlay may have: of a job, of its operations, of a state.
func Keys() []string {
	out := slices.Concat(keys(), detailKeys("list"), detailKeys("create"), stateKeys())
	for _, l := range (&Resource{}).lists() {
		out = append(out, l.key)
	}
	return slices.DeleteFunc(out, func(k string) bool { return k == "operation" || k == "record" })
}
