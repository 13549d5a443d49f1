package main

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/reporting"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/cmd/ringer/internal/verb"
	"github.com/ringer-api/ringer/contract"
)

// repeatFlags say whether a check is repeated, and where its results are remembered. They
// are no settings: in a file or in the environment, every check would run for ever.
type repeatFlags struct {
	every   string
	history string
}

func (f *repeatFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.every, "repeat", "",
		"check again and again, with this time in between, and print\nwhat changed; Ctrl-C ends it")
	flags.StringVar(&f.history, "history", "",
		"file of the last runs, which tells what is new and what is\nflaky; it is written after each run")
	verb.NameValue(cmd, "repeat", "TIME")
	verb.NameValue(cmd, "history", "FILE")
	for _, name := range []string{"repeat", "history"} {
		flags.Lookup(name).Annotations[verb.HelpGroup] = []string{"Output"}
	}
	verb.Complete(cmd, "repeat", nil)
}

// interval is the time between rounds; 0 for a single one.
func (f repeatFlags) interval(all *setting.Values, base baselineFlags) (time.Duration, error) {
	c := all.Contract
	switch {
	case f.every == "":
		return 0, nil
	case base.update:
		return 0, output.Usage("--repeat and --update-baseline contradict each other",
			"one run with --update-baseline writes the baseline")
	case c.Description == "-" || all.Mock.API == "-":
		return 0, output.Usage("--repeat cannot read the description from standard input in each round",
			"--api FILE is read in each round")
	case c.Format != "text":
		return 0, output.Usage("--repeat prints changes as text, not as "+c.Format,
			"--report "+c.Format+"=FILE writes the report of each round")
	}
	return reporting.ParseEvery(f.every)
}

// check runs the check, once or again and again, and writes its reports, also when the run
// was cut short.
func (a *app) check(ctx context.Context, c *setting.Values, flags baselineFlags, again repeatFlags) error {
	every, err := again.interval(c, flags)
	if err != nil {
		return err
	}
	if every == 0 {
		_, err := a.checkOnce(ctx, c, flags, again.history)
		return err
	}
	r := reporting.Repeat{
		Every: every, Sleep: reporting.Sleep, Out: a.stdout.Raw(), Style: a.style(c.Contract),
		Round: func(ctx context.Context, first bool) (*contract.Report, error) {
			if !first {
				c.Contract.Format = unshown
			}
			return a.checkOnce(ctx, c, flags, again.history)
		},
	}
	if a.stderr.IsTerminal() && !c.Contract.Quiet {
		r.Terminal = a.stderr.Raw()
	}
	return r.Run(ctx)
}

// unshown is the format of the report of a later round, of which only the changes are shown.
const unshown = ""
