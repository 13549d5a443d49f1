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
		Long: `Shows the job model of a description: the operations that create, list, get, cancel
and delete each job, where the response holds its status, its states and their
transitions. It reads the description only; for the jobs of a running mock see
ringer ctl jobs.

The model is inferred from the values of status fields, the responses of operations,
and fields for times, errors and progress. Each job lists its evidence and a
confidence from 0 to 1. What is too uncertain is not part of the model: it is listed
at the end, with the lines of an overlay that define it. A resource that users move
(an order, an invitation) has states too, but does not change by time alone.

These lines belong in an OpenAPI Overlay document, under x-ringer-jobs at the root of
the description. --print-overlay prints the model as such an overlay, to be edited
and applied with --overlay. FILE is a file, - for standard input, or the word ringer
for ringer's built-in description.

Exit codes: 0 the model was printed, even when there are no jobs; 2 wrong usage, or
x-ringer-jobs is invalid; 3 the description could not be read.`,
		Example: `ringer jobs openapi.json

# save the inferred model, edit it, and apply it
ringer jobs openapi.json --print-overlay > jobs.yaml && \
ringer jobs openapi.json --overlay jobs.yaml --format json`,
		Args: verb.Arguments(1, 1, "one description"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if printOverlay && cmd.Flags().Changed("format") {
				return output.Usage("--print-overlay always prints YAML: it cannot be combined with --format", "leave one of them out")
			}
			if printOverlay {
				format = "overlay"
			}
			return app.jobs(args[0], overlays, format)
		},
	}
	addOverlays(cmd, &overlays, "to apply; it may define jobs")
	cmd.Flags().BoolVar(&printOverlay, "print-overlay", false, "print the model as an overlay")
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
		return output.NotChecked("reading "+output.OneLine(err).Error(), "want an OpenAPI document, 3.0 or later, in JSON or YAML")
	}
	model, err := jobs.Read(d)
	if err != nil {
		return a.wrongJobs(err)
	}
	a.noteLeftOut(d)
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

// wrongJobs prints every mistake in x-ringer-jobs; the last one becomes the error
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
		a.reportError(fmt.Sprintf("%s: %s", p.Place, p.Text), hints)
	}
	return nil
}
