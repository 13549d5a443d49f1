package main

import (
	"cmp"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/sample"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/cmd/ringer/internal/verb"
	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/fault"
)

func newFaultsCommand(app *app) *cobra.Command {
	wanted := setting.OfAPI()
	var format string
	cmd := &cobra.Command{
		Use:   "faults [KIND]",
		Short: "list the faults that the mock can inject, or explain one",
		Long: `A fault delays, breaks or replaces responses of the mock. It is set for one request
by the header Prefer: fault=..., for a session by ringer ctl faults set, or by a
scenario's file. Combine several faults with +. Without a KIND it lists all kinds.
With a KIND it lists its parameters and shows its syntax.

The kinds are the same for every API; with --api the examples name a field of that
API's first job. From ringer.yaml it reads only api and overlay, in the section serve.`,
		Example: `ringer faults

ringer faults latency`,
		Args: verb.Arguments(0, 1, "the name of one kind of fault, or none"),
		RunE: func(cmd *cobra.Command, args []string) error {
			_, api, err := app.settingsAndAPI(cmd, wanted)
			if err != nil {
				return err
			}
			kinds := faultKinds(api)
			if len(args) == 0 {
				return writeFaults(app, kinds, format)
			}
			return explainFault(app, kinds, args[0], format)
		},
		ValidArgsFunction: verb.OneName(func(*cobra.Command) []string { return faultNames() }),
	}
	verb.AddFormat(cmd, &format, "text", "json")
	setting.AddFlags(cmd, wanted, app.environ)
	return cmd
}

// exampleField is the field in the examples of faults.
const exampleField = "/0/status"

// faultKinds are all kinds of fault, with the parameters that each takes, and examples for
// an API.
func faultKinds(api *fixtures.API) []fault.Kind {
	field := exampleField
	if len(api.Jobs.Jobs) > 0 {
		r := api.Jobs.Jobs[0]
		if list, at := sample.First(api, r); list != nil && r.Status != "" {
			field = at + strings.ReplaceAll(r.Status, "/-", "/0")
		}
	}
	kinds := fault.Kinds()
	for i := range kinds {
		kinds[i].Parameters = append(kinds[i].Parameters, fault.Modifiers()...)
		kinds[i].Short = strings.ReplaceAll(kinds[i].Short, exampleField, field)
		kinds[i].Example = strings.ReplaceAll(kinds[i].Example, exampleField, field)
	}
	return kinds
}

func faultNames() []string {
	var names []string
	for _, kind := range fault.Kinds() {
		names = append(names, kind.Name)
	}
	return names
}

func writeFaults(app *app, kinds []fault.Kind, format string) error {
	if format == "json" {
		return output.WriteJSON(app.stdout, kinds)
	}
	table := tabwriter.NewWriter(app.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "KIND\tEXAMPLE\tDESCRIPTION")
	for _, kind := range kinds {
		fmt.Fprintf(table, "%s\t%s\t%s\n", kind.Name, kind.Short, kind.Sentence)
	}
	return table.Flush()
}

func explainFault(app *app, kinds []fault.Kind, name, format string) error {
	for _, kind := range kinds {
		if kind.Name != name {
			continue
		}
		if format == "json" {
			return output.WriteJSON(app.stdout, kind)
		}
		return writeFault(app, kind)
	}
	return output.UnknownOf(fmt.Sprintf("there is no kind of fault %q", name), name, faultNames(), "ringer faults lists them")
}

func writeFault(app *app, kind fault.Kind) error {
	fmt.Fprintf(app.stdout, "%s: %s\n\n", kind.Name, kind.Sentence)
	table := tabwriter.NewWriter(app.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "PARAMETER\tTYPE\tDEFAULT\tDESCRIPTION")
	for _, p := range kind.Parameters {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", p.Name, p.Type, cmp.Or(p.Default, "-"), p.Sentence)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	forms := tabwriter.NewWriter(app.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintf(forms, "\none request\tPrefer: fault=%s\n", kind.Short)
	fmt.Fprintf(forms, "a session\tringer ctl faults set %s\n", kind.Short)
	fmt.Fprintf(forms, "a scenario\tfaults: [%s]\n", kind.Example)
	return forms.Flush()
}
