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
	return group("clock", "what time it is in a session, and make it later",
		`Each session has its clock. It runs with real time, faster, or stands still until
it is moved, and never goes back. What the move makes happen is printed: which
execution goes from which state to which, and when.`,
		`ringer ctl clock get

# half a minute later
ringer ctl clock advance 30s`,
		c.inSession(&cobra.Command{Use: "get", Short: "say what time it is",
			Args: verb.Arguments(0, 0, "no argument"),
			Example: `ringer ctl clock get

ringer ctl clock get --format json`}, c.clockGet),
		c.clockSet(),
		c.inSession(&cobra.Command{Use: "advance DURATION", Short: "make it later by a duration",
			Args: verb.Arguments(1, 1, "a duration such as 90s"),
			Example: `ringer ctl clock advance 90s

ringer ctl clock advance 1h30m`}, c.clockAdvance),
		c.clockTo("next", "next-transition", "make it the time of the next transition",
			"When nothing is to come, the error says why."),
		c.clockTo("final", "final", "make it the time when all have ended",
			"When all have ended it stays; when the others never will, the error says why."),
	)
}

func (c *ctl) clockGet(cmd *cobra.Command, _ []string) error {
	var state mock.ClockState
	if err := c.call(cmd.Context(), "GET", c.sessionPath("/clock"), nil, &state); err != nil {
		return err
	}
	return c.print(state, func() { c.sayClock(state) })
}

func (c *ctl) sayClock(state mock.ClockState) {
	c.say("%s  %s", state.Now.Format(time.RFC3339Nano), output.Pace(state.Speed))
}

func (c *ctl) clockSet() *cobra.Command {
	var speed float64
	cmd := c.inSession(&cobra.Command{Use: "set [TIME]",
		Short: "make it a certain time, or run at a certain speed",
		Args:  verb.Arguments(0, 1, "a time such as 2024-10-01T12:00:00Z"),
		Example: `ringer ctl clock set --speed 60x

ringer ctl clock set 2099-10-01T12:00:00Z --speed 0`}, nil)
	cmd.Flags().Var(setting.Factor(&speed, mock.MaxSpeed), "speed",
		"how much faster than real time it runs; 0 stands still")
	cmd.Flags().Lookup("speed").DefValue = ""
	verb.NameValue(cmd, "speed", "FACTOR")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		var setting control.ClockSetting
		if len(args) == 1 {
			at, err := time.Parse(time.RFC3339Nano, args[0])
			if err != nil {
				return output.Usage(fmt.Sprintf("%q is no time", args[0]),
					"want one such as 2024-10-01T12:00:00Z")
			}
			setting.Now = &at
		}
		if cmd.Flags().Changed("speed") {
			setting.Speed = (*control.Speed)(&speed)
		}
		if setting.Now == nil && setting.Speed == nil {
			return output.Usage("neither a time nor a speed is given", "usage: "+verb.UseLine(cmd))
		}
		return c.moveClock(cmd, "PUT", "/clock", setting)
	}
	return cmd
}

func (c *ctl) clockAdvance(cmd *cobra.Command, args []string) error {
	if _, err := time.ParseDuration(args[0]); err != nil {
		return output.Usage(fmt.Sprintf("%q is no duration", args[0]), "want one such as 90s or 1h30m")
	}
	return c.moveClock(cmd, "POST", "/clock/advance", control.ClockStep{By: args[0]})
}

// clockTo is a verb that moves the clock to where something happens; idle says
// what it does when nothing will.
func (c *ctl) clockTo(name, to, short, idle string) *cobra.Command {
	step := control.ClockStep{To: to}
	cmd := c.inSession(&cobra.Command{Use: name, Short: short, Args: verb.Arguments(0, 0, "no argument"),
		Long: `Of the executions of all datasets that the session was asked about; of one dataset
with --pipeline and --dataset; of one execution with --execution.

` + idle,
		Example: "ringer ctl clock " + name + example.Options}, nil)
	addDataset(cmd, &step.PipelineID, &step.EvalDatasetID)
	cmd.Flags().StringVar(&step.ExecutionID, "execution", "", "this execution alone")
	verb.NameValue(cmd, "execution", "ID")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return c.moveClock(cmd, "POST", "/clock/advance", step)
	}
	return cmd
}

// addDataset gives a verb the options that name a dataset.
func addDataset(cmd *cobra.Command, pipeline, dataset *string) {
	addIDs(cmd, pipeline, dataset, "the dataset; without it, all that the session was asked about")
}

// addIDs gives a verb the two options, and says what the dataset is for.
func addIDs(cmd *cobra.Command, pipeline, dataset *string, what string) {
	cmd.Flags().StringVar(pipeline, "pipeline", "", "the pipeline of the dataset")
	cmd.Flags().StringVar(dataset, "dataset", "", what)
	verb.NameValue(cmd, "pipeline", "ID")
	verb.NameValue(cmd, "dataset", "ID")
}

// moveClock moves the clock and tells what happened.
func (c *ctl) moveClock(cmd *cobra.Command, method, path string, in any) error {
	var moved control.ClockMoved
	if err := c.call(cmd.Context(), method, c.sessionPath(path), in, &moved); err != nil {
		return err
	}
	return c.print(moved, func() {
		c.sayClock(moved.Clock)
		for _, t := range moved.Transitions {
			c.say("%s  %s  %s", t.At.Format(time.RFC3339Nano), t.ID, moveText(t))
		}
		if moved.Omitted > 0 {
			c.say("and %d more", moved.Omitted)
		}
		for _, s := range moved.Standing {
			c.say("%s stays %s: %s", s.ID, s.Status, s.Why)
		}
	})
}

func moveText(t mock.Transition) string {
	if t.From == t.To {
		return fmt.Sprintf("%s: attempt %d begins", t.From, t.Attempt)
	}
	return strings.Join([]string{string(t.From), string(t.To)}, " -> ")
}
