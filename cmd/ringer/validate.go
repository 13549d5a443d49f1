package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/cmd/ringer/internal/description"
	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/reporting"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/cmd/ringer/internal/verb"
	"github.com/ringer-api/ringer/contract"
)

func newValidateCommand(app *app) *cobra.Command {
	wanted := setting.InSection("contract",
		"max-body", "description", "overlay", "rule", "fail-on", "known", "baseline", "strict", "require", "require-records", "format", "report", "verbose")
	wanted = append(wanted, setting.InSection("mock", "api")...)
	var as string
	var flags baselineFlags
	cmd := &cobra.Command{
		Use:   "validate FILE|-",
		Short: "validate saved responses against the contract",
		Long: `Reads responses from FILE, or from standard input for -, and validates them by the
rules of ringer check. Rules that need a running service are skipped, and no
requests are sent. A file is one of
  - a response body: a list of executions, one execution, a list of results, the
    body of a 422, or with --type any other type of the description;
  - JSON lines: each a response body, or an exchange {"request", "response"};
  - an HTTP Archive (HAR 1.2), as browsers and ringer ctl journal --har write it.
    Entries of other APIs, and entries without a saved body, are counted and
    skipped.
The file may be compressed with gzip, and encoded in UTF-16, as PowerShell writes it.
Without --type its kind is detected; the report states which kind was used. Lists
may be of any length: those longer than --max-body are read one execution at a time.

--api names the API: the built-in one is the default. From ringer.yaml it reads the
section check, like ringer check, but only the settings that are also options here,
and api in the section serve.

Exit codes: 0 no rule failed; 1 a rule failed (--fail-on sets the lowest severity
that counts); 2 wrong usage; 3 the file could not be read, or contains nothing of
this API.`,
		Example: `# a saved response body
ringer validate response.json

# the response of a scenario, without a server
ringer generate --scenario one-of-each-status | ringer validate -`,
		Args: verb.Arguments(1, 1, "one file, or - for standard input"),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, _, err := setting.Load(cmd, wanted, app.environ)
			if err != nil {
				return err
			}
			app.stderr.Text(c.Warnings...)
			return app.validate(cmd.Context(), c, args[0], as, flags)
		},
	}
	cmd.Flags().StringVar(&as, "type", "", "what FILE contains: har, lines, list, results, or the name of a type")
	verb.NameValue(cmd, "type", "NAME")
	verb.Complete(cmd, "type", contract.FileTypes())
	setting.AddFlags(cmd, wanted, app.environ)
	hideDescription(cmd)
	flags.add(cmd)
	return cmd
}

func (a *app) validate(ctx context.Context, all *setting.Values, file, as string, flags baselineFlags) error {
	c := all.Contract
	target := contract.Target{Now: a.now, MaxBody: c.Target.MaxBody, Strict: c.Target.Strict,
		Require: c.Target.Require, RequireRecords: c.Target.RequireRecords}
	if c.Description == "-" && file == "-" {
		return output.Usage("FILE and --description are both standard input",
			"name a file for one of them")
	}
	if err := a.judgeOptions(ctx, c, all.Mock.API, &target); err != nil {
		return err
	}
	base, err := a.openBaseline(c, flags, &target)
	if err != nil {
		return err
	}
	defer base.discard()
	in, err := description.Open(file, a.stdin)
	if err != nil {
		return err
	}
	defer in.Close()
	a.limitMemory()
	files, err := reporting.OpenFiles(c.Reports)
	if err != nil {
		return err
	}
	defer reporting.Discard(files)
	from, done := a.measured(in)
	report, err := contract.JudgeFile(ctx, contract.File{Name: description.InWords(file), From: from, Type: as}, target)
	done()
	return a.finish(report, err, c, files, base)
}
