// Package ctl has the verbs that drive a running mock, one file each.
package ctl

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/cmd/ringer/internal/client"
	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/cmd/ringer/internal/verb"
	"github.com/ringer-api/ringer/fixtures/recording"
	"github.com/ringer-api/ringer/schemas/display"
)

// ctl is what every verb below ringer ctl takes.
type ctl struct {
	client.Aim
	environ        setting.Environment
	stdin          io.Reader
	stdout, stderr *output.Writer
	format         string
}

// Command is the verb, with all that stand below it.
func Command(environ setting.Environment, stdin io.Reader, stdout, stderr *output.Writer) *cobra.Command {
	c := &ctl{environ: environ, stdin: stdin, stdout: stdout, stderr: stderr}
	cmd := &cobra.Command{
		Use:   "ctl",
		Short: "drive a running mock: clock, scenario, faults, executions, sessions, journal",
		Long: `Talks to the control interface of a mock that runs, on this machine or another:
what a test does to it with HTTP, a person can do here. In the folder where
ringer serve was started, it finds the mock by the same ringer.yaml: its port,
its token, its certificate. Else --url says where it is, ` + setting.DefaultURL + `
when nothing does. It goes there straight, never through a proxy of the
environment, which would read the token.

The options about the mock can also be set in ringer.yaml under ctl:, by the same
name, or by a variable such as RINGER_URL. Nothing is changed in any session but
the one that --session names; without it, in the shared one.`,
		Example: `ringer ctl clock advance 90s

# a session of its own for one test
ringer ctl scenario set partial-success --session cart-7`,
		Args: cobra.ArbitraryArgs,
		RunE: lostVerb,
	}
	cmd.FParseErrWhitelist.UnknownFlags = true // as in group
	cmd.AddCommand(
		c.clockCommand(),
		c.scenarioCommand(),
		c.faultsCommand(),
		c.executionsCommand(),
		c.sessionsCommand(),
		c.journalCommand(),
		c.whyCommand(),
		c.verifyCommand(),
	)
	return cmd
}

// group is a verb that only has verbs below it.
func group(use, short, long, example string, verbs ...*cobra.Command) *cobra.Command {
	cmd := &cobra.Command{Use: use, Short: short, Long: long, Example: example,
		Args: cobra.ArbitraryArgs, RunE: lostVerb}
	cmd.FParseErrWhitelist.UnknownFlags = true // the verb is wrong, not the options it would have
	cmd.AddCommand(verbs...)
	return cmd
}

// lostVerb is what a group says when no verb of it was typed.
func lostVerb(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return verb.Unknown(cmd, args[0])
	}
	return output.Usage("no verb given", cmd.CommandPath()+" --help lists the verbs")
}

// leaf gives a verb the options that all of ctl have.
func (c *ctl) leaf(cmd *cobra.Command,
	run func(cmd *cobra.Command, args []string) error) *cobra.Command {
	return c.aimed(cmd, run, "url", "control-token-env", "ca-file", "timeout")
}

// inSession is a leaf that is about one session.
func (c *ctl) inSession(cmd *cobra.Command,
	run func(cmd *cobra.Command, args []string) error) *cobra.Command {
	return c.aimed(cmd, run, "url", "control-token-env", "ca-file", "timeout", "session")
}

// aimed is a verb that has these settings, and knows its mock when it runs.
func (c *ctl) aimed(cmd *cobra.Command, run func(cmd *cobra.Command, args []string) error,
	names ...string) *cobra.Command {
	wanted := setting.InSection("ctl", names...)
	cmd.RunE = run
	cmd.PreRunE = func(cmd *cobra.Command, _ []string) (err error) {
		var notices []string
		c.Aim, notices, err = client.TakeAim(cmd, wanted, c.environ)
		c.stderr.Talk(notices...)
		return err
	}
	setting.AddFlags(cmd, wanted)
	cmd.Flag("config").Annotations[verb.HelpGroup] = []string{setting.Driven}
	verb.AddFormat(cmd, &c.format, "text", "json")
	cmd.Annotations = map[string]string{verb.HelpFirst: verb.PlainOptions} // what the verb has of its own
	return cmd
}

// print prints a value as JSON, or as text does.
func (c *ctl) print(value any, text func()) error {
	if c.format == "json" {
		return output.WriteJSON(c.stdout, value)
	}
	text()
	return nil
}

// say prints a line for people, and never more than one: what the mock says of
// requests, others have sent.
func (c *ctl) say(format string, args ...any) {
	line := strings.TrimRight(fmt.Sprintf(format, args...), " ")
	fmt.Fprintln(c.stdout, display.Line(recording.Redaction{}.Text(line)))
}
