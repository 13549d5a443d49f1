package main

import (
	"cmp"
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/verb"
	"github.com/ringer-api/ringer/mock/fault"
)

func newFaultsCommand(app *app) *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "faults [KIND]",
		Short: "list the ways an answer can be spoiled, or explain one",
		Long: `A fault spoils answers of the mock: one request asks for it with Prefer: fault=,
a session has it by ringer ctl faults set, a scenario by its file. Several are
combined with + between them. Without a KIND it lists all of them. With one it
says which parameters it takes, and how it is written.`,
		Example: `ringer faults

ringer faults latency`,
		Args: verb.Arguments(0, 1, "the name of one kind of fault, or none"),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return writeFaults(app, format)
			}
			return explainFault(app, args[0], format)
		},
		ValidArgsFunction: verb.OneName(faultNames),
	}
	verb.AddFormat(cmd, &format, "text", "json")
	return cmd
}

// faultKinds are all kinds of fault, with the parameters that each takes.
func faultKinds() []fault.Kind {
	kinds := fault.Kinds()
	for i := range kinds {
		kinds[i].Parameters = append(kinds[i].Parameters, fault.Modifiers()...)
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

func writeFaults(app *app, format string) error {
	if format == "json" {
		return output.WriteJSON(app.stdout, faultKinds())
	}
	table := tabwriter.NewWriter(app.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "KIND\tFOR EXAMPLE\tWHAT IT DOES")
	for _, kind := range fault.Kinds() {
		fmt.Fprintf(table, "%s\t%s\t%s\n", kind.Name, kind.Short, kind.Sentence)
	}
	return table.Flush()
}

func explainFault(app *app, name, format string) error {
	for _, kind := range faultKinds() {
		if kind.Name != name {
			continue
		}
		if format == "json" {
			return output.WriteJSON(app.stdout, kind)
		}
		return writeFault(app, kind)
	}
	return output.UnknownOf(fmt.Sprintf("there is no kind of fault %q", name), name, faultNames(), "ringer faults lists them all")
}

func writeFault(app *app, kind fault.Kind) error {
	fmt.Fprintf(app.stdout, "%s: %s\n\n", kind.Name, kind.Sentence)
	table := tabwriter.NewWriter(app.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "PARAMETER\tTAKES\tBUILT IN\tWHAT IT DECIDES")
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
