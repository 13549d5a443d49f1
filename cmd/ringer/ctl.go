package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/mock"
)

// urlVariable says where the running mock is, as --url does.
const urlVariable = "RINGER_URL"

// defaultURL is where ringer serve listens when nothing else is said.
const defaultURL = "http://127.0.0.1:4010"

// ctl is what every verb below ringer ctl takes.
type ctl struct {
	app      *app
	url      string
	tokenEnv string
	caFile   string
	session  string
	format   string
}

func newCtlCommand(app *app) *cobra.Command {
	c := &ctl{app: app}
	cmd := &cobra.Command{
		Use:   "ctl",
		Short: "drive a running mock: clock, scenario, faults, executions, sessions, journal",
		Long: `Talks to the control interface of a mock that runs, on this machine or another:
what a test does to it with HTTP, a person can do here. The mock is at --url, or
where RINGER_URL says, or at ` + defaultURL + `. Nothing is changed in any
session but the one that --session names; without it, in the shared one.`,
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
	cmd := &cobra.Command{Use: use, Short: short, Long: long, Example: example, Args: cobra.ArbitraryArgs, RunE: lostVerb}
	cmd.FParseErrWhitelist.UnknownFlags = true // the verb is wrong, not the options it would have
	cmd.AddCommand(verbs...)
	return cmd
}

// lostVerb is what a group says when no verb of it was typed.
func lostVerb(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return unknownVerb(cmd, args[0])
	}
	return usage("no verb given", cmd.CommandPath()+" --help lists the verbs")
}

// leaf gives a verb the options that all of ctl have.
func (c *ctl) leaf(cmd *cobra.Command, run func(cmd *cobra.Command, args []string) error) *cobra.Command {
	url := defaultURL
	if given, _ := c.app.getenv(urlVariable); given != "" {
		url = given
	}
	cmd.RunE = run
	flags := cmd.Flags()
	flags.StringVar(&c.url, "url", url, "where the mock is; also "+urlVariable)
	flags.StringVar(&c.tokenEnv, "token-env", "", "names the variable that holds the control token")
	flags.Lookup("url").DefValue = defaultURL
	flags.StringVar(&c.caFile, "ca-file", "", "certificates to trust too, such as serve --tls-ca wrote")
	nameValue(cmd, "ca-file", "FILE")
	nameValue(cmd, "url", "URL")
	nameValue(cmd, "token-env", "VARIABLE")
	addFormat(cmd, &c.format, "text", "json")
	return cmd
}

// inSession is a leaf that is about one session.
func (c *ctl) inSession(cmd *cobra.Command, run func(cmd *cobra.Command, args []string) error) *cobra.Command {
	c.leaf(cmd, run)
	cmd.Flags().StringVar(&c.session, "session", mock.SharedSession, "the session it is about")
	nameValue(cmd, "session", "NAME")
	return cmd
}

// print prints a value as JSON, or as text does.
func (c *ctl) print(value any, text func()) error {
	if c.format == "json" {
		return writeJSON(c.app.stdout, value)
	}
	text()
	return nil
}

// say prints a line for people.
func (c *ctl) say(format string, args ...any) {
	fmt.Fprintln(c.app.stdout, strings.TrimRight(fmt.Sprintf(format, args...), " "))
}
