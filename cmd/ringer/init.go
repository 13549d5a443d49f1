package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/sample"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/cmd/ringer/internal/verb"
	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/fixtures/wholefile"
)

// settingsSchemaFile is the schema beside ringer.yaml.
const settingsSchemaFile = ".ringer.schema.json"

func newInitCommand(app *app) *cobra.Command {
	return &cobra.Command{
		Use:   "init",
		Short: "write a ringer.yaml, a scenario and a test into this folder",
		Long: `Writes into the working folder a commented ringer.yaml, the scenario
scenarios/third-poll-fails.yaml, and a test of it for what the folder uses: Playwright or
Vitest (package.json), Go (go.mod) or Python (pyproject.toml). The API is the OpenAPI
document in the folder, openapi.yaml or openapi.json, else the built-in one. It asks
nothing, and a file that exists is left as it is.`,
		Example: `ringer init

# with what it has written
ringer init && ringer scenarios third-poll-fails`,
		Args: verb.Arguments(0, 0, "no argument"),
		RunE: func(*cobra.Command, []string) error { return app.initFolder() },
	}
}

// documents are the files that init takes for the description of the API, in this order.
var documents = []string{"openapi.yaml", "openapi.yml", "openapi.json", "api/openapi.yaml", "docs/openapi.yaml"}

func (a *app) initFolder() error {
	document := ""
	for _, file := range documents {
		if _, err := os.Stat(file); err == nil {
			document = file
			break
		}
	}
	api := fixtures.Default()
	if document != "" {
		var err error
		if api, err = fixtures.LoadAPIFile(document); err != nil {
			return output.Usage(fmt.Sprintf("reading %s: %v", document, err), "ringer lint "+document+" lists what cannot be used")
		}
	}
	const scenario = "third-poll-fails"
	if err := a.initSettings(document); err != nil {
		return err
	}
	if _, err := os.Lstat(filepath.Join("scenarios", scenario+".yaml")); err == nil {
		fmt.Fprintf(a.stdout, "%s  is there already\n", filepath.Join("scenarios", scenario+".yaml"))
	} else if err := a.writeScenario(api, "scenarios", scenario, []byte(exampleScenario(api))); err != nil {
		return err
	}
	if err := a.initTest(api, scenario); err != nil {
		return err
	}
	a.stderr.Text("hint: ringer serve starts the mock with these settings")
	return nil
}

// initFile writes a file that does not exist yet, and prints its name.
func (a *app) initFile(file, text string) error {
	err := os.MkdirAll(filepath.Dir(file), 0o755)
	if err == nil {
		err = writeNew(file, []byte(text))
	}
	switch {
	case errors.Is(err, errThere):
		fmt.Fprintf(a.stdout, "%s  is there already\n", file)
		return nil
	case err != nil:
		return output.Usage(fmt.Sprintf("writing %s: %v", file, err))
	}
	fmt.Fprintln(a.stdout, file)
	return nil
}

func (a *app) initSettings(document string) error {
	if _, err := os.Lstat("ringer.yml"); err == nil {
		fmt.Fprintln(a.stdout, "ringer.yml  is there already")
		return nil
	}
	schema, err := setting.FileShape().Schema()
	if err != nil {
		return err
	}
	api := "# api: openapi.yaml          # your OpenAPI document; without it, the built-in API"
	if document != "" {
		api = "api: " + document
	}
	text := schemaLine(settingsSchemaFile) + `# The settings of ringer in this folder. ringer config lists all, with where each value comes from.
serve:
  ` + api + `
  fixtures: scenarios
  # port: 4010
  # speed: 60x                 # jobs are 60 times faster
# check:
#   url: https://staging.example.test
#   token-env: SERVICE_TOKEN   # the variable with the token
`
	if err := a.initFile(setting.DefaultFile, text); err != nil {
		return err
	}
	return wholefile.Write(settingsSchemaFile, append(schema, '\n'), 0o644)
}

// initTest writes a test for the first stack that the folder has.
func (a *app) initTest(api *fixtures.API, scenario string) error {
	list := sample.List(api)
	if list == nil {
		return nil
	}
	request, err := sample.Make(list, sample.Input{})
	if err != nil {
		return err
	}
	fill := strings.NewReplacer("PATH", request.Target, "SCENARIO", scenario)
	packages, _ := os.ReadFile("package.json")
	for _, stack := range []struct {
		found      bool
		file, text string
	}{
		{strings.Contains(string(packages), `"@playwright/test"`), "tests/ringer.spec.ts", playwrightTest},
		{strings.Contains(string(packages), `"vitest"`), "ringer.test.ts", vitestTest},
		{exists("go.mod"), "ringer_test.go", goTest},
		{exists("pyproject.toml"), "tests/test_ringer.py", pythonTest},
	} {
		if stack.found {
			return a.initFile(stack.file, fill.Replace(stack.text))
		}
	}
	return nil
}

func exists(file string) bool {
	_, err := os.Stat(file)
	return err == nil
}
