// Package ctl has the verbs that control a running mock, one file each.
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

// ctl is what all verbs of ringer ctl share.
type ctl struct {
	client.Aim
	environ        setting.Environment
	stdin          io.Reader
	stdout, stderr *output.Writer
	format         string
}

// Command is the verb with its subverbs.
func Command(environ setting.Environment, stdin io.Reader, stdout, stderr *output.Writer) *cobra.Command {
	c := &ctl{environ: environ, stdin: stdin, stdout: stdout, stderr: stderr}
	cmd := &cobra.Command{
		Use:   "ctl",
		Short: "control a running mock: clock, scenario, faults, jobs, sessions, journal",
		Long: `Uses the control interface of a running mock, on this machine or another; a test
can do the same by HTTP. Run in the directory where ringer serve was started, it takes
the port, the token and the certificate from the same ringer.yaml. Otherwise --url
sets the address; the default is ` + setting.DefaultURL + `. Proxies of the
environment are not used: a proxy would see the token.

Each verb has the options --url, --session and others for the mock; its help lists
them. They can also be set in ringer.yaml under ctl:, by the same name, or by an
environment variable such as RINGER_URL. A command affects only the session given by
--session; the default is the shared session, which is named default.`,
		Example: `ringer ctl clock advance 90s

# a separate session for one test
ringer ctl scenario set partial-success --session cart-7`,
		Args: cobra.ArbitraryArgs,
		RunE: missingVerb,
	}
	cmd.FParseErrWhitelist.UnknownFlags = true // as in group
	cmd.AddCommand(
		c.clockCommand(),
		c.scenarioCommand(),
		c.faultsCommand(),
		c.jobsCommand(),
		c.renamedGroup("executions", "jobs", c.jobsCommand()),
		c.sessionsCommand(),
		c.journalCommand(),
		c.whyCommand(),
		c.verifyCommand(),
		c.topCommand(),
	)
	return cmd
}

// group is a verb that only has subverbs.
func group(use, short, long, example string, verbs ...*cobra.Command) *cobra.Command {
	cmd := &cobra.Command{Use: use, Short: short, Long: long, Example: example,
		Args: cobra.ArbitraryArgs, RunE: missingVerb}
	cmd.FParseErrWhitelist.UnknownFlags = true // report the wrong verb, not its options
	cmd.AddCommand(verbs...)
	return cmd
}

// missingVerb is the error of a group without a known subverb.
func missingVerb(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return verb.Unknown(cmd, args[0])
	}
	return output.Usage("no verb given", cmd.CommandPath()+" --help lists the verbs")
}

// leaf adds the options that all verbs of ctl have.
func (c *ctl) leaf(cmd *cobra.Command,
	run func(cmd *cobra.Command, args []string) error) *cobra.Command {
	return c.aimed(cmd, run, "url", "control-token-env", "ca-file", "timeout")
}

// inSession is a leaf that acts on one session.
func (c *ctl) inSession(cmd *cobra.Command,
	run func(cmd *cobra.Command, args []string) error) *cobra.Command {
	return c.aimed(cmd, run, "url", "control-token-env", "ca-file", "timeout", "session")
}

// aimed is a verb with these settings, which finds its mock before it runs.
func (c *ctl) aimed(cmd *cobra.Command, run func(cmd *cobra.Command, args []string) error,
	names ...string) *cobra.Command {
	wanted := setting.InSection("ctl", names...)
	cmd.RunE = run
	cmd.PreRunE = func(cmd *cobra.Command, _ []string) (err error) {
		var notices []string
		c.Aim, notices, err = client.TakeAim(cmd, wanted, c.environ)
		c.stderr.Text(notices...)
		return err
	}
	setting.AddFlags(cmd, wanted, c.environ)
	cmd.Flag("config").Annotations[verb.HelpGroup] = []string{setting.Driven}
	verb.AddFormat(cmd, &c.format, "text", "json")
	cmd.Annotations = map[string]string{verb.HelpFirst: verb.PlainOptions} // the verb's own options
	return cmd
}

// print prints a value as JSON, or calls text.
func (c *ctl) print(value any, text func()) error {
	if c.format == "json" {
		return output.WriteJSON(c.stdout, value)
	}
	text()
	return nil
}

// printText prints exactly one line of text: what the mock reports of requests comes
// from other clients.
func (c *ctl) printText(format string, args ...any) {
	line := strings.TrimRight(fmt.Sprintf(format, args...), " ")
	fmt.Fprintln(c.stdout, display.Line(recording.Redaction{}.Text(line)))
}

// scenarioNames completes scenarios: those of the API that ringer serve imitates with the
// same settings file and environment.
func (c *ctl) scenarioNames(cmd *cobra.Command) []string {
	return setting.CompletedScenarios(cmd, c.environ)
}

// states completes the states of that API's jobs.
func (c *ctl) states(cmd *cobra.Command) []string {
	return setting.Completed(cmd, c.environ).States()
}
