package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/cmd/ringer/internal/description"
	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/cmd/ringer/internal/verb"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
)

func newJobsCommand(app *app) *cobra.Command {
	wanted := setting.OfAPI()
	var format string
	var printOverlay bool
	cmd := &cobra.Command{
		Use:   "jobs [API|-]",
		Short: "show which resources of an API description are jobs",
		Long: `Shows the job model of a description: the operations that create, list, get, cancel
and delete each job, where the response holds its status, its states and their
transitions. It reads the description only; for the jobs of a running mock see
ringer ctl jobs.

The model is inferred from the values of status fields, the responses of operations,
and fields for times, errors and progress. Each job lists its evidence and a
confidence from 0 to 1. What is too uncertain is not part of the model: it is listed
at the end, with the lines of an overlay that define it. A resource whose state
only users change (an order, an invitation) has states too, but is not a job.

These lines belong in an OpenAPI Overlay document, under x-ringer-jobs at the root of
the description. --print-overlay prints the model as such an overlay, to be edited
and applied with --overlay. API is a document, the folder of an API, - for standard
input, or llamacloud-evals, the built-in API; it is the same as --api. From
ringer.yaml it reads only api and overlay, in the section serve.

Exit codes: 0 the model was printed, even when there are no jobs; 2 wrong usage, or
x-ringer-jobs is invalid; 3 the description could not be read.`,
		Example: `ringer jobs openapi.json

# save the inferred model, edit it, and apply it
ringer jobs openapi.json --print-overlay > jobs.yaml && \
ringer jobs openapi.json --overlay jobs.yaml --format json`,
		Args: oneAPI("one API, or none"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if printOverlay && cmd.Flags().Changed("format") {
				return output.Usage("--print-overlay always prints YAML: it cannot be combined with --format", "leave one of them out")
			}
			if printOverlay {
				format = "overlay"
			}
			d, c, err := app.chosen(cmd, wanted, args)
			if err != nil {
				return err
			}
			return app.jobs(d, c.Mock, format)
		},
	}
	setting.AddFlags(cmd, wanted, app.environ)
	cmd.Flags().BoolVar(&printOverlay, "print-overlay", false, "print the model as an overlay")
	verb.AddFormat(cmd, &format, "text", "json")
	return cmd
}

func (a *app) jobs(d *schemas.Description, c setting.Mock, format string) error {
	model, err := modelOf(d, c)
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

// modelOf is the job model of an API: that of its folder, if it has one, else the inferred
// one.
func modelOf(d *schemas.Description, c setting.Mock) (*jobs.Model, error) {
	if !description.HasOwnModel(c.API, c.Overlays) {
		return jobs.Read(d)
	}
	api, err := c.LoadAPI()
	if err != nil {
		return nil, err
	}
	return api.Jobs, nil
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
