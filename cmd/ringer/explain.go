package main

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/cmd/ringer/internal/description"
	"github.com/ringer-api/ringer/cmd/ringer/internal/example"
	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/verb"
	"github.com/ringer-api/ringer/contract"
)

func newExplainCommand(app *app) *cobra.Command {
	return &cobra.Command{
		Use:   "explain FINDING REPORT|-",
		Short: "print everything about a finding of a saved report",
		Long: `Reads a report that ringer check or validate has written with --report json=FILE, or
standard input for -, and prints one finding in full: what was expected and received,
each request as a curl command, why it matters, the source of the rule, which rules
it may hide, and how to accept it as known. No requests are sent.

FINDING is its number in the report, or the id of a rule for all findings of it. A
rule that another one's finding stands for leads to that finding.

Exit codes: 0 printed; 2 wrong usage, or there is no such finding; 3 the report could
not be read.`,
		Example: `# a report, and its first finding in full
ringer check http://127.0.0.1:4010 --pipeline ` + example.Pipeline + ` \
  --dataset ` + example.Dataset + ` --report json=report.json
ringer explain 1 report.json

# all findings of a rule
ringer explain schema.body report.json`,
		Args: verb.Arguments(2, 2, "a finding and a report"),
		RunE: func(_ *cobra.Command, args []string) error { return app.explain(args[0], args[1]) },
	}
}

func (a *app) explain(finding, file string) error {
	in, err := description.Open(file, a.stdin)
	if err != nil {
		return err
	}
	defer in.Close()
	report, err := contract.ReadReport(in)
	if err != nil {
		return output.NotChecked(fmt.Sprintf("report %s: %v", description.InWords(file), err),
			"ringer check --report json=FILE writes one")
	}
	numbers, err := findingNumbers(report, finding)
	if err != nil {
		return err
	}
	style := contract.TextStyle{Colour: a.colors(a.stdout)}
	for i, n := range numbers {
		if i > 0 {
			fmt.Fprintln(a.stdout)
		}
		if err := style.Explain(a.stdout.Raw(), report, n); err != nil {
			return err
		}
	}
	return nil
}

// findingNumbers are the numbers of the findings that a text names: a number, or a rule.
func findingNumbers(report *contract.Report, text string) (numbers []int, err error) {
	n, err := strconv.Atoi(text)
	switch has := output.Count(len(report.Findings), "finding"); {
	case err == nil && n >= 1 && n <= len(report.Findings):
		return []int{n}, nil
	case err == nil || len(report.Findings) == 0:
		return nil, output.Usage(fmt.Sprintf("there is no finding %s: the report has %s", text, has), "a finding's number is in front of it")
	}
	var rules []string
	for i, f := range report.Findings {
		all := append(f.Rules(), f.Consequences...)
		rules = append(rules, all...)
		if slices.Contains(all, text) {
			numbers = append(numbers, i+1)
		}
	}
	if len(numbers) == 0 {
		return nil, output.UnknownName(fmt.Sprintf("the report has no finding of a rule %q", text), text, rules)
	}
	return numbers, nil
}
