package rule

import (
	"fmt"
	"maps"
	"slices"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
	"github.com/ringer-api/ringer/schemas/display"
)

// unread counts what of the responses could not be read: bodies, by Content-Encoding,
// and times.
type unread struct {
	codings   map[string]int
	times     int                    // each as often as it was seen
	firstTime observation.UnreadTime // the first of them
	in        string                 // the operation whose response has it
}

// maxCodings limits how many encodings are counted separately.
const maxCodings = 10

func (u *unread) see(x *exchange.Exchange) {
	if x.Origin.Coding == "" {
		return
	}
	if u.codings == nil {
		u.codings = map[string]int{}
	}
	if _, known := u.codings[x.Origin.Coding]; known || len(u.codings) < maxCodings {
		u.codings[x.Origin.Coding]++
	}
}

// seeTimes notes the times in a body that are not in RFC 3339.
func (u *unread) seeTimes(x *observation.Observation, secrets exchange.Redactor) {
	if all := x.Reading.UnreadTimes; u.times == 0 && len(all) > 0 {
		u.firstTime, u.in = all[0], x.Probe.Operation
		u.firstTime.Text = x.HideIn(secrets).Value(u.firstTime.Pointer, u.firstTime.Text)
	}
	u.times += len(x.Reading.UnreadTimes)
}

// notes returns a note for each encoding, and one for all times.
func (u unread) notes() (all []string) {
	for _, coding := range slices.Sorted(maps.Keys(u.codings)) {
		have := "have"
		if u.codings[coding] == 1 {
			have = "has"
		}
		all = append(all, fmt.Sprintf("%s %s Content-Encoding %q, which the request accepts but the check cannot decode: "+
			"only the status was checked", exchange.Count(u.codings[coding], "response"), have, display.Excerpt(coding, 40)))
	}
	if u.times > 0 {
		all = append(all, fmt.Sprintf("%s could not be read, such as %q at %s of %s: rules about times skip them; "+
			"they should be in the form of RFC 3339, such as 2026-11-28T10:00:00Z", exchange.Count(u.times, "time"),
			display.Excerpt(u.firstTime.Text, 40), u.firstTime.Pointer, u.in))
	}
	return all
}
