package main

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/cmd/ringer/internal/example"
	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/cmd/ringer/internal/verb"
	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/prefer"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/display"
)

// generateOptions is the request of generate: an operation and its inputs.
type generateOptions struct {
	operation                    string
	params                       []string // NAME=VALUE
	pipeline, dataset, execution string   // parameters of the built-in API
	body                         string
	prefer                       []string
}

func newGenerateCommand(app *app) *cobra.Command {
	wanted := setting.InSection("mock", "api", "overlay", "scenario", "fixtures", "seed", "style", "now", "epoch")
	var q generateOptions
	cmd := &cobra.Command{
		Use:   "generate",
		Short: "print a response of the mock, without a server",
		Long: `Prints the body of one response, byte for byte as ringer serve sends it: of any
operation of the API, by its operationId. The same seed, inputs and --now give the
same bytes on any machine. A status other than 200 is printed on stderr, and so are
preferences that were ignored.

Inputs that are not given are made up: required parameters and the request body are
generated, and an id of the resource is the first one in its list.

From ringer.yaml it reads the section serve, like ringer serve, but only the settings
that are also options here.`,
		Example: `# one execution in each state, for example to save as a fixture
ringer generate --scenario one-of-each-status --now 2024-10-01T12:00:00Z

# the results of an execution
ringer generate --operation results --scenario all-success

# an operation of your own API
ringer generate --api batches.yaml --operation createBatch`,
		Args: verb.Arguments(0, 0, "no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			c, _, err := setting.Load(cmd, wanted, app.environ)
			if err != nil {
				return err
			}
			app.stderr.Text(c.Warnings...)
			if q.execution != "" && c.Mock.API == fixtures.BuiltIn && q.operation != schemas.Get {
				return output.Usage("--execution names one execution, and "+cmp.Or(q.operation, schemas.List)+" returns all",
					"add --operation get, or leave --execution out")
			}
			return app.generate(cmd.Context(), c.Mock, q)
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&q.operation, "operation", "", "the operation; the default is the list of the first job:\n"+
		"list for the built-in API, which also has get and results")
	flags.StringArrayVar(&q.params, "param", nil, "a path, query or header parameter; repeatable")
	flags.StringVar(&q.body, "body", "", "the request body; @FILE reads a file, @- standard input;\nthe default is a generated one")
	flags.StringVar(&q.pipeline, "pipeline", "", "short for --param pipeline_id=ID ("+example.Pipeline+")")
	flags.StringVar(&q.dataset, "dataset", "", "short for --param eval_dataset_id=ID ("+example.Dataset+")")
	flags.StringVar(&q.execution, "execution", "", "short for --param eval_dataset_execution_id=ID")
	flags.StringArrayVar(&q.prefer, "prefer", nil,
		"a preference, as in the header Prefer: count=3,\n"+
			"status=ERROR, code=503, scenario=NAME; repeatable")
	for flag, arg := range map[string]string{
		"operation": "ID", "param": "NAME=VALUE", "body": "TEXT",
		"pipeline": "ID", "dataset": "ID", "execution": "ID", "prefer": "NAME=VALUE",
	} {
		verb.NameValue(cmd, flag, arg)
	}
	verb.CompleteFrom(cmd, "operation", app.operationIDs)
	verb.CompleteFrom(cmd, "prefer", app.preferences)
	setting.AddFlags(cmd, wanted, app.environ)
	return cmd
}

// operationIDs completes the operations of the API.
func (a *app) operationIDs(cmd *cobra.Command) []string {
	var ids []string
	for _, op := range setting.Completed(cmd, a.environ).Description.Operations() {
		ids = append(ids, strings.TrimRight(op.ID+"\t"+display.Line(op.Summary), "\t"))
	}
	return ids
}

// preferences completes preferences, and the states of the API's jobs.
func (a *app) preferences(cmd *cobra.Command) []string {
	api := setting.Completed(cmd, a.environ)
	var all []string
	for _, name := range verb.Preferred() {
		if slices.Contains(prefer.PlainNames(), name) && !slices.Contains(api.Plain, name) {
			name = "ringer-" + name
		}
		all = append(all, name+"=")
	}
	for _, state := range api.States() {
		all = append(all, "status="+state)
	}
	return all
}

// generate prints a body on stdout, and a status other than 200 on stderr.
func (a *app) generate(ctx context.Context, c setting.Mock, q generateOptions) (err error) {
	if c.Engine.API, err = c.LoadAPI(); err != nil {
		return err
	}
	answer, err := a.requestOnce(ctx, c, q)
	if err != nil {
		return err
	}
	for _, p := range answer.ignored {
		fmt.Fprintf(a.stderr, "ignored: --prefer %s: %s\n", display.Line(p.Name), display.Line(p.Reason))
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
