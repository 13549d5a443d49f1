package main

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/verb"
	"github.com/ringer-api/ringer/contract"
)

func newRulesCommand(app *app) *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "rules [ID]",
		Short: "list the rules that check applies, or explain one",
		Long: `A rule is a requirement with a stable id, a severity and a source: documented (with
the line of the documentation), framework (with the standard or the behaviour of the
web framework), or inferred (with the subject, such as time or job states, that it
follows from). Without an ID it lists all rules. With an ID it explains why the rule
matters, what a check needs to apply it, and what the job model of an API must have
for that, and shows a response that fails it and one that passes.

check --rule ID=LEVEL changes a rule's severity; check --known accepts a known
failure of it, optionally until a date.`,
		Example: `ringer rules

ringer rules lifecycle.final-stays-final`,
		Args: verb.Arguments(0, 1, "the id of one rule, or none"),
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return writeRules(app, format)
			}
			return explainRule(app, args[0], format)
		},
		ValidArgsFunction: verb.OneName(func(*cobra.Command) []string { return ruleIDs() }),
	}
	verb.AddFormat(cmd, &format, "text", "json")
	return cmd
}

func ruleIDs() []string {
	var ids []string
	for _, rule := range contract.Rules() {
		ids = append(ids, rule.ID)
	}
	return ids
}

func writeRules(app *app, format string) error {
	if format == "json" {
		return output.WriteJSON(app.stdout, contract.Rules())
	}
	table := tabwriter.NewWriter(app.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "RULE\tSEVERITY\tSOURCE\tREQUIREMENT")
	for _, rule := range contract.Rules() {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\n", rule.ID, rule.Severity, rule.Source.Kind, rule.Sentence)
	}
	return table.Flush()
}

func explainRule(app *app, id, format string) error {
	for _, rule := range contract.Rules() {
		if rule.ID != id {
			continue
		}
		if format == "json" {
			return output.WriteJSON(app.stdout, rule)
		}
		return writeRule(app, rule)
	}
	return output.UnknownOf(fmt.Sprintf("there is no rule %q", id), id, ruleIDs(), "ringer rules lists them")
}

func writeRule(app *app, rule contract.Rule) error {
	fmt.Fprintf(app.stdout, "%s: %s\n\n%s\n\n", rule.ID, rule.Sentence, wrap(rule.Why, 78))
	table := tabwriter.NewWriter(app.stdout, 0, 0, 2, ' ', 0)
	for _, row := range [][2]string{
		{"source", sourceOf(rule)}, {"severity", rule.Severity.String()}, {"needs", rule.Needs},
		{"model", rule.Model},
		{"fails", rule.Breaks}, {"passes", rule.Keeps},
	} {
		for i, line := range strings.Split(row[1], "\n") {
			if i > 0 {
				row[0] = ""
			}
			if line != "" {
				fmt.Fprintf(table, "%s\t%s\n", row[0], line)
			}
		}
	}
	return table.Flush()
}

// sourceOf is where a rule comes from, with the name of the page whose lines it has.
func sourceOf(rule contract.Rule) string {
	if strings.Contains(rule.Source.Where, "docs line") {
		return rule.Source.String() + ", of " + contract.Docs
	}
	return rule.Source.String()
}
