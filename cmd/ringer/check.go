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
	wanted := append(setting.InSection("contract"), setting.InSection("mock", "api")...)
	var printOnly, planOnly bool
	var flags baselineFlags
	var again repeatFlags
	cmd := &cobra.Command{
		Use:   "check [URL]",
		Short: "check a running service against the contract",
		Long: `Sends requests to a running service and validates every response: headers, status
code, JSON schema, the consistency of each job, and the consistency of successive
responses. --api names the API that the service should have: an OpenAPI document, the
folder of an API, the address of a document, self for the one that the service serves
itself, or the built-in API, which is the default and whose jobs are executions. It
only reads, unless --allow-writes also lets it start jobs, of which it creates no more
than --max-created. It lists at the end what it has started, and cancels or deletes it
if the description has an operation for that.

Of an API other than the built-in one, each GET operation is requested with ids that
the service has listed, or with examples of the description; --param gives what
neither shows, --body the body of a request that creates.

--plan prints each request that a run with the same settings may send, and sends none:
a run sends nothing that its plan does not list, by method, path and number.

Options can also be set in ringer.yaml under check:, by the same name, or by an
environment variable such as RINGER_RATE. Options on the command line override
variables, and variables override the file.

Of the built-in API, --dataset names what to check. Without it, or if the given datasets
are empty, it asks the service to list its pipelines and their datasets, and checks
those. With --allow-writes, --dataset is required: executions are started only in the
given datasets.

A ringer.yaml that was found in the working directory, and not given by --config,
provides secrets and a proxy only for the URL that it contains. The first lines of
the output list the proxy used, the secrets sent, and the origin of each setting.
Only --proxy sets a proxy; HTTP_PROXY is ignored.

A document with the four operations of the built-in API, and perhaps more, is a newer
version of that.

--update-baseline writes the findings that fail this run to the --baseline file, each
with an expiry date, and exits with 0. With --baseline alone, findings that the file
lists do not fail the run.

--repeat checks again and again. The first round prints its report, the others what is
new, gone and still there. The exit code is that of the last complete round. --history
keeps what the last 50 runs have found: each finding then says whether it is new, since
when it is seen, or that it is flaky.

Exit codes: 0 no rule failed; 1 a rule failed (--fail-on sets the lowest severity
that counts); 2 wrong usage; 3 the service could not be reached, nothing could be
checked, or ringer had an internal error (the report contains it).`,
		Example: `# a mock on this machine
ringer check http://127.0.0.1:4010 --pipeline ` + example.Pipeline + ` \
  --dataset ` + example.Dataset + `

# any service, by its OpenAPI document or by the one that it serves itself
ringer check http://127.0.0.1:8000 --api openapi.yaml
ringer check http://127.0.0.1:8000 --api self

# with a report file for a CI server; the variable TOKEN holds the token
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
			app.stderr.Text(c.Warnings...)
			app.stderr.Text(setting.Withhold(all, setting.SecretsSent()...)...)
			if printOnly {
				setting.Print(app.stdout, all, app.environ)
				return nil
			}
			if planOnly {
				return app.plan(cmd.Context(), c, flags)
			}
			app.stderr.Text(setting.SentSecrets(all)...)
			if !c.Contract.Quiet {
				app.stderr.Text(setting.UnusedProxy(c.Contract, app.environ))
			}
			return app.check(cmd.Context(), c, flags, again)
		},
		ValidArgsFunction: cobra.NoFileCompletions,
	}
	setting.AddFlags(cmd, wanted, app.environ)
	hideDescription(cmd)
	flags.add(cmd)
	again.add(cmd)
	cmd.Flags().BoolVar(&printOnly, "print-config", false,
		"print the effective settings with their sources")
	cmd.Flags().BoolVar(&planOnly, "plan", false,
		"print every request that a run may send, and send none")
	return cmd
}

// checkOnce runs the check once and writes its reports, also when the run was cut short. The
// report is nil when the check is wrong.
func (a *app) checkOnce(ctx context.Context, all *setting.Values, flags baselineFlags, remember string) (*contract.Report, error) {
	c := all.Contract
	target, err := a.target(ctx, c, all.Mock.API)
	if err != nil {
		return nil, err
	}
	target.Now = a.now
	base, err := a.openBaseline(c, flags, &target)
	if err != nil {
		return nil, err
	}
	defer base.discard()
	files, err := reporting.OpenFiles(c.Reports)
	if err != nil {
		return nil, err
	}
	defer reporting.Discard(files)
	history, err := reporting.OpenHistory(remember)
	if err != nil {
		return nil, err
	}
	defer history.Discard()
	a.limitMemory()
	progress := reporting.NewProgress(a.environ, a.stderr, c.Quiet)
	target.Progress = progress.Show
	report, err := contract.Check(ctx, target)
	progress.Clear()
	if c.Format == unshown && ctx.Err() != nil {
		return nil, err // interrupted: what stands of the last round stays
	}
	hint := a.describesItself(ctx, target, err)
	history.Tell(report)
	problem := withHint(a.finish(report, err, c, files, base), hint)
	if err := history.Add(report); err != nil {
		return nil, err
	}
	return report, problem
}

// withHint adds a hint to an error, before its own.
func withHint(err error, hint string) error {
	var failed *output.Failure
	if hint != "" && errors.As(err, &failed) {
		failed.Hints = append([]string{hint}, failed.Hints...)
	}
	return err
}

// hideDescription hides --description, an older name of --api.
func hideDescription(cmd *cobra.Command) {
	_ = cmd.Flags().MarkHidden("description") // the verb has it
}

// conclusion turns a check's result into the command's error.
func conclusion(report *contract.Report, err error) error {
	var wrong *contract.UsageError
	var ask *contract.NotCheckedError
	var internal *contract.InternalError
	switch {
	case errors.As(err, &wrong) && wrong.Field == "Datasets":
		return output.Usage("dataset: "+wrong.Problem, "name one: "+setting.NamingDatasets)
	case errors.As(err, &wrong):
		return output.Usage(inSettings(wrong), wrong.Hint)
	case errors.As(err, &internal):
		err = output.NotChecked(internal.Error(), contract.ReportingDefects)
	case errors.As(err, &ask) && ask.Hint != "":
		err = &output.Failure{Code: contract.ExitCode(report, err), Problem: ask.Error(), Hints: []string{ask.Hint}}
	case err != nil:
		err = &output.Failure{Code: contract.ExitCode(report, err), Problem: err.Error()}
	case contract.ExitCode(report, nil) == contract.ExitBroken:
		err = output.ErrBroken
	case contract.ExitCode(report, nil) != contract.ExitClean:
		err = output.NotChecked(notExamined(report))
	}
	return err
}

// notExamined says why a run without an error is not one that passed.
func notExamined(report *contract.Report) string {
	if unmet := report.Unmet(); len(unmet) > 0 {
		return "required, but " + strings.Join(unmet, "; ")
	}
	return "nothing could be checked"
}

// index matches the index in the name of a field.
var index = regexp.MustCompile(`\[\d+\]`)

// inSettings describes a mistake in a target by the names of the settings.
func inSettings(e *contract.UsageError) string {
	names := map[string]string{
		"URL": "url", "Datasets.PipelineID": "pipeline", "Datasets.EvalDatasetID": "dataset",
		"Headers": "header", "Token or Session": "token-env or cookie-env",
		"MaxCreated": "max-created", "HTTP": "http", "Proxy": "proxy", "TLS.CertFile": "cert-file", "TLS.CAFile": "ca-file",
		"API": "api", "Rules": "rule", "Known.Rule": "known", "Known.Reason": "known", "FailOn": "fail-on", "Require": "require",
		"Description": "description", "Type": "type",
	}
	field := index.ReplaceAllString(e.Field, "")
	if given, ok := strings.CutPrefix(field, "Collections."); ok {
		return fmt.Sprintf("param %s=%s: %s", given, e.Value, e.Problem)
	}
	name, ok := names[field]
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
	if c.Format == unshown {
		return nil
	}
	if err := reporting.AnnotateForGitHub(report, a.environ, a.stderr); err != nil {
		return err
	}
	return a.reporter(c).Write(a.stdout.Raw(), report)
}

// save writes the findings to a folder as scenarios, and prints how to serve them.
func (a *app) save(report *contract.Report, dir string) error {
	if dir == "" {
		return nil
	}
	saved, err := contract.Save(dir, report)
	if err != nil {
		return output.NotChecked(err.Error())
	}
	for i, file := range saved.Files {
		name := strings.TrimSuffix(filepath.Base(file), ".yaml")
		fmt.Fprintf(a.stderr, "saved %s: ringer serve --fixtures %s --scenario %s\n", file, dir,
			name)
		fmt.Fprintf(a.stderr, "  then: %s\n", saved.Requests[i])
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
	return a.style(c).Report
}

// style is how the text for people looks.
func (a *app) style(c setting.Contract) contract.TextStyle {
	colour := c.Color == "always" || c.Color == "auto" && a.colors(a.stdout)
	return contract.TextStyle{Colour: colour, Verbose: c.Verbose}
}
