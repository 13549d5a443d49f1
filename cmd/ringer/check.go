package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/cmd/ringer/internal/example"
	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/reporting"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/cmd/ringer/internal/verb"
	"github.com/ringer-api/ringer/contract"
)

func newCheckCommand(app *app) *cobra.Command {
	wanted := setting.InSection("contract")
	var printOnly bool
	cmd := &cobra.Command{
		Use:   "check [URL]",
		Short: "tell whether a service keeps its contract",
		Long: `Asks a running service what the documentation promises about it, and judges
every answer: the wire, the status, the schema, the order in a record, and what
must hold between one answer and the next. It only reads, unless
--allow-writes lets it start executions.

Where no dataset is named, or those named are empty, the service is asked which
it has: a service that lists its pipelines and their datasets needs no --dataset.
With --allow-writes it does: nothing is started in a dataset that nobody named.

A ringer.yaml that lies in the working folder, and was not named by --config,
sends no secret to a URL that is named elsewhere, and nothing through its proxy.
The first lines say through which proxy it asks, which secrets are sent, and
where that was said. No proxy is used but --proxy's, whatever HTTP_PROXY says.

A service that has moved on is judged by its new description with --description:
an OpenAPI document with the same four operations, which may promise more.

The exit code is 0 when every promise that could be examined was kept, 1 when
one was broken, 2 when the question was wrong, 3 when it could not be asked, or
when a part of ringer itself failed, which the report then tells.`,
		Example: `# a mock on this machine
ringer check http://127.0.0.1:4010 --pipeline ` + example.Pipeline + ` \
  --dataset ` + example.Dataset + `

# a report for a CI server beside the one on the terminal; the token stays in TOKEN
ringer check http://127.0.0.1:4010 --token-env TOKEN --report junit=contract.xml \
  --dataset ` + example.Pipeline + `/` + example.Dataset,
		Args: verb.Arguments(0, 1, "one URL"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				if err := cmd.Flags().Set("url", args[0]); err != nil {
					return err
				}
			}
			c, all, err := setting.Load(cmd, wanted, app.environ)
			if err != nil {
				return err
			}
			app.stderr.Talk(setting.Withhold(all, setting.Giveaways()...)...)
			if printOnly {
				setting.Print(app.stdout, all, app.environ)
				return nil
			}
			app.stderr.Talk(setting.Exposure(all)...)
			if !c.Contract.Quiet {
				app.stderr.Talk(setting.UnusedProxy(c.Contract, app.environ))
			}
			return app.check(cmd.Context(), c.Contract)
		},
		ValidArgsFunction: cobra.NoFileCompletions,
	}
	setting.AddFlags(cmd, wanted)
	cmd.Flags().BoolVar(&printOnly, "print-config", false,
		"print the settings in force and where each came from")
	return cmd
}

// check asks, then reports. A report is made also of a run that was cut short.
func (a *app) check(ctx context.Context, c setting.Contract) error {
	target, err := a.target(c)
	if err != nil {
		return err
	}
	files, err := reporting.OpenFiles(c.Reports)
	if err != nil {
		return err
	}
	defer reporting.Discard(files)
	a.limitMemory()
	progress := reporting.NewProgress(a.environ, a.stderr, c.Quiet)
	target.Progress = progress.Show
	report, err := contract.Check(ctx, target)
	progress.Clear()
	if report != nil {
		if err := a.report(report, c, files); err != nil {
			return err
		}
	}
	return conclusion(report, err)
}

// conclusion is a check's outcome as the command's error.
func conclusion(report *contract.Report, err error) error {
	var wrong *contract.UsageError
	var ask *contract.AskError
	var internal *contract.InternalError
	switch {
	case errors.As(err, &wrong) && wrong.Field == "Datasets":
		return output.Usage("dataset: "+wrong.Problem, "name one: "+setting.NamingDatasets)
	case errors.As(err, &wrong):
		return output.Usage(inSettings(wrong), wrong.Hint)
	case errors.As(err, &internal):
		err = output.Unasked(internal.Error(), contract.ReportingDefects)
	case errors.As(err, &ask) && ask.Hint != "":
		err = &output.Failure{Code: contract.ExitCode(report, err), Problem: ask.Error(), Hints: []string{ask.Hint}}
	case err != nil:
		err = &output.Failure{Code: contract.ExitCode(report, err), Problem: err.Error()}
	case contract.ExitCode(report, nil) == contract.ExitBroken:
		err = output.ErrBroken
	case contract.ExitCode(report, nil) != contract.ExitClean:
		err = output.Unasked("nothing could be examined, so nothing is said of the contract")
	}
	return err
}

// index is the place in a list that a field may have.
var index = regexp.MustCompile(`\[\d+\]`)

// inSettings words a mistake in a target by the names that a person typed.
func inSettings(e *contract.UsageError) string {
	names := map[string]string{
		"URL": "url", "Datasets.PipelineID": "pipeline", "Datasets.EvalDatasetID": "dataset",
		"Headers": "header", "Token or Session": "token-env or cookie-env",
		"HTTP": "http", "Proxy": "proxy", "TLS.CertFile": "cert-file", "TLS.CAFile": "ca-file",
		"Rules": "rule", "Known.Rule": "known", "Known.Reason": "known", "FailOn": "fail-on",
		"Description": "description", "Type": "type",
	}
	name, ok := names[index.ReplaceAllString(e.Field, "")]
	if !ok {
		return e.Error()
	}
	if e.Value == "" {
		return name + " " + e.Problem
	}
	return fmt.Sprintf("%s %q %s", name, e.Value, e.Problem)
}

func (a *app) report(report *contract.Report, c setting.Contract, files []reporting.File) error {
	for _, f := range files {
		if err := f.Write(report); err != nil {
			return err
		}
	}
	if err := a.save(report, c.Save); err != nil {
		return err
	}
	if err := reporting.TellGitHub(report, a.environ, a.stderr); err != nil {
		return err
	}
	return a.reporter(c).Write(a.stdout.Raw(), report)
}

// save keeps the findings in a folder, and says how they are served again.
func (a *app) save(report *contract.Report, dir string) error {
	if dir == "" {
		return nil
	}
	saved, err := contract.Save(dir, report)
	if err != nil {
		return output.Unasked(err.Error())
	}
	for _, file := range saved.Files {
		name := strings.TrimSuffix(filepath.Base(file), ".yaml")
		fmt.Fprintf(a.stderr, "saved %s: ringer serve --fixtures %s --scenario %s\n", file, dir,
			name)
	}
	for _, skipped := range saved.Skipped {
		fmt.Fprintf(a.stderr, "not saved: %s\n", skipped)
	}
	return nil
}

func (a *app) reporter(c setting.Contract) contract.Reporter {
	if c.Format != "text" {
		return setting.Reporters()[c.Format]
	}
	colour := c.Color == "always" || c.Color == "auto" && a.colors(a.stdout)
	return contract.TextStyle{Colour: colour, Verbose: c.Verbose}.Report
}
