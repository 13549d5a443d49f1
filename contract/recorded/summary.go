package recorded

import (
	"fmt"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/schemas/display"
)

// Summary is what became of what the file holds.
type Summary struct {
	form       string // what the file is taken as, in words
	entries    int    // all there are
	Judged     int
	foreign    int      // about something else than this API
	unkept     int      // requests whose answer was not kept
	bodiless   int      // answers whose body was not kept whole
	headless   int      // answers whose header fields were not kept
	unpacked   []string // what was undone before it could be read
	otherHosts int      // entries that cannot be made out
	example    string   // of a strange one
	note       string   // what to say besides
}

// Notes say what was taken for what.
func (t Summary) Notes(file string) []string {
	if t.form == "" {
		return nil
	}
	first := file + " is taken as " + t.form
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
		{t.foreign, "about something else than this API"}, {t.unkept, "without a response"},
		{t.otherHosts, "not to be made out (" + t.example + ")"},
	} {
		if left.n > 0 {
			notes = append(notes, fmt.Sprintf("%s left out: %s", entriesOf(left.n), left.what))
		}
	}
	if t.bodiless > 0 {
		notes = append(notes,
			exchange.Count(t.bodiless, "response")+" saved without a whole body: only the status was examined")
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

// odd counts an entry that cannot be made out.
func (t *Summary) odd(where string, err error) {
	if t.otherHosts == 0 {
		t.example = display.Excerpt(fmt.Sprintf("%s: %v", where, err), exchange.ExcerptLength)
	}
	t.otherHosts++
}
