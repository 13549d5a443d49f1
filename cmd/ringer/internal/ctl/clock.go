package ctl

import (
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/cmd/ringer/internal/example"
	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/cmd/ringer/internal/verb"
	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/mock/control"
)

func (c *ctl) clockCommand() *cobra.Command {
	return group("clock", "show, advance or set the clock of a session",
		`Each session has its own clock. It runs with real time, or faster, or is stopped until
it is moved. It never goes back. Moving it prints the transitions that this causes:
job, old state, new state, and time.`,
		`ringer ctl clock get

# advance by half a minute
ringer ctl clock advance 30s`,
		c.inSession(&cobra.Command{Use: "get", Short: "show the time and the speed",
			Args: verb.Arguments(0, 0, "no argument"),
			Example: `ringer ctl clock get

ringer ctl clock get --format json`}, c.clockGet),
		c.clockSet(),
		c.inSession(&cobra.Command{Use: "advance DURATION", Short: "advance the clock by a duration",
			Args: verb.Arguments(1, 1, "a duration such as 90s"),
			Example: `ringer ctl clock advance 90s

ringer ctl clock advance 1h30m`}, c.clockAdvance),
		c.clockTo("next", "next-transition", "advance until the next transition of a job",
			"It is an error when no transition is due; the message explains why."),
		c.clockTo("final", "final", "advance until all jobs have ended",
			"When all jobs have ended already, the clock does not move. Jobs that never end are\nlisted with the reason; it is an error if no job ever ends."),
	)
}

func (c *ctl) clockGet(cmd *cobra.Command, _ []string) error {
	var state mock.ClockState
	if err := c.call(cmd.Context(), "GET", c.sessionPath("/clock"), nil, &state); err != nil {
		return err
	}
	return c.print(state, func() { c.printClock(state) })
}

func (c *ctl) printClock(state mock.ClockState) {
	c.printText("%s  %s", state.Now.Format(time.RFC3339Nano), output.Pace(state.Speed))
}

func (c *ctl) clockSet() *cobra.Command {
	var speed float64
	cmd := c.inSession(&cobra.Command{Use: "set [TIME]",
		Short: "set the time, the speed, or both",
		Args:  verb.Arguments(0, 1, "a time such as 2024-10-01T12:00:00Z"),
		Example: `ringer ctl clock set --speed 60x

ringer ctl clock set 2099-10-01T12:00:00Z --speed 0`}, nil)
	cmd.Flags().Var(setting.Factor(&speed, mock.MaxSpeed), "speed",
		"speed of the clock, such as 60x; 0 stops it (for serve --speed,\n0 is real time)")
	cmd.Flags().Lookup("speed").DefValue = ""
	verb.NameValue(cmd, "speed", "FACTOR")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		var setting control.ClockSetting
		if len(args) == 1 {
			at, err := time.Parse(time.RFC3339Nano, args[0])
			if err != nil {
				return output.Usage(fmt.Sprintf("%q is not a time", args[0]),
					"want one such as 2024-10-01T12:00:00Z")
			}
			setting.Now = &at
		}
		if cmd.Flags().Changed("speed") {
			setting.Speed = (*control.Speed)(&speed)
		}
		if setting.Now == nil && setting.Speed == nil {
			return output.Usage("want a time or --speed", "usage: "+verb.UseLine(cmd))
		}
		return c.moveClock(cmd, "PUT", "/clock", setting)
	}
	return cmd
}

func (c *ctl) clockAdvance(cmd *cobra.Command, args []string) error {
	if _, err := time.ParseDuration(args[0]); err != nil {
		return output.Usage(fmt.Sprintf("%q is not a duration", args[0]), "want one such as 90s or 1h30m")
	}
	return c.moveClock(cmd, "POST", "/clock/advance", control.ClockStep{By: args[0]})
}

// clockTo is a verb that moves the clock to an event; idle documents what it does
// when there is none.
func (c *ctl) clockTo(name, to, short, idle string) *cobra.Command {
	step := control.ClockStep{To: to}
	var which collection
	cmd := c.inSession(&cobra.Command{Use: name, Short: short, Args: verb.Arguments(0, 0, "no argument"),
		Long: `It considers the jobs of all collections that the session has had requests for; with
--param those of one collection; with --job one job.

` + idle,
		Example: "ringer ctl clock " + name + example.Options}, nil)
	which.add(cmd, anyCollection)
	cmd.Flags().StringVar(&step.JobID, "job", "", "only this job")
	verb.NameValue(cmd, "job", "ID")
	c.renamedFlag(cmd, "execution", "job")
	cmd.RunE = func(cmd *cobra.Command, _ []string) (err error) {
		if step.Scope, err = which.scope(); err != nil {
			return err
		}
		step.Resource = which.resource
		return c.moveClock(cmd, "POST", "/clock/advance", step)
	}
	return cmd
}

// moveClock moves the clock and prints the transitions.
func (c *ctl) moveClock(cmd *cobra.Command, method, path string, in any) error {
	var moved control.ClockMoved
	if err := c.call(cmd.Context(), method, c.sessionPath(path), in, &moved); err != nil {
		return err
	}
	return c.print(moved, func() {
		c.printClock(moved.Clock)
		for _, t := range moved.Transitions {
			c.printText("%s  %s  %s", t.At.Format(time.RFC3339Nano), t.ID, moveText(t))
		}
		if moved.Omitted > 0 {
			c.printText("and %d more", moved.Omitted)
		}
		for _, s := range moved.Stuck {
			c.printText("%s stays %s: %s", s.ID, s.State, s.Why)
		}
	})
}

func moveText(t mock.Transition) string {
	if t.From == t.To && t.Attempt != nil {
		return fmt.Sprintf("%s: attempt %d begins", t.From, *t.Attempt)
	}
	return strings.Join([]string{string(t.From), string(t.To)}, " -> ")
}
