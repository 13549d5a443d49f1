package recorded

import (
	"fmt"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/schemas/display"
)

// Summary counts what a file contains.
type Summary struct {
	form       string   // what the file is read as, for people
	entries    int      // number of all entries
	Judged     int      // those passed to the listener
	foreign    int      // entries for something else than this API
	unkept     int      // requests without a recorded response
	bodiless   int      // responses whose body was not recorded completely
	headless   int      // responses whose header fields were not recorded
	unpacked   []string // compressions and encodings that were decoded first
	otherHosts int      // entries that cannot be read
	example    string   // why the first of them cannot be read
	note       string   // a further note
}

// Notes returns how the file was read, and what was left out. file is its name.
func (t Summary) Notes(file string) []string {
	if t.form == "" {
		return nil
	}
	first := file + " was read as " + t.form
	if t.entries > 1 || t.Judged != t.entries {
		first += fmt.Sprintf("; %d of %s checked", t.Judged, entriesOf(t.entries))
	}
	if len(t.unpacked) > 0 {
		first += "; it was " + strings.Join(t.unpacked, ", then ")
	}
	notes := []string{first}
	for _, left := range []struct {
		n    int
		what string
	}{
		{t.foreign, "not for this API"}, {t.unkept, "without a response"},
		{t.otherHosts, "not readable (" + t.example + ")"},
	} {
		if left.n > 0 {
			notes = append(notes, fmt.Sprintf("%s left out: %s", entriesOf(left.n), left.what))
		}
	}
	if t.bodiless > 0 {
		notes = append(notes,
			exchange.Count(t.bodiless, "response")+" saved without a complete body: only the status was checked")
	}
	if t.headless > 0 {
		notes = append(notes,
			exchange.Count(t.headless, "response")+" saved without header fields: rules about headers were skipped")
	}
	if t.note != "" {
		notes = append(notes, t.note)
	}
	return notes
}

func entriesOf(n int) string {
	if n == 1 {
		return "1 entry"
	}
	return fmt.Sprintf("%d entries", n)
}

// odd counts an entry that cannot be read.
func (t *Summary) odd(where string, err error) {
	if t.otherHosts == 0 {
		t.example = display.Excerpt(fmt.Sprintf("%s: %v", where, err), exchange.ExcerptLength)
	}
	t.otherHosts++
}
