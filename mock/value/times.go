package value

import (
	"slices"
	"strings"
	"time"
)

// moments are the words of the names of times, in the order in which the times come. A
// record's times are after its beginning by as much as its place in the table says.
var moments = []struct {
	words  string
	after  time.Duration // after the record began, at least
	spread time.Duration // and up to as much later
}{
	{"created creation submitted registered inserted added requested uploaded joined opened issued ordered posted", 0, time.Second},
	{"queued enqueued validating scheduled accepted approved", 2 * time.Second, 3 * time.Second},
	{"started start begin began starting launched running processing progress", 10 * time.Second, 30 * time.Second},
	{"finalizing cancelling canceling ending", 10 * time.Minute, time.Minute},
	{"completed complete finished finish ended end done failed succeeded cancelled canceled stopped closed resolved", 15 * time.Minute, 20 * time.Minute},
	{"updated update modified changed edited last seen used active activity synced published delivered sent", 40 * time.Minute, 20 * time.Minute},
	{"expires expire expired expiry expiration due next until renewal renews deadline valid", 0, 0},
}

const future = 6 // the line of moments that are after now

// rankOf returns the line of moments that a name belongs to; -1 if none.
func rankOf(phrase string) int {
	list := strings.Fields(phrase)
	if slices.Contains(list, "before") || slices.Contains(list, "since") || slices.Contains(list, "from") {
		return 0
	}
	for i := len(moments) - 1; i >= 0; i-- {
		for _, word := range strings.Fields(moments[i].words) {
			if slices.Contains(list, word) {
				return i
			}
		}
	}
	return -1
}

// moment is the time that a name means.
func (w words) moment() time.Time {
	return momentOf(w.draw, rankOf(w.at.phrase), w.at.born, w.now)
}

func momentOf(d draw, rank int, born, now time.Time) time.Time {
	if rank == future {
		return now.Add(time.Duration(d.between(1, 30*24)) * time.Hour).Truncate(time.Second).UTC()
	}
	line := moments[max(rank, 0)]
	t := born.Add(line.after + time.Duration(d.Int64N(int64(line.spread)+1))).Truncate(time.Second)
	if t.After(now) {
		t = now
	}
	return t.Truncate(time.Second).UTC()
}

// isTime reports whether a name is that of an instant.
func isTime(phrase string) bool {
	list := strings.Fields(phrase)
	if len(list) == 0 {
		return false
	}
	last := list[len(list)-1]
	switch last {
	case "timestamp", "datetime", "ts":
		return true
	case "at", "on", "since":
		return len(list) > 1
	case "date", "time":
		return len(list) == 1 || rankOf(phrase) >= 0
	case "created", "modified", "updated", "expires", "expiry":
		return true
	}
	return len(list) > 1 && list[0] == "date" && rankOf(phrase) >= 0
}
