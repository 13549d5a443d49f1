package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/cmd/ringer/internal/description"
	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/verb"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
)

func newJobsCommand(app *app) *cobra.Command {
	var overlays []string
	var format string
	var printOverlay bool
	cmd := &cobra.Command{
		Use:   "jobs FILE|-",
		Short: "show which resources of an API description are jobs",
		Long: `Shows the job model of a description: what begins, lists, gets, cancels and
deletes each job, where its status stands, its states and what follows upon what.
It is about the description, not about jobs that run: ringer ctl shows those.

The model is inferred: from the words that a status may have, from what the
operations answer with, from times, errors and progress. Each job says from what,
and how sure that is, from 0 to 1. What is not sure enough is not claimed; it is
listed at the end with the lines of an overlay that would settle it. A resource
that people move (an order, an invitation) has states too, but no clock ends it.

Those lines stand in an OpenAPI Overlay document, under x-ringer-jobs at the root
of the description. --print-overlay prints one that says what was found, to be
edited and given back with --overlay. FILE is a file, - for standard input, or the
word ringer for the description that ringer itself brings along.

The exit code is 0, also when there are no jobs; 2 when x-ringer-jobs says what
cannot be, 3 when the description cannot be read.`,
		Example: `ringer jobs openapi.json

# write down what was found, to edit it; then look at the outcome
ringer jobs openapi.json --print-overlay > jobs.yaml && \
ringer jobs openapi.json --overlay jobs.yaml --format json`,
		Args: verb.Arguments(1, 1, "one description"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if printOverlay && cmd.Flags().Changed("format") {
				return output.Usage("--print-overlay prints YAML; --format has no say in it", "leave one of them out")
			}
			if printOverlay {
				format = "overlay"
			}
			return app.jobs(args[0], overlays, format)
		},
	}
	addOverlays(cmd, &overlays, "says what the jobs are")
	cmd.Flags().BoolVar(&printOverlay, "print-overlay", false, "print an overlay that says the same")
	verb.AddFormat(cmd, &format, "text", "json")
	return cmd
}

func (a *app) jobs(name string, overlays []string, format string) error {
	d, err := a.describe(name, overlays)
	var failed *output.Failure
	switch {
	case errors.As(err, &failed):
		return err
	case err != nil:
		return output.Unasked("understanding "+output.OneLine(err).Error(), "want an OpenAPI document, 3.0 or later, in JSON or YAML")
	}
	model, err := jobs.Read(d)
	if err != nil {
		return a.wrongJobs(err)
	}
	a.tellLeftOut(d)
	switch format {
	case "json":
		return output.WriteJSON(a.stdout, model)
	case "overlay":
		_, err = fmt.Fprint(a.stdout, model.Overlay(titleOf(d)))
		return err
	}
	return writeModel(a.stdout, model)
}

func titleOf(d *schemas.Description) string {
	if title := d.Title(); title != "" {
		return title
	}
	return description.Name(d)
}

// wrongJobs tells every mistake in x-ringer-jobs, the last one as the error
// that ends the program.
func (a *app) wrongJobs(err error) error {
	var problems jobs.Problems
	if !errors.As(err, &problems) {
		return err
	}
	for i, p := range problems {
		var hints []string
		if p.Hint != "" {
			hints = []string{p.Hint}
		}
		if i == len(problems)-1 {
			return output.Usage(fmt.Sprintf("%s: %s", p.Place, p.Text), hints...)
		}
		a.complain(fmt.Sprintf("%s: %s", p.Place, p.Text), hints)
	}
	return nil
}
