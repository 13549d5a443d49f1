package finding

import (
	"fmt"
	"time"
)

// Past is what earlier runs say of a finding.
type Past struct {
	// New reports whether no earlier run has found it, Flaky whether a run since the first
	// has not found it, although it could have.
	New   bool `json:"new,omitempty"`
	Flaky bool `json:"flaky,omitempty"`
	// First is when it was seen first; zero when it is new.
	First time.Time `json:"first,omitzero"`
	// Seen is in how many runs it was found, of Runs since the first, this one included.
	Seen int `json:"seen"`
	Runs int `json:"runs"`
}

// String returns the text for reports; empty for nil.
func (p *Past) String() string {
	switch {
	case p == nil:
		return ""
	case p.New:
		return "new: no earlier run has found it"
	case p.Flaky:
		return fmt.Sprintf("flaky: in %d of %d runs since %s", p.Seen, p.Runs, Minute(p.First))
	}
	return "first seen " + Minute(p.First) + ", in every run since"
}

// Minute is a time as reports show it.
func Minute(t time.Time) string { return t.UTC().Format("2006-01-02 15:04 UTC") }

// Second is a time as the lines of a log begin.
func Second(t time.Time) string { return t.UTC().Format(time.RFC3339) }
