package main

import (
	"context"
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/contract"
)

// plan prints what a check would send, and sends nothing.
func (a *app) plan(ctx context.Context, all *setting.Values, flags baselineFlags) error {
	c := all.Contract
	switch {
	case flags.update || flags.until != "":
		return output.Usage("--plan sends nothing, so --update-baseline has nothing to write", "give one of them")
	case c.Format != "text" && c.Format != "json":
		return output.Usage(fmt.Sprintf("format %q: a plan is text or json", c.Format), "add --format text or --format json")
	}
	target, err := a.target(ctx, c, all.Mock.API)
	if err != nil {
		return err
	}
	plan, err := contract.Plan(target)
	if err != nil {
		return conclusion(nil, err)
	}
	if c.Format == "json" {
		return plan.JSON(a.stdout.Raw())
	}
	return writePlan(a.stdout, plan)
}

// maxPath is how many bytes of a path the text shows; one of the hostile ids has 8000.
const maxPath = 240

// writePlan prints a plan as text: a table of the kinds of probes, then their requests.
func writePlan(w io.Writer, plan *contract.RequestPlan) error {
	fmt.Fprintf(w, "Plan of a check of %s. Nothing was sent. Each number is the most that is sent.\n\n", plan.Target)
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "PROBES\tREQUESTS\tWHY")
	for _, kind := range plan.Probes {
		fmt.Fprintf(table, "%s\t%d\t%s\n", kind.Name, kind.Most, kind.Why)
	}
	fmt.Fprintf(table, "all\t%d\t%s\n", plan.Most, allowed(plan))
	if err := table.Flush(); err != nil {
		return err
	}
	fmt.Fprintf(w, "\nWithin --max-requests, a request that gets 429 Too Many Requests is repeated up to %d times,\n"+
		"and up to %d times one that gets 404 for %s created moments before (--settle).\n",
		plan.MaxRepeats, plan.MaxLate, recentJob(plan))
	if plan.MaxCreated == 0 {
		fmt.Fprintf(w, "No %s is created without --allow-writes.\n", plan.Noun)
	} else {
		fmt.Fprintf(w, "No more than %s created (--max-created), with those that the service should have refused.\n",
			created(plan))
	}
	for _, kind := range plan.Probes {
		if err := writePlanned(w, kind); err != nil {
			return err
		}
	}
	text := placeholders
	if plan.Explored {
		text = namesInBraces
	}
	_, err := io.WriteString(w, text)
	return err
}

// allowed compares the sum with the bound.
func allowed(plan *contract.RequestPlan) string {
	if over := plan.Most - plan.MaxRequests; over > 0 {
		return fmt.Sprintf("no more than %d are sent (--max-requests): up to %d, the last ones, are left out", plan.MaxRequests, over)
	}
	return fmt.Sprintf("within the %d of --max-requests", plan.MaxRequests)
}

// recentJob is a job of a list, in the words of the plan.
func recentJob(plan *contract.RequestPlan) string {
	if plan.Explored {
		return "a job"
	}
	return "an {execution_id}"
}

func created(plan *contract.RequestPlan) string {
	if plan.MaxCreated == 1 {
		return "1 " + plan.Noun + " is"
	}
	return fmt.Sprintf("%d %s are", plan.MaxCreated, plan.Nouns)
}

// writePlanned prints the requests of a kind of probe, those with a condition after it.
func writePlanned(w io.Writer, kind contract.PlannedProbes) error {
	fmt.Fprintf(w, "\n%s: %s\n", kind.Name, output.Count(kind.Most, "request"))
	condition := ""
	for _, r := range kind.Requests {
		if r.If != condition {
			condition = r.If
			fmt.Fprintf(w, "  if %s:\n", condition)
		}
		path := r.Path
		if len(path) > maxPath {
			path = fmt.Sprintf("%s... (%d bytes)", path[:maxPath], len(r.Path))
		}
		if _, err := fmt.Fprintf(w, "  %3d  %s %s  %s\n", r.Most, r.Method, path, r.Why); err != nil {
			return err
		}
	}
	return nil
}

const namesInBraces = `
A name in braces stands for an id that the service lists; {created_id} is a job that the check
has created.
`

const placeholders = `
{execution_id} is an execution of a list, or a made-up one where lists are empty; {created_id}
is one that the check has created; {pipeline_id} and {eval_dataset_id} are a dataset that the
service lists; {smaller_id} is an invalid id that is shorter or plainer than those above. A name
in capitals is an id in capitals.
`
