package timeline

import (
	_ "embed"
	"time"
)

// Style is the stylesheet of the drawings, for a page that shows them. Its colours are custom
// properties, which a page may set.
//
//go:embed timeline.css
var Style string

// Chart is jobs on one time axis. The root of its drawing tells a page how to move now: data-from
// and data-to are the ends of the axis in milliseconds since 1970, data-left and data-right their
// places in pixels. The elements of the classes tl-now and tl-future are at now.
type Chart struct {
	// From and To are the ends of the axis; To is later.
	From, To time.Time
	// Now divides past and future.
	Now time.Time
	// Width is that of the drawing in pixels. Below 600 the labels are above the bars.
	Width int
	// Title describes the drawing for those who do not see it.
	Title  string
	Groups []Group
}

// Group is jobs that one list shows.
type Group struct {
	// Title is drawn above the rows; empty for none.
	Title string
	// Polls are requests that looked at all jobs of the group.
	Polls []Poll
	Rows  []Row
}

// Row is one job.
type Row struct {
	ID string
	// Label is drawn before the bars, and State is the state now in words.
	Label, State string
	// Kind is the kind of that state.
	Kind Kind
	// Link is where a click leads; empty for nowhere.
	Link     string
	Selected bool
	// Stages are its states in order. One without a time is the only one, and has no beginning.
	Stages []Stage
	// Polls are requests that looked at this job alone.
	Polls []Poll
	// Noticed is when a client first saw that the job had ended; zero if none has.
	Noticed time.Time
}

// Stage is a state, which lasts until the next one begins.
type Stage struct {
	At    time.Time
	State string // in words, with the attempt
	Kind  Kind
}

// Poll is a request that looked at jobs.
type Poll struct {
	At time.Time
	// Failed reports that the response was no success, so that the client learned nothing.
	Failed bool
}

// Kind is what a state means; it decides the colour.
type Kind string

// The kinds of states, as job models name them.
const (
	Waiting         Kind = "waiting"
	Running         Kind = "running"
	NeedsAction     Kind = "needs-action"
	Paused          Kind = "paused"
	Cancelling      Kind = "cancelling"
	Succeeded       Kind = "succeeded"
	PartlySucceeded Kind = "partly-succeeded"
	Failed          Kind = "failed"
	Cancelled       Kind = "cancelled"
	Expired         Kind = "expired"
	Unknown         Kind = "unknown"
)

// Final reports whether a job is over in states of the kind.
func (k Kind) Final() bool {
	switch k {
	case Succeeded, PartlySucceeded, Failed, Cancelled, Expired:
		return true
	}
	return false
}

// class is the kind as a class of the stylesheet; an unknown one has the colour of Unknown.
func (k Kind) class() string {
	switch k {
	case Waiting, Running, NeedsAction, Paused, Cancelling, Succeeded, PartlySucceeded, Failed, Cancelled, Expired:
		return "tl-" + string(k)
	}
	return "tl-unknown"
}
