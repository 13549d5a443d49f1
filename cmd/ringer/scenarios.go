package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/sample"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/cmd/ringer/internal/verb"
	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/fixtures/scenariofile"
	"github.com/ringer-api/ringer/mock/scenario"
	"github.com/ringer-api/ringer/schemas/display"
)

func newScenariosCommand(app *app) *cobra.Command {
	var format string
	var source bool
	wanted := setting.InSection("mock", "api", "overlay", "fixtures")
	cmd := &cobra.Command{
		Use:   "scenarios [NAME]",
		Short: "list the scenarios, or explain one",
		Long: `A scenario is a named behaviour of the mock: which jobs exist, their states, and
which errors occur. Without a NAME it lists all scenarios of the API by group. With a
NAME it explains the scenario, shows a sample response, and lists the responses of its
rules. From ringer.yaml it reads only api, overlay and fixtures, in the section serve.

Your own scenarios may use templates, with comparisons and these functions:
` + strings.Join(scenariofile.TemplateFuncs(), ", ") + `.`,
		Example: `ringer scenarios

ringer scenarios one-of-each-status

# its file, to begin one of your own
ringer scenarios one-of-each-status --source > mine.yaml

# those of an API of your own
ringer scenarios --api batches.yaml`,
		Args: verb.Arguments(0, 1, "the name of one scenario, or none"),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, api, err := app.settingsAndAPI(cmd, wanted)
			if err != nil {
				return err
			}
			set, err := app.loadFixtures(api, c.Mock.Fixtures)
			if err != nil {
				return err
			}
			if len(args) == 0 && source {
				return output.Usage("--source needs the name of a scenario", listing(c.Mock))
			}
			if len(args) == 0 {
				return writeScenarios(app, set, format)
			}
			named, err := findScenario(set, args[0], c.Mock)
			switch {
			case err != nil:
				return err
			case source:
				return writeSource(app, api, c.Mock.Fixtures, named)
			case format == "json":
				return output.WriteJSON(app.stdout, named)
			}
			c.Mock.Engine.API, c.Mock.Engine.Fixtures, c.Mock.Engine.Scenario = api, set, named.Name
			return app.explainScenario(cmd.Context(), c.Mock, named)
		},
	}
	cmd.Flags().BoolVar(&source, "source", false, "print the scenario as a file, which can be edited and loaded")
	setting.AddFlags(cmd, wanted, app.environ)
	verb.AddFormat(cmd, &format, "text", "json")
	cmd.AddCommand(newScenariosNewCommand(app))
	cmd.ValidArgsFunction = func(cmd *cobra.Command, args []string, _ string) (
		[]string, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return setting.CompletedScenarios(cmd, app.environ), cobra.ShellCompDirectiveNoFileComp
	}
	return cmd
}

// loadFixtures loads the scenarios of an API and those of a folder, and prints hints about
// former names in their files. A broken file is a usage error that names its place.
func (a *app) loadFixtures(api *fixtures.API, dir string) (*fixtures.Set, error) {
	set, err := api.Load(dir)
	var broken *fixtures.Error
	if errors.As(err, &broken) && broken.Hint != "" {
		return nil, output.Usage(broken.Error(), broken.Hint)
	}
	if errors.As(err, &broken) {
		return nil, output.Usage(broken.Error())
	}
	if err != nil {
		return nil, output.Usage(err.Error(),
			"--fixtures DIR names a folder of scenarios, each a .yaml, .yml or .json file")
	}
	for _, s := range set.All() {
		if err := scenario.Check(s); err != nil {
			return nil, output.Usage(err.Error(), "ringer faults lists the faults, and what each takes")
		}
		for _, hint := range s.Hints {
			a.stderr.Text("hint: " + hint)
		}
	}
	return set, nil
}

func findScenario(set *fixtures.Set, name string, c setting.Mock) (*fixtures.Scenario, error) {
	scenario, err := set.Get(name)
	if err == nil {
		return scenario, nil
	}
	problem := fmt.Sprintf("there is no scenario %q", name)
	var unknown *fixtures.UnknownError
	if errors.As(err, &unknown) && unknown.Nearest != "" {
		return nil, output.Usage(problem, "did you mean "+unknown.Nearest+"?", listing(c))
	}
	return nil, output.Usage(problem, listing(c))
}

// listing names the command that lists the scenarios of the same API.
func listing(c setting.Mock) string {
	command := "ringer scenarios"
	if c.API != "" && c.API != fixtures.BuiltIn {
		command += " --api " + c.API
	}
	for _, overlay := range c.Overlays {
		command += " --overlay " + overlay
	}
	if c.Fixtures != "" {
		command += " --fixtures " + c.Fixtures
	}
	return command + " lists them"
}

func writeScenarios(app *app, set *fixtures.Set, format string) error {
	if format == "json" {
		return output.WriteJSON(app.stdout, set.All())
	}
	table := tabwriter.NewWriter(app.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "GROUP\tNAME\tDESCRIPTION")
	last := ""
	for _, s := range set.All() {
		group := s.Group
		if group == last {
			group = ""
		}
		last = s.Group
		fmt.Fprintf(table, "%s\t%s\t%s\n", display.Line(group), s.Name, display.Line(s.Title))
	}
	return table.Flush()
}

// explainScenario explains a scenario and shows a sample response.
func (a *app) explainScenario(ctx context.Context, c setting.Mock, s *fixtures.Scenario) error {
	fmt.Fprintf(a.stdout, "%s: %s\n\n%s\n\n", s.Name, display.Line(s.Title), wrap(s.For, 78))
	table := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintf(table, "group\t%s\n", display.Line(s.Group))
	fmt.Fprintf(table, "file\t%s\n", display.Line(s.File))
	if s.BreaksContract {
		fmt.Fprint(table, "contract\tviolated on purpose\n")
	}
	if err := table.Flush(); err != nil {
		return err
	}
	writeResponses(a.stdout, s)
	shown := sample.List(c.Engine.API)
	if shown == nil {
		return nil
	}
	answer, err := a.requestOnce(ctx, c, generateOptions{operation: shown.ID})
	if err != nil {
		fmt.Fprintf(a.stdout, "\n%s response: none: %v\n", display.Line(shown.ID), err)
		return nil
	}
	fmt.Fprintf(a.stdout, "\n%s response: %d %s, %s, ", display.Line(shown.ID), answer.status, http.StatusText(answer.status),
		display.Line(cmp.Or(answer.header.Get("Content-Type"), "no Content-Type")))
	if answer.body.Len() == 0 {
		fmt.Fprintln(a.stdout, "no body")
		return nil
	}
	fmt.Fprintf(a.stdout, "%d bytes:\n\n%s\n", answer.body.Len(), excerpt(answer.body.Bytes()))
	return nil
}

const excerptLines = 24

// excerpt is the beginning of a body, indented when it is JSON, with control
// characters escaped.
func excerpt(body []byte) string {
	var laidOut bytes.Buffer
	if json.Indent(&laidOut, body, "", "  ") != nil {
		laidOut.Reset()
		laidOut.Write(body[:min(len(body), 2000)])
	}
	var lines []string
	for line := range strings.Lines(laidOut.String()) {
		if len(lines) == excerptLines {
			lines = append(lines, "  ...")
			break
		}
		lines = append(lines, shorten("  "+display.Line(strings.TrimRight(line, "\r\n")), 98))
	}
	return strings.Join(lines, "\n")
}

// shorten cuts a line to at most most characters.
func shorten(line string, most int) string {
	if characters := []rune(line); len(characters) > most {
		return string(characters[:most-3]) + "..."
	}
	return line
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
