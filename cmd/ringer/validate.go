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
		"max-body", "description", "overlay", "rule", "fail-on", "known", "strict", "require-records", "format", "report", "verbose")
	var as string
	cmd := &cobra.Command{
		Use:   "validate FILE|-",
		Short: "hold saved answers against the contract",
		Long: `Reads answers from FILE, or from standard input for -, and judges them by the
rules of ringer check, as far as a file can tell; what only a run can show is
not examined. Nothing is asked. A file is
  - one answer's body: a list of executions, one of them, a list of results, the
    body of a 422, or any other type by --type;
  - JSON lines: on each an answer's body, or an exchange {"request", "response"};
  - an HTTP Archive (HAR 1.2), as browsers and ringer serve write it. What is not
    about this API is counted and left out, and so is what was not kept.
It may be packed with gzip, and be written in UTF-16, as PowerShell does.
Without --type it finds out by itself what the file is; either way the report
says what was taken for what. A list of any length is read, longer ones than
--max-body execution by execution.

The exit code is 0 when every promise that could be examined was kept, 1 when
one was broken, 2 when the question was wrong, 3 when the file could not be read
or holds nothing of this API.`,
		Example: `# an answer saved yesterday
ringer validate answer.json

# what a scenario answers, without a server
ringer generate --scenario one-of-each-status | ringer validate -`,
		Args: verb.Arguments(1, 1, "one file, or - for standard input"),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, _, err := setting.Load(cmd, wanted, app.environ)
			if err != nil {
				return err
			}
			return app.validate(cmd.Context(), c.Contract, args[0], as)
		},
	}
	cmd.Flags().StringVar(&as, "type", "", "what it is: har, lines, list, results, or a type")
	verb.NameValue(cmd, "type", "NAME")
	verb.Complete(cmd, "type", contract.FileTypes())
	setting.AddFlags(cmd, wanted)
	return cmd
}

func (a *app) validate(ctx context.Context, c setting.Contract, file, as string) error {
	target := contract.Target{MaxBody: c.Target.MaxBody, Strict: c.Target.Strict,
		RequireRecords: c.Target.RequireRecords}
	if c.Description == "-" && file == "-" {
		return output.Usage("FILE and --description are both standard input",
			"name a file for one of them")
	}
	if err := a.judging(c, &target); err != nil {
		return err
	}
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
	report, err := contract.JudgeFile(ctx, contract.File{Name: description.InWords(file), From: in, Type: as},
		target)
	if report != nil {
		if err := a.report(report, c, files); err != nil {
			return err
		}
	}
	return conclusion(report, err)
}
