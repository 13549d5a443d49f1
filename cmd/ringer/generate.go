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

// question is what generate answers: which operation, on which ids.
type question struct {
	operation                    string
	pipeline, dataset, execution string
	prefer                       []string
}

func newGenerateCommand(app *app) *cobra.Command {
	wanted := setting.InSection("mock", "scenario", "fixtures", "seed", "style", "now", "epoch")
	q := question{operation: schemas.List}
	cmd := &cobra.Command{
		Use:   "generate",
		Short: "print what the mock would answer, without a server",
		Long: `Prints the body of one answer, byte for byte what ringer serve would send: the
list of executions, one of them, or its results. The same seed, ids and --now
give the same bytes on any machine.`,
		Example: `# one execution in each state, to look at or to keep as a fixture
ringer generate --scenario one-of-each-status --now 2024-10-01T12:00:00Z

# the results of an execution
ringer generate --operation results --scenario all-success`,
		Args: verb.Arguments(0, 0, "no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if q.execution != "" && q.operation != schemas.Get {
				return output.Usage("--execution names one execution, and "+q.operation+" asks for all",
					"add --operation get, or leave --execution out")
			}
			c, _, err := setting.Load(cmd, wanted, app.environ)
			if err != nil {
				return err
			}
			return app.generate(cmd.Context(), c.Mock, q)
		},
	}
	flags := cmd.Flags()
	operations := []string{schemas.List, schemas.Get, schemas.Results}
	flags.Var(&verb.Choice{At: &q.operation, Choices: operations}, "operation", "what to ask for: "+output.OneOf(operations))
	flags.StringVar(&q.pipeline, "pipeline", example.Pipeline, "pipeline to ask for")
	flags.StringVar(&q.dataset, "dataset", example.Dataset, "dataset to ask for")
	flags.StringVar(&q.execution, "execution", "",
		"execution that get asks for; the first of the list without it")
	flags.StringArrayVar(&q.prefer, "prefer", nil,
		"ask for something else, as with the header Prefer: count=3,\n"+
			"status=ERROR, code=503, scenario=NAME; may be given often")
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

// generate prints a body on stdout; a status other than 200 is told beside it.
func (a *app) generate(ctx context.Context, c setting.Mock, q question) error {
	answer, err := a.ask(ctx, c, q)
	if err != nil {
		return err
	}
	if answer.status != http.StatusOK {
		fmt.Fprintf(a.stderr, "status %d %s\n", answer.status, http.StatusText(answer.status))
	}
	announced, length := answer.header.Get("Content-Length"), strconv.Itoa(answer.body.Len())
	if announced != "" && announced != length {
		fmt.Fprintf(a.stderr, "the answer announces %s bytes and ends after %s\n", announced, length)
	}
	if a.stdout.IsTerminal() { // a terminal would obey what a program reads
		fmt.Fprintf(a.stdout, "%s\n", answer.body.Bytes())
		return nil
	}
	_, err = a.stdout.Raw().Write(answer.body.Bytes())
	return err
}

// path is where the question is asked.
func (q question) path() string {
	template := schemas.Default().Operation(q.operation).Path
	return strings.NewReplacer(
		"{pipeline_id}", q.pipeline,
		"{eval_dataset_id}", q.dataset,
		"{eval_dataset_execution_id}", q.execution,
	).Replace(template)
}
