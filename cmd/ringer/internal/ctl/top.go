package ctl

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/cmd/ringer/internal/verb"
	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/mock/control"
)

// topInterval is how often top looks at the mock.
const topInterval = time.Second

// Lines of a screen of top.
const (
	topJobs     = 15
	topRequests = 10
)

func (c *ctl) topCommand() *cobra.Command {
	return c.inSession(&cobra.Command{Use: "top", Short: "show the jobs and the latest requests of a session, live",
		Args: verb.Arguments(0, 0, "no argument"),
		Long: `Shows the clock, the first jobs and the latest requests of the session, every second, until
Ctrl-C. Where the output is not a terminal it prints them once.`,
		Example: `ringer ctl top

ringer ctl top --format json`}, func(cmd *cobra.Command, _ []string) error { return c.top(cmd.Context()) })
}

// screen is what top shows.
type screen struct {
	Session  mock.SessionState   `json:"session"`
	Jobs     control.JobList     `json:"jobs"`
	Requests control.JournalList `json:"requests"`
}

func (c *ctl) top(ctx context.Context) error {
	live := c.stdout.IsTerminal() && c.format != "json"
	tick := time.NewTicker(topInterval)
	defer tick.Stop()
	for {
		var s screen
		if err := c.look(ctx, &s); err != nil {
			if ctx.Err() != nil {
				return nil // Ctrl-C
			}
			return err
		}
		if live {
			fmt.Fprint(c.stdout.Raw(), "\x1b[H\x1b[2J")
		}
		if err := c.print(s, func() { c.printScreen(&s) }); err != nil || !live {
			return err
		}
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// look asks for everything of a screen.
func (c *ctl) look(ctx context.Context, s *screen) error {
	for _, ask := range []struct {
		path string
		into any
	}{
		{"", &s.Session}, {"/jobs", &s.Jobs}, {fmt.Sprintf("/journal?limit=%d", topRequests), &s.Requests},
	} {
		if err := c.call(ctx, http.MethodGet, c.sessionPath(ask.path), nil, ask.into); err != nil {
			return err
		}
	}
	return nil
}

func (c *ctl) printScreen(s *screen) {
	c.printSessions(s.Session)
	fmt.Fprintln(c.stdout)
	jobs := s.Jobs.Jobs
	c.printJobs(jobs[:min(len(jobs), topJobs)]...)
	if more := len(jobs) - topJobs; more > 0 {
		c.printText("... and %d more; ringer ctl jobs list shows all", more)
	}
	fmt.Fprintln(c.stdout)
	for _, e := range s.Requests.Exchanges {
		c.printRequest(e.At, e.Trace.ID, e.Method, e.URL, e.Status, e.Trace.String())
	}
}
