package main

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/cmd/ringer/internal/example"
	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/cmd/ringer/internal/verb"
	"github.com/ringer-api/ringer/schemas"
)

// generateOptions is the request of generate: an operation and its ids.
type generateOptions struct {
	operation                    string
	pipeline, dataset, execution string
	prefer                       []string
}

func newGenerateCommand(app *app) *cobra.Command {
	wanted := setting.InSection("mock", "scenario", "fixtures", "seed", "style", "now", "epoch")
	q := generateOptions{operation: schemas.List}
	cmd := &cobra.Command{
		Use:   "generate",
		Short: "print a response of the mock, without a server",
		Long: `Prints the body of one response, byte for byte as ringer serve sends it: the list of
executions, one execution, or its results. The same seed, ids and --now give the
same bytes on any machine.

In ringer.yaml it reads the section serve, as ringer serve does: the settings with
the names of its options.`,
		Example: `# one execution in each state, for example to save as a fixture
ringer generate --scenario one-of-each-status --now 2024-10-01T12:00:00Z

# the results of an execution
ringer generate --operation results --scenario all-success`,
		Args: verb.Arguments(0, 0, "no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if q.execution != "" && q.operation != schemas.Get {
				return output.Usage("--execution names one execution, and "+q.operation+" returns all",
					"add --operation get, or leave --execution out")
			}
			c, _, err := setting.Load(cmd, wanted, app.environ)
			if err != nil {
				return err
			}
			app.stderr.Text(c.Warnings...)
			return app.generate(cmd.Context(), c.Mock, q)
		},
	}
	flags := cmd.Flags()
	operations := []string{schemas.List, schemas.Get, schemas.Results}
	flags.Var(&verb.Choice{At: &q.operation, Choices: operations}, "operation", "the operation: "+output.OneOf(operations))
	flags.StringVar(&q.pipeline, "pipeline", example.Pipeline, "id of the pipeline")
	flags.StringVar(&q.dataset, "dataset", example.Dataset, "id of the dataset")
	flags.StringVar(&q.execution, "execution", "",
		"id of the execution for get; the default is the first of the list")
	flags.StringArrayVar(&q.prefer, "prefer", nil,
		"a preference, as in the header Prefer: count=3,\n"+
			"status=ERROR, code=503, scenario=NAME; repeatable")
	for flag, arg := range map[string]string{
		"operation": "NAME", "pipeline": "ID", "dataset": "ID", "execution": "ID", "prefer": "NAME=VALUE",
	} {
		verb.NameValue(cmd, flag, arg)
	}
	verb.Complete(cmd, "operation", operations)
	names := verb.Preferred()
	prefers := make([]string, len(names))
	for i, name := range names {
		prefers[i] = name + "="
	}
	verb.Complete(cmd, "prefer", prefers)
	setting.AddFlags(cmd, wanted)
	return cmd
}

// generate prints a body on stdout, and a status other than 200 on stderr.
func (a *app) generate(ctx context.Context, c setting.Mock, q generateOptions) error {
	answer, err := a.requestOnce(ctx, c, q)
	if err != nil {
		return err
	}
	if answer.status != http.StatusOK {
		fmt.Fprintf(a.stderr, "status %d %s\n", answer.status, http.StatusText(answer.status))
	}
	announced, length := answer.header.Get("Content-Length"), strconv.Itoa(answer.body.Len())
	if announced != "" && announced != length {
		fmt.Fprintf(a.stderr, "the response has Content-Length %s, but a body of %s bytes\n", announced, length)
	}
	if a.stdout.IsTerminal() { // control characters are escaped for a terminal
		fmt.Fprintf(a.stdout, "%s\n", answer.body.Bytes())
		return nil
	}
	_, err = a.stdout.Raw().Write(answer.body.Bytes())
	return err
}

// path is the path of the request.
func (q generateOptions) path() string {
	template := schemas.Default().Operation(q.operation).Path
	return strings.NewReplacer(
		"{pipeline_id}", q.pipeline,
		"{eval_dataset_id}", q.dataset,
		"{eval_dataset_execution_id}", q.execution,
	).Replace(template)
}
