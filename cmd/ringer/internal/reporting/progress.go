package reporting

import (
	"fmt"
	"io"
	"time"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/contract"
	"github.com/ringer-api/ringer/schemas/display"
)

// Progress shows the progress of a check: on a terminal by a line that is
// rewritten, in the log of a CI server by a line at intervals, elsewhere not at all.
type Progress struct {
	to    io.Writer
	every time.Duration // between lines; 0 for one line that is rewritten
	last  time.Duration // when the last line was written
	shown bool
}

// logInterval is how often a log gets a line.
const logInterval = 10 * time.Second

// NewProgress writes to stderr on a terminal or a CI server, unless quiet.
func NewProgress(environ setting.Environment, stderr *output.Writer, quiet bool) *Progress {
	ci, _ := environ.Get("CI")
	switch {
	case quiet:
	case stderr.IsTerminal():
		return &Progress{to: stderr.Raw()}
	case ci != "" && ci != "false":
		return &Progress{to: stderr, every: logInterval}
	}
	return &Progress{to: io.Discard}
}

// Show shows the progress.
func (p *Progress) Show(at contract.Progress) {
	if p.every > 0 {
		if at.Elapsed-p.last < p.every {
			return
		}
		p.last = at.Elapsed
		fmt.Fprintln(p.to, progressLine(at))
		return
	}
	p.shown = true
	fmt.Fprint(p.to, "\r\x1b[K"+progressLine(at))
}

func progressLine(at contract.Progress) string {
	line := fmt.Sprintf("%d of %d requests, %s", at.Sent, at.Planned, output.Count(at.Findings, "finding"))
	if left := timeLeft(at); left > 0 {
		line += fmt.Sprintf(", about %s left", setting.ShortDuration(left))
	}
	return line + ": " + display.Line(at.Phase)
}

// timeLeft estimates from the pace so far. The requests of later phases are not
// known yet, so it is a lower bound; under a second it is 0.
func timeLeft(at contract.Progress) time.Duration {
	if at.Sent == 0 {
		return 0
	}
	each := at.Elapsed / time.Duration(at.Sent)
	return (each * time.Duration(at.Planned-at.Sent)).Round(time.Second)
}

// Clear erases the line that is rewritten.
func (p *Progress) Clear() {
	if p.shown {
		fmt.Fprint(p.to, "\r\x1b[K")
	}
}
