package ctl

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/cmd/ringer/internal/example"
	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/verb"
	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/mock/control"
	"github.com/ringer-api/ringer/schemas/display"
)

func (c *ctl) executionsCommand() *cobra.Command {
	return group("executions", "list, add, change and delete the executions of a session",
		`Lists the executions of the session with their states and next transitions, adds
executions in a state of your choice, sets fields, and deletes executions.`,
		`ringer ctl executions list

# a running one that will fail
ringer ctl executions add --pipeline `+example.Pipeline+` \
    --dataset `+example.Dataset+` --running --ends ERROR`,
		c.executionsList(), c.executionsAdd(), c.executionsSet(), c.executionsRemove(),
	)
}

// scope is the query that selects a dataset.
func scope(pipeline, dataset string) string {
	query := url.Values{}
	if pipeline != "" {
		query.Set("pipeline_id", pipeline)
	}
	if dataset != "" {
		query.Set("eval_dataset_id", dataset)
	}
	if len(query) == 0 {
		return ""
	}
	return "?" + query.Encode()
}

func (c *ctl) executionsList() *cobra.Command {
	var pipeline, dataset string
	cmd := c.inSession(&cobra.Command{Use: "list", Short: "list the executions and their states",
		Args:    verb.Arguments(0, 0, "no argument"),
		Example: "ringer ctl executions list" + example.Options}, nil)
	addDataset(cmd, &pipeline, &dataset)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		var list control.ExecutionList
		path := c.sessionPath("/executions") + scope(pipeline, dataset)
		if err := c.call(cmd.Context(), http.MethodGet, path, nil, &list); err != nil {
			return err
		}
		return c.print(list, func() { c.printExecutions(list.Executions...) })
	}
	return cmd
}

func (c *ctl) printExecutions(executions ...mock.Execution) {
	table := tabwriter.NewWriter(c.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "ID\tSTATUS\tORIGIN\tNEXT")
	for _, e := range executions {
		next := e.Still
		if e.Next != nil {
			next = e.Next.At.Format(time.RFC3339Nano) + " " + moveText(mock.Transition{Transition: *e.Next})
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", display.Line(e.ID), display.Line(e.Status), display.Line(e.Origin),
			display.Line(next))
	}
	_ = table.Flush() // the output remembers its error
}

func (c *ctl) executionsAdd() *cobra.Command {
	n := mock.NewExecution{}
	cmd := c.inSession(&cobra.Command{Use: "add",
		Short:   "add an execution in a given state",
		Args:    verb.Arguments(0, 0, "no argument"),
		Example: "ringer ctl executions add" + example.Options + " --status SUCCESS"}, nil)
	addIDs(cmd, &n.PipelineID, &n.EvalDatasetID, "the dataset to add it to; required")
	flags := cmd.Flags()
	flags.StringVar(&n.ID, "id", "", "its id; the default is generated from the seed")
	flags.StringVar(&n.Status, "status", "",
		"its state: "+strings.Join(fixtures.States, ", "))
	flags.BoolVar(&n.Running, "running", false, "the PENDING execution has started its first attempt")
	flags.StringVar(&n.Ends, "ends", "", "the final state of a PENDING execution; PENDING if it never ends")
	for flag, arg := range map[string]string{"id": "ID", "status": "STATE", "ends": "STATE"} {
		verb.NameValue(cmd, flag, arg)
	}
	verb.Complete(cmd, "status", fixtures.States)
	verb.Complete(cmd, "ends", fixtures.States)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if n.PipelineID == "" || n.EvalDatasetID == "" {
			return output.Usage("--pipeline and --dataset are required", "add --pipeline ID --dataset ID")
		}
		var e mock.Execution
		path := c.sessionPath("/executions")
		if err := c.call(cmd.Context(), http.MethodPost, path, n, &e); err != nil {
			return err
		}
		return c.print(e, func() { c.printExecutions(e) })
	}
	return cmd
}

func (c *ctl) executionsSet() *cobra.Command {
	var pipeline, dataset string
	var change mock.Edit
	cmd := c.inSession(&cobra.Command{Use: "set ID POINTER=VALUE...", Short: "set fields of an execution",
		Args: verb.Arguments(2, 101, "an execution's id, then fields such as /error_message=oops"),
		Long: `A field is given by its JSON pointer in the execution. A value that is valid JSON is
used as such, anything else as a string. The job continues: fields that are not set
here still change with its state.`,
		Example: exampleSet("/user_id=somebody"),
	}, nil)
	addDataset(cmd, &pipeline, &dataset)
	cmd.Flags().BoolVar(&change.BreakContract, "break-contract", false,
		"allow values that violate the schema")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		var err error
		if change.Set, err = readFields(args[1:]); err != nil {
			return err
		}
		var e mock.Execution
		path := c.sessionPath("/executions/"+url.PathEscape(args[0])) + scope(pipeline, dataset)
		if err := c.call(cmd.Context(), http.MethodPatch, path, change, &e); err != nil {
			return err
		}
		return c.print(e, func() { c.printExecutions(e) })
	}
	return cmd
}

// ExampleExecution is an id for the examples, of an execution they add.
const ExampleExecution = "9f8b7c6d-5e4f-4a3b-8c2d-1e0f9a8b7c6d"

func exampleAdd() string {
	return "ringer ctl executions add --id " + ExampleExecution + " \\\n   " + example.Options + "\n"
}

func exampleSet(field string) string {
	return exampleAdd() + "ringer ctl executions set " + ExampleExecution + " " + field
}

func (c *ctl) executionsRemove() *cobra.Command {
	var pipeline, dataset string
	cmd := c.inSession(&cobra.Command{Use: "rm ID", Short: "delete an execution",
		Args:    verb.Arguments(1, 1, "an execution's id"),
		Example: exampleAdd() + "ringer ctl executions rm " + ExampleExecution}, nil)
	addDataset(cmd, &pipeline, &dataset)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		path := c.sessionPath("/executions/"+url.PathEscape(args[0])) + scope(pipeline, dataset)
		return c.call(cmd.Context(), http.MethodDelete, path, nil, nil)
	}
	return cmd
}
