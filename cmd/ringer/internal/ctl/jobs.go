package ctl

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
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

func (c *ctl) jobsList() *cobra.Command {
	var which collection
	cmd := c.inSession(&cobra.Command{Use: "list", Short: "list the jobs and their timelines",
		Args:    verb.Arguments(0, 0, "no argument"),
		Example: "ringer ctl jobs list" + example.Options}, nil)
	which.add(cmd, anyCollection)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		query, err := which.query()
		if err != nil {
			return err
		}
		var list control.JobList
		path := c.sessionPath("/jobs") + query
		if err := c.call(cmd.Context(), http.MethodGet, path, nil, &list); err != nil {
			return err
		}
		return c.print(list, func() { c.printJobs(list.Jobs...) })
	}
	return cmd
}

func (c *ctl) printJobs(jobs ...mock.Job) {
	table := tabwriter.NewWriter(c.stdout, 0, 0, 2, ' ', 0)
	several := slices.ContainsFunc(jobs, func(j mock.Job) bool { return strings.Contains(j.Resource, "/") }) // APIs
	if several {
		fmt.Fprint(table, "RESOURCE\t")
	}
	fmt.Fprintln(table, "ID\tSTATE\tORIGIN\tTIMELINE")
	for i := range jobs {
		job := &jobs[i]
		if several {
			fmt.Fprintf(table, "%s\t", display.Line(job.Resource))
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", display.Line(job.ID), display.Line(job.State), display.Line(job.Origin),
			display.Line(timelineText(job)))
	}
	_ = table.Flush() // the output remembers its error
}

func (c *ctl) jobsGet() *cobra.Command {
	var which collection
	cmd := c.inSession(&cobra.Command{Use: "get ID", Short: "show the timeline of a job, a line per state",
		Args: verb.Arguments(1, 1, "a job's id"),
		Long: `If a job that waits and a job that runs have the same state, the number of attempts begun
so far distinguishes them. --format json prints the record, too.`,
		Example: exampleAdd() + "ringer ctl jobs get " + ExampleJob}, nil)
	which.add(cmd, anyCollection)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		query, err := which.query()
		if err != nil {
			return err
		}
		var job mock.Job
		path := c.sessionPath("/jobs/"+url.PathEscape(args[0])) + query
		if err := c.call(cmd.Context(), http.MethodGet, path, nil, &job); err != nil {
			return err
		}
		return c.print(job, func() { c.printTimeline(&job) })
	}
	return cmd
}

func (c *ctl) jobsAdd() *cobra.Command {
	var n mock.NewJob
	var which collection
	var input string
	cmd := c.inSession(&cobra.Command{Use: "add",
		Short:   "add a job in a given state",
		Args:    verb.Arguments(0, 0, "no argument"),
		Example: "ringer ctl jobs add" + example.Options + " --state SUCCESS"}, nil)
	which.add(cmd, "the first job of the API")
	flags := cmd.Flags()
	flags.StringVar(&n.ID, "id", "", "its id; the default is generated from the seed")
	flags.StringVar(&n.State, "state", "",
		"its state, as the API names it; the default is the first one")
	flags.BoolVar(&n.Running, "running", false, "it has begun to run; for jobs whose state does not show that")
	flags.StringVar(&n.Ends, "ends", "", "the state in which it ends; one that is not final: it never ends")
	flags.StringVar(&input, "input", "", "the body of the request that creates it, as JSON")
	for flag, arg := range map[string]string{"id": "ID", "state": "STATE", "ends": "STATE", "input": "JSON"} {
		verb.NameValue(cmd, flag, arg)
	}
	for _, flag := range []string{"state", "ends"} {
		verb.CompleteFrom(cmd, flag, c.states)
	}
	c.renamedFlag(cmd, "status", "state")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		var err error
		if n.Scope, err = which.scope(); err != nil {
			return err
		}
		n.Resource = which.resource
		if input != "" {
			if !json.Valid([]byte(input)) {
				return output.Usage("--input is not JSON", `want the body of a create request, such as '{"name": "example"}'`)
			}
			n.Input = json.RawMessage(input)
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
	var which collection
	var change mock.Edit
	cmd := c.inSession(&cobra.Command{Use: "set ID POINTER=VALUE...", Short: "set fields of a job",
		Args: verb.Arguments(2, 101, "a job's id, then fields such as /error_message=oops"),
		Long: `A field is given by its JSON pointer in the record. A value that is valid JSON is used
as such, anything else as a string. The job continues: fields that are not set here
still change with its state.`,
		Example: exampleSet("/user_id=somebody"),
	}, nil)
	which.add(cmd, anyCollection)
	cmd.Flags().BoolVar(&change.BreakContract, "break-contract", false,
		"allow values that violate the schema")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		query, err := which.query()
		if err != nil {
			return err
		}
		if change.Set, err = readFields(args[1:]); err != nil {
			return err
		}
		var e mock.Job
		path := c.sessionPath("/jobs/"+url.PathEscape(args[0])) + query
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
	var which collection
	cmd := c.inSession(&cobra.Command{Use: "rm ID", Short: "delete a job",
		Args:    verb.Arguments(1, 1, "a job's id"),
		Example: exampleAdd() + "ringer ctl jobs rm " + ExampleJob}, nil)
	which.add(cmd, anyCollection)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		query, err := which.query()
		if err != nil {
			return err
		}
		return c.call(cmd.Context(), http.MethodDelete, c.sessionPath("/jobs/"+url.PathEscape(args[0]))+query, nil, nil)
	}
	return cmd
}
