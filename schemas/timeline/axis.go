package timeline

import "time"

// axis converts times to pixels.
type axis struct {
	from, to    time.Time
	left, right float64
}

// x is the place of a time, at an end of the axis if it is beyond that.
func (a axis) x(at time.Time) float64 {
	whole := a.to.Sub(a.from)
	part := float64(at.Sub(a.from)) / float64(whole)
	return a.left + (a.right-a.left)*min(max(part, 0), 1)
}

// shows reports whether a time is on the axis.
func (a axis) shows(at time.Time) bool { return !at.Before(a.from) && !at.After(a.to) }

const day = 24 * time.Hour

// steps are the distances between two marks of an axis.
var steps = []time.Duration{
	time.Millisecond, 10 * time.Millisecond, 100 * time.Millisecond,
	time.Second, 2 * time.Second, 5 * time.Second, 10 * time.Second, 15 * time.Second, 30 * time.Second,
	time.Minute, 2 * time.Minute, 5 * time.Minute, 10 * time.Minute, 15 * time.Minute, 30 * time.Minute,
	time.Hour, 2 * time.Hour, 3 * time.Hour, 6 * time.Hour, 12 * time.Hour,
	day, 2 * day, 7 * day, 30 * day, 365 * day, 3650 * day, 36500 * day,
}

// apart is the least distance of two marks in pixels.
const apart = 88

// marks returns the times that the axis names, and how.
func (a axis) marks() (at []time.Time, form string) {
	step := steps[len(steps)-1]
	for _, s := range steps {
		if float64(s)/float64(a.to.Sub(a.from))*(a.right-a.left) >= apart {
			step = s
			break
		}
	}
	switch {
	case step < time.Second:
		form = "15:04:05.000"
	case step < time.Minute:
		form = "15:04:05"
	case step < day:
		form = "15:04"
		if a.to.Sub(a.from) > day {
			form = "Jan 2 15:04"
		}
	default:
		form = "2006-01-02"
	}
	const most = 100
	for t := a.from.Truncate(step); !t.After(a.to) && len(at) < most; t = t.Add(step) {
		if !t.Before(a.from) {
			at = append(at, t)
		}
	}
	return at, form
}
