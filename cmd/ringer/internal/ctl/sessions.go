package ctl

import (
	"fmt"
	"net/http"
	"net/url"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/cmd/ringer/internal/verb"
	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/mock/control"
	"github.com/ringer-api/ringer/schemas/display"
)

func (c *ctl) sessionsCommand() *cobra.Command {
	return group("sessions", "list, make, reset and drop the isolated sessions of a mock",
		`A session has its own clock, scenario, jobs and faults, isolated from other
sessions. A request selects it by the header Ringer-Session, or by the base URL
`+setting.DefaultURL+`/_ringer/s/NAME. It is created at first use, or here with
settings of its own.`,
		`ringer ctl sessions make cart-7 --scenario partial-success --now 2024-10-01T12:00:00Z

ringer ctl sessions list`,
		c.leaf(&cobra.Command{Use: "list", Short: "list the sessions", Args: verb.Arguments(0, 0, "no argument"),
			Example: "ringer ctl sessions list"}, c.sessionsList),
		c.sessionStart("make", http.MethodPut, "", "create a session, or reset it if it exists"),
		c.sessionStart("reset", http.MethodPost, "/reset",
			"reset a session, with its original settings or those given"),
		c.leaf(&cobra.Command{Use: "drop NAME", Short: "delete a session",
			Args:    verb.Arguments(1, 1, "the session's name"),
			Example: "ringer ctl sessions make cart-8\nringer ctl sessions drop cart-8"}, c.sessionsDrop),
	)
}

func (c *ctl) sessionsList(cmd *cobra.Command, _ []string) error {
	var list control.SessionList
	if err := c.call(cmd.Context(), http.MethodGet, "/sessions", nil, &list); err != nil {
		return err
	}
	return c.print(list, func() { c.printSessions(list.Sessions...) })
}

func (c *ctl) printSessions(sessions ...mock.SessionState) {
	table := tabwriter.NewWriter(c.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "NAME\tSCENARIO\tSEED\tCLOCK\tSPEED\tREQUESTS")
	for _, s := range sessions {
		fmt.Fprintf(table, "%s\t%s\t%d\t%s\t%gx\t%d\n", display.Line(s.Name), display.Line(s.Scenario), s.Seed,
			s.Clock.Now.Format(time.RFC3339), s.Clock.Speed, s.Requests)
	}
	_ = table.Flush() // the output remembers its error
}

// sessionStart is a verb that starts a session with settings.
func (c *ctl) sessionStart(name, method, rest, short string) *cobra.Command {
	var start control.SessionStart
	var number uint64
	var now, epoch time.Time
	var speed float64
	cmd := c.leaf(&cobra.Command{Use: name + " NAME", Short: short,
		Args:    verb.Arguments(1, 1, "the session's name"),
		Example: "ringer ctl sessions make cart-7 --scenario empty --now 2024-10-01T12:00:00Z"}, nil)
	if name == "reset" {
		cmd.Example = "ringer ctl sessions make cart-9\nringer ctl sessions reset cart-9 --scenario empty"
	}
	flags := cmd.Flags()
	flags.StringVar(&start.Scenario, "scenario", "", "the scenario it starts with")
	flags.Var(setting.Seed(&number), "seed", "seed of all random choices")
	flags.Var(setting.Instant(&now), "now", "time at which its clock is stopped")
	flags.Var(setting.Factor(&speed, mock.MaxSpeed), "speed",
		"speed of its clock relative to real time")
	flags.Var(setting.Instant(&epoch), "epoch", "time around which its jobs are generated")
	for flag, arg := range map[string]string{"scenario": "NAME", "seed": "NUMBER",
		"now": "TIME", "speed": "FACTOR", "epoch": "TIME"} {
		flags.Lookup(flag).DefValue = ""
		verb.NameValue(cmd, flag, arg)
	}
	verb.CompleteFrom(cmd, "scenario", c.scenarioNames)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		given := cmd.Flags().Changed
		if given("seed") {
			start.Seed = &number
		}
		if given("now") {
			start.Now = &now
		}
		if given("speed") {
			start.Speed = (*control.Speed)(&speed)
		}
		if given("epoch") {
			start.Epoch = &epoch
		}
		var in any
		if given("scenario") || given("seed") || given("now") || given("speed") || given("epoch") {
			in = start
		}
		var state mock.SessionState
		if err := c.call(cmd.Context(), method, "/sessions/"+url.PathEscape(args[0])+rest, in, &state); err != nil {
			return err
		}
		return c.print(state, func() { c.printSessions(state) })
	}
	return cmd
}

func (c *ctl) sessionsDrop(cmd *cobra.Command, args []string) error {
	return c.call(cmd.Context(), http.MethodDelete, "/sessions/"+url.PathEscape(args[0]), nil, nil)
}
