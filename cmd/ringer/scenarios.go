package main

import (
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/fixtures"
)

func newScenariosCommand(app *app) *cobra.Command {
	var format string
	wanted := inSection("mock", "fixtures")
	cmd := &cobra.Command{
		Use:   "scenarios [NAME]",
		Short: "list the scenarios, or explain one",
		Long: `A scenario is a named way to behave: which executions there are, in which
states, and what goes wrong. Without a NAME it lists all of them in groups.
With one it says who needs it and shows the beginning of what it answers.`,
		Example: `ringer scenarios

ringer scenarios one-of-each-status`,
		Args: arguments(0, 1, "the name of one scenario, or none"),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, _, err := app.load(cmd, wanted)
			if err != nil {
				return err
			}
			set, err := loadFixtures(c.mock.fixtures)
			if err != nil {
				return err
			}
			if len(args) == 0 {
				return writeScenarios(app, set, format)
			}
			scenario, err := findScenario(set, args[0])
			if err != nil {
				return err
			}
			return writeScenario(app, set, scenario, format)
		},
	}
	addSettings(cmd, wanted)
	addFormat(cmd, &format, "text", "json")
	cmd.ValidArgsFunction = func(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		c := newConfig()
		if typed := typedTexts(cmd.Flags(), "fixtures"); len(typed) > 0 {
			c.mock.fixtures = typed[len(typed)-1]
		}
		return scenarioNames(c), cobra.ShellCompDirectiveNoFileComp
	}
	return cmd
}

// loadFixtures loads our scenarios and those of a folder. A broken file is a
// wrong configuration, told with its place.
func loadFixtures(dir string) (*fixtures.Set, error) {
	set, err := fixtures.Load(dir)
	var broken *fixtures.Error
	if errors.As(err, &broken) && broken.Hint != "" {
		return nil, usage(broken.Error(), broken.Hint)
	}
	if err != nil {
		return nil, usage(err.Error())
	}
	return set, nil
}

func findScenario(set *fixtures.Set, name string) (*fixtures.Scenario, error) {
	scenario, err := set.Get(name)
	if err == nil {
		return scenario, nil
	}
	problem := fmt.Sprintf("there is no scenario %q", name)
	var unknown *fixtures.UnknownError
	if errors.As(err, &unknown) && unknown.Nearest != "" {
		return nil, usage(problem, "did you mean "+unknown.Nearest+"?", "ringer scenarios lists them all")
	}
	return nil, usage(problem, "ringer scenarios lists them all")
}

func writeScenarios(app *app, set *fixtures.Set, format string) error {
	if format == "json" {
		return writeJSON(app.stdout, set.All())
	}
	table := tabwriter.NewWriter(app.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "GROUP\tNAME\tWHAT IT IS")
	last := ""
	for _, s := range set.All() {
		group := s.Group
		if group == last {
			group = ""
		}
		last = s.Group
		fmt.Fprintf(table, "%s\t%s\t%s\n", group, s.Name, s.Title)
	}
	return table.Flush()
}

func writeScenario(app *app, set *fixtures.Set, s *fixtures.Scenario, format string) error {
	if format == "json" {
		return writeJSON(app.stdout, s)
	}
	fmt.Fprintf(app.stdout, "%s: %s\n\n%s\n\n", s.Name, s.Title, wrap(s.For, 78))
	table := tabwriter.NewWriter(app.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintf(table, "group\t%s\n", s.Group)
	fmt.Fprintf(table, "file\t%s\n", s.File)
	if s.BreaksContract {
		fmt.Fprint(table, "contract\tbroken on purpose\n")
	}
	return table.Flush()
}

// wrap breaks text into lines of at most width characters, between words.
func wrap(text string, width int) string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && len(line)+1+len(word) > width {
			lines, line = append(lines, line), ""
		}
		line = strings.TrimSpace(line + " " + word)
	}
	return strings.Join(append(lines, line), "\n")
}
