package observation

import (
	"encoding/json"
	"math"
	"strings"
	"time"
)

// UnreadTime is a time that no rule can use, though it keeps its schema.
type UnreadTime struct {
	Pointer, Text string
}

// maxUnreadTimes bounds how many of them one body brings.
const maxUnreadTimes = 100

// readTimes notes the times of a record that cannot be read.
func (r *Reading) readTimes(record Record) {
	for _, at := range r.Jobs.Times() {
		text, ok := record.Text(at)
		if _, read := record.Time(at); ok && !read && len(r.UnreadTimes) < maxUnreadTimes {
			r.UnreadTimes = append(r.UnreadTimes, UnreadTime{record.Pointer + at, text})
		}
	}
}

// ParseTime reads an instant in any spelling of RFC 3339 (section 5.6): t and z in
// either case, a space in place of the t, any number of fraction digits (those after
// the ninth are dropped), and a leap second, which is taken for the second after it.
func ParseTime(s string) (time.Time, bool) {
	const day, clock = len("2006-01-02"), len("2006-01-02T15:04:05")
	s = strings.ToUpper(s) // which may shorten it: an ı of two bytes becomes an I
	if len(s) < clock {
		return time.Time{}, false
	}
	if s[day] == ' ' {
		s = s[:day] + "T" + s[day+1:]
	}
	leap := s[clock-2:clock] == "60"
	if leap {
		s = s[:clock-2] + "59" + s[clock:]
	}
	t, err := time.Parse(time.RFC3339Nano, s)
	if leap {
		t = t.Add(time.Second)
	}
	return t, err == nil
}

// ofDigits reads a text of ten or thirteen digits: seconds or milliseconds since 1970.
func ofDigits(s string) (time.Time, bool) {
	if len(s) != 10 && len(s) != 13 || strings.ContainsFunc(s, func(c rune) bool { return c < '0' || c > '9' }) {
		return time.Time{}, false
	}
	return ofEpoch(json.Number(s))
}

// ofEpoch reads a number of seconds since 1970, or of milliseconds: no job of the next
// thousand years has so many seconds.
func ofEpoch(n json.Number) (time.Time, bool) {
	const milliseconds = 1e11
	seconds, err := n.Float64()
	if err != nil || math.Abs(seconds) >= milliseconds*1000 {
		return time.Time{}, false
	}
	if math.Abs(seconds) >= milliseconds {
		seconds /= 1000
	}
	whole, part := math.Modf(seconds)
	return time.Unix(int64(whole), int64(part*1e9)), true
}
