package ctl

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/cmd/ringer/internal/example"
	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/verb"
	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/mock/control"
	"github.com/ringer-api/ringer/schemas/display"
)

func (c *ctl) jobsCommand() *cobra.Command {
	return group("jobs", "list, show, add, change and delete the jobs of a session",
		`Lists the jobs of the session with their timelines: the states of each job and when
they begin, past and to come, by the session's clock. Adds jobs in a state of your
choice, sets fields, and deletes jobs.`,
		`ringer ctl jobs list

# a running one that will fail
ringer ctl jobs add --pipeline `+example.Pipeline+` \
    --dataset `+example.Dataset+` --running --ends ERROR`,
		c.jobsList(), c.jobsGet(), c.jobsAdd(), c.jobsSet(), c.jobsRemove(),
	)
}

// scope is the query that selects a dataset.
func scope(pipeline, dataset string) string {
	query := url.Values{}
	if pipeline != "" {
		query.Set("pipelineId", pipeline)
	}
	if dataset != "" {
		query.Set("evalDatasetId", dataset)
	}
	if len(query) == 0 {
		return ""
	}
	return "?" + query.Encode()
}

func (c *ctl) jobsList() *cobra.Command {
	var pipeline, dataset string
	cmd := c.inSession(&cobra.Command{Use: "list", Short: "list the jobs and their timelines",
		Args:    verb.Arguments(0, 0, "no argument"),
		Example: "ringer ctl jobs list" + example.Options}, nil)
	addDataset(cmd, &pipeline, &dataset)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		var list control.JobList
		path := c.sessionPath("/jobs") + scope(pipeline, dataset)
		if err := c.call(cmd.Context(), http.MethodGet, path, nil, &list); err != nil {
			return err
		}
		return c.print(list, func() { c.printJobs(list.Jobs...) })
	}
	return cmd
}

func (c *ctl) printJobs(jobs ...mock.Job) {
	table := tabwriter.NewWriter(c.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "ID\tSTATE\tORIGIN\tTIMELINE")
	for i := range jobs {
		job := &jobs[i]
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", display.Line(job.ID), display.Line(job.State), display.Line(job.Origin),
			display.Line(timelineText(job)))
	}
	_ = table.Flush() // the output remembers its error
}

func (c *ctl) jobsGet() *cobra.Command {
	var pipeline, dataset string
	cmd := c.inSession(&cobra.Command{Use: "get ID", Short: "show the timeline of a job, a line per state",
		Args: verb.Arguments(1, 1, "a job's id"),
		Long: `A job that waits and a job that runs are both PENDING; the number of attempts begun so
far distinguishes them. --format json prints the record, too.`,
		Example: exampleAdd() + "ringer ctl jobs get " + ExampleJob}, nil)
	addDataset(cmd, &pipeline, &dataset)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		var job mock.Job
		path := c.sessionPath("/jobs/"+url.PathEscape(args[0])) + scope(pipeline, dataset)
		if err := c.call(cmd.Context(), http.MethodGet, path, nil, &job); err != nil {
			return err
		}
		return c.print(job, func() { c.printTimeline(&job) })
	}
	return cmd
}

func (c *ctl) jobsAdd() *cobra.Command {
	n := mock.NewJob{}
	cmd := c.inSession(&cobra.Command{Use: "add",
		Short:   "add a job in a given state",
		Args:    verb.Arguments(0, 0, "no argument"),
		Example: "ringer ctl jobs add" + example.Options + " --state SUCCESS"}, nil)
	addIDs(cmd, &n.PipelineID, &n.EvalDatasetID, "the dataset to add it to; required")
	flags := cmd.Flags()
	flags.StringVar(&n.ID, "id", "", "its id; the default is generated from the seed")
	flags.StringVar(&n.State, "state", "",
		"its state: "+example.States)
	flags.BoolVar(&n.Running, "running", false, "the PENDING job has started its first attempt")
	flags.StringVar(&n.Ends, "ends", "", "the final state of a PENDING job; PENDING: it never ends")
	for flag, arg := range map[string]string{"id": "ID", "state": "STATE", "ends": "STATE"} {
		verb.NameValue(cmd, flag, arg)
	}
	verb.Complete(cmd, "state", strings.Split(example.States, ", "))
	verb.Complete(cmd, "ends", strings.Split(example.States, ", "))
	c.renamedFlag(cmd, "status", "state")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if n.PipelineID == "" || n.EvalDatasetID == "" {
			return output.Usage("--pipeline and --dataset are required", "add --pipeline ID --dataset ID")
		}
		var e mock.Job
		path := c.sessionPath("/jobs")
		if err := c.call(cmd.Context(), http.MethodPost, path, n, &e); err != nil {
			return err
		}
		return c.print(e, func() { c.printJobs(e) })
	}
	return cmd
}

func (c *ctl) jobsSet() *cobra.Command {
	var pipeline, dataset string
	var change mock.Edit
	cmd := c.inSession(&cobra.Command{Use: "set ID POINTER=VALUE...", Short: "set fields of a job",
		Args: verb.Arguments(2, 101, "a job's id, then fields such as /error_message=oops"),
		Long: `A field is given by its JSON pointer in the record. A value that is valid JSON is used
as such, anything else as a string. The job continues: fields that are not set here
still change with its state.`,
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
		var e mock.Job
		path := c.sessionPath("/jobs/"+url.PathEscape(args[0])) + scope(pipeline, dataset)
		if err := c.call(cmd.Context(), http.MethodPatch, path, change, &e); err != nil {
			return err
		}
		return c.print(e, func() { c.printJobs(e) })
	}
	return cmd
}

// ExampleJob is an id for the examples, of a job they add.
const ExampleJob = "9f8b7c6d-5e4f-4a3b-8c2d-1e0f9a8b7c6d"

func exampleAdd() string {
	return "ringer ctl jobs add --id " + ExampleJob + " \\\n   " + example.Options + "\n"
}

func exampleSet(field string) string {
	return exampleAdd() + "ringer ctl jobs set " + ExampleJob + " " + field
}

func (c *ctl) jobsRemove() *cobra.Command {
	var pipeline, dataset string
	cmd := c.inSession(&cobra.Command{Use: "rm ID", Short: "delete a job",
		Args:    verb.Arguments(1, 1, "a job's id"),
		Example: exampleAdd() + "ringer ctl jobs rm " + ExampleJob}, nil)
	addDataset(cmd, &pipeline, &dataset)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		path := c.sessionPath("/jobs/"+url.PathEscape(args[0])) + scope(pipeline, dataset)
		return c.call(cmd.Context(), http.MethodDelete, path, nil, nil)
	}
	return cmd
}
