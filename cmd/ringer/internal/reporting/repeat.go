package reporting

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/contract"
	"github.com/ringer-api/ringer/schemas/display"
)

// Repeat checks again and again, until its context ends, and shows what changed.
type Repeat struct {
	// Every is the time from the end of a round to the beginning of the next.
	Every time.Duration
	// Sleep waits, and returns the error of the context if that ends first.
	Sleep func(context.Context, time.Duration) error
	// Round does one round. first reports whether it shows the whole report itself.
	Round func(ctx context.Context, first bool) (*contract.Report, error)
	// Out is where changes are shown, in a style; Terminal shows in one line that is
	// rewritten that nothing has changed, which a log does not need to know.
	Out      io.Writer
	Style    contract.TextStyle
	Terminal io.Writer
}

// Run returns the error of the last complete round, nil if it passed: one that was
// interrupted says nothing about the service.
func (p Repeat) Run(ctx context.Context) error {
	var last error
	var before contract.PastRun
	for n := 1; ; n++ {
		r, err := p.Round(ctx, n == 1)
		switch {
		case n > 1 && ctx.Err() != nil:
			p.clear()
			return last
		case r == nil || n == 1 && ctx.Err() != nil: // a wrong setting stays wrong
			p.clear()
			return err
		}
		if n > 1 {
			if err := p.show(n, r, before); err != nil {
				return err
			}
		}
		last, before = err, contract.RunOf(r)
		p.waiting()
		if p.Sleep(ctx, p.Every) != nil {
			p.clear()
			return last
		}
	}
}

// show shows what a round has changed.
func (p Repeat) show(n int, r *contract.Report, before contract.PastRun) error {
	changes := r.ChangesSince(before)
	p.clear()
	if !changes.Any() && r.Verdict == before.Verdict {
		if p.Terminal != nil {
			fmt.Fprintf(p.Terminal, "round %d: %s, nothing has changed; ", n, r.Verdict)
		}
		return nil
	}
	return p.Style.Changes(p.Out, r, changes)
}

func (p Repeat) waiting() {
	if p.Terminal != nil {
		fmt.Fprintf(p.Terminal, "next check in %s", display.Line(setting.ShortDuration(p.Every)))
	}
}

// clear erases the line that is rewritten.
func (p Repeat) clear() {
	if p.Terminal != nil {
		fmt.Fprint(p.Terminal, "\r\x1b[K")
	}
}

// Sleep waits, unless the context ends first.
func Sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// MinEvery and MaxEvery bound the time between rounds.
const (
	MinEvery = time.Second
	MaxEvery = 24 * time.Hour
)

// ParseEvery parses the time between rounds.
func ParseEvery(text string) (time.Duration, error) {
	d, err := time.ParseDuration(text)
	if err != nil || d < MinEvery || d > MaxEvery {
		return 0, output.Usage(fmt.Sprintf("--repeat %q: want a time from %s to %s", text, setting.ShortDuration(MinEvery), setting.ShortDuration(MaxEvery)),
			"such as --repeat 30s")
	}
	return d, nil
}
