package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/sample"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/cmd/ringer/internal/verb"
	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/fixtures/scenariofile"
	"github.com/ringer-api/ringer/fixtures/wholefile"
)

// scenarioSchemaFile is the schema beside scenarios. Its name begins with a dot: other files of the folder
// are read as scenarios.
const scenarioSchemaFile = ".scenario.schema.json"

// schemaLine is the first line of a file, by which editors find its schema.
func schemaLine(file string) string { return "# yaml-language-server: $schema=./" + file + "\n" }

func newScenariosNewCommand(app *app) *cobra.Command {
	var from string
	wanted := setting.InSection("mock", "api", "overlay", "fixtures")
	cmd := &cobra.Command{
		Use:   "new NAME",
		Short: "write the file of a new scenario",
		Long: `Writes NAME.yaml into the folder of --fixtures, or into the folder scenarios, and beside it
the JSON Schema that editors use for completion. With --from it begins as another
scenario. A file that exists is not overwritten.`,
		Example: `ringer scenarios new third-poll --api batches.yaml

ringer scenarios new mine --from one-of-each-status`,
		Args: verb.Arguments(1, 1, "the name of the new scenario"),
		RunE: func(cmd *cobra.Command, args []string) error {
			c, api, err := app.settingsAndAPI(cmd, wanted)
			if err != nil {
				return err
			}
			if !scenariofile.IsName(args[0]) {
				return output.Usage(fmt.Sprintf("%q is not a valid name of a scenario", args[0]),
					"it consists of lower case letters, digits and single hyphens, as in third-poll-fails")
			}
			text := []byte(exampleScenario(api))
			if from != "" {
				set, err := app.loadFixtures(api, c.Mock.Fixtures)
				if err != nil {
					return err
				}
				named, err := findScenario(set, from, c.Mock)
				if err != nil {
					return err
				}
				if text, err = scenarioText(api, c.Mock.Fixtures, named); err != nil {
					return err
				}
			}
			folder := cmp.Or(c.Mock.Fixtures, "scenarios")
			if err := app.writeScenario(api, folder, args[0], text); err != nil {
				return err
			}
			app.stderr.Text("hint: ringer serve --fixtures " + folder + " --scenario " + args[0] + " serves it")
			return nil
		},
	}
	cmd.Flags().StringVar(&from, "from", "", "begin as this scenario")
	verb.NameValue(cmd, "from", "NAME")
	setting.AddFlags(cmd, wanted, app.environ)
	return cmd
}

// writeScenario writes a new scenario, and the schema beside it. It prints the names of the files.
func (a *app) writeScenario(api *fixtures.API, folder, name string, text []byte) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return output.Usage(fmt.Sprintf("making the folder %s: %v", folder, err))
	}
	schema, err := api.ScenarioShape(faultShape(api)).Schema()
	if err != nil {
		return err
	}
	file := filepath.Join(folder, name+".yaml")
	text = append([]byte(schemaLine(scenarioSchemaFile)), text...)
	if _, err := api.Parse(file, text); err != nil {
		return fmt.Errorf("internal error: the new scenario does not load: %w", err)
	}
	if err := writeNew(file, text); err != nil {
		return output.Usage(fmt.Sprintf("%s is there already", file), "choose another name, or edit it")
	}
	fmt.Fprintln(a.stdout, file)
	return wholefile.Write(filepath.Join(folder, scenarioSchemaFile), append(schema, '\n'), 0o644)
}

// errThere is the error of a file that exists.
var errThere = errors.New("the file is there already")

// writeNew writes a file unless it exists.
func writeNew(file string, text []byte) error {
	if _, err := os.Lstat(file); !errors.Is(err, fs.ErrNotExist) {
		return errThere
	}
	return wholefile.WriteNew(file, text, 0o644)
}

// exampleScenario is a scenario in which the third poll of the API's first job fails.
func exampleScenario(api *fixtures.API) string {
	when := "call: {nth: 3}"
	if op := sample.List(api); op != nil {
		when = "operation: " + op.ID + ", call: {nth: 3}"
	}
	return `# What the scenario shows. ringer scenarios NAME explains it, docs/scenarios.md has every key.
title: the third poll fails
for: The retry of a client that polls.
# generate:                       # how many jobs, in which states
#   count: 4
rules:
  - when: {` + when + `}
    answers: [{code: 503}]
`
}
