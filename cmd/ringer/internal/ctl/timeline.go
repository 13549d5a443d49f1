package ctl

import (
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/schemas/display"
)

// timelineText is the timeline of a job in one line: the states that have begun, then those
// to come, and at the end why it has no next transition, if it has none.
func timelineText(job *mock.Job) string {
	var parts []string
	ahead := false
	for i, stage := range job.Timeline {
		text := stateText(job.Timeline, i)
		if when := whenText(job.Timeline, i); when != "" {
			text += " " + when
		}
		if !stage.Past && !ahead {
			ahead, text = true, "to come: "+text
		}
		parts = append(parts, text)
	}
	text := strings.Join(parts, ", ")
	if job.NoNext != "" {
		text += " (" + job.NoNext + ")"
	}
	return text
}

// stateText is the state, or the attempt that begins in the same state as before.
func stateText(timeline []mock.Stage, i int) string {
	stage := &timeline[i]
	if i > 0 && stage.State == timeline[i-1].State && stage.Attempt != nil {
		return fmt.Sprintf("attempt %d", *stage.Attempt)
	}
	return stage.State
}

// whenText is the time at which the first state begins, how much later the others do, or
// after how many polls; "" for a fixed state.
func whenText(timeline []mock.Stage, i int) string {
	stage, first := &timeline[i], &timeline[0]
	switch {
	case stage.AfterPolls != nil && i > 0:
		return "after " + output.Count(*stage.AfterPolls, "poll")
	case stage.At == nil:
		return ""
	case i == 0 || first.At == nil:
		return stage.At.Format(time.RFC3339Nano)
	}
	return "+" + stage.At.Sub(*first.At).String()
}

// printTimeline prints a line for each state of a job, past and to come.
func (c *ctl) printTimeline(job *mock.Job) {
	now := 0
	for i := range job.Timeline {
		if job.Timeline[i].Past {
			now = i
		}
	}
	table := tabwriter.NewWriter(c.stdout, 0, 0, 2, ' ', 0)
	attempts := slices.ContainsFunc(job.Timeline, func(s mock.Stage) bool { return s.Attempt != nil })
	if attempts {
		fmt.Fprintln(table, "BEGINS\tSTATE\tATTEMPT\tWHEN")
	} else {
		fmt.Fprintln(table, "BEGINS\tSTATE\tWHEN")
	}
	for i, stage := range job.Timeline {
		begins, attempt, note := "fixed", "", "to come"
		switch {
		case stage.At != nil:
			begins = stage.At.Format(time.RFC3339Nano)
		case stage.AfterPolls != nil && i == 0:
			begins = "at the start"
		case stage.AfterPolls != nil:
			begins = "after " + output.Count(*stage.AfterPolls, "poll")
		}
		if stage.Attempt != nil {
			attempt = fmt.Sprint(*stage.Attempt)
		}
		if attempts {
			attempt += "\t"
		}
		switch {
		case i == now:
			note = "now"
		case stage.Past:
			note = "past"
		}
		fmt.Fprintf(table, "%s\t%s\t%s%s\n", begins, display.Line(stage.State), attempt, note)
	}
	_ = table.Flush() // the output remembers its error
	if job.NoNext != "" {
		c.printText("no transition by time: %s", job.NoNext)
	}
	if len(job.Changed) > 0 {
		c.printText("set by hand: %s", strings.Join(job.Changed, ", "))
	}
}
