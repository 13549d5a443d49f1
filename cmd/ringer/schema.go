package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/cmd/ringer/internal/verb"
	"github.com/ringer-api/ringer/contract"
	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
)

func newSchemaCommand(app *app) *cobra.Command {
	wanted := setting.OfAPI()
	var sources bool
	var format, kind string
	cmd := &cobra.Command{
		Use:   "schema [NAME]",
		Short: "print the API description, or the schema of one type",
		Long: `Without a NAME it prints the whole OpenAPI 3.1 document, with all its types. With a
NAME it prints that type's JSON Schema.

With --for it prints the JSON Schema of a file that ringer reads, for editors: a
scenario of the API, an overlay with x-ringer-jobs, or config, which is ringer.yaml; or
of what it writes as JSON: jobs, by ringer jobs, or report, by ringer check and
validate. An editor with yaml-language-server uses the schema that the first line of a
file names: # yaml-language-server: $schema=scenario.schema.json

With --sources it prints where each keyword comes from instead: a line of the
documentation page, the published OpenAPI document if the page does not have it, or
a decision of ringer. Only the built-in API has sources.

From ringer.yaml it reads only api and overlay, in the section serve.`,
		Example: `ringer schema EvalDatasetJobRecord

# why may started_at be null?
ringer schema EvalDatasetJobRecord --sources

# completion in an editor for the scenarios of your own API
ringer schema --for scenario --api batches.yaml > scenario.schema.json

# a type of your own API
ringer schema --api batches.yaml Batch`,
		Args: verb.Arguments(0, 1, "the name of one type, or none"),
		RunE: func(cmd *cobra.Command, args []string) error {
			name := ""
			if len(args) > 0 {
				name = args[0]
			}
			switch {
			case kind != "" && (name != "" || sources):
				return output.Usage("--for cannot be combined with a NAME or --sources",
					"ringer schema --for "+kind+" prints it")
			case kind != "":
				return app.writeFileSchema(cmd, wanted, kind)
			}
			if sources && name == reportKind {
				return output.Usage("the schema of ringer's own report has no sources",
					"ringer schema report prints it")
			}
			d, c, err := app.chosen(cmd, wanted, nil)
			switch {
			case err != nil:
				return err
			case sources && c.Mock.API != fixtures.BuiltIn:
				return output.Usage("--sources: only the built-in API has sources, and api is "+c.Mock.API, "leave --sources or --api out")
			case sources:
				return writeSources(app, name, format)
			}
			return writeSchema(app, d, name)
		},
		ValidArgsFunction: verb.OneName(func(cmd *cobra.Command) []string {
			return schemaNames(setting.Completed(cmd, app.environ).Description)
		}),
	}
	cmd.Flags().BoolVar(&sources, "sources", false, "print where each keyword comes from")
	cmd.Flags().Var(&verb.Choice{At: &kind, Choices: schemaKinds}, "for", "print the schema of a file: "+output.OneOf(schemaKinds))
	verb.NameValue(cmd, "for", "FILE")
	verb.Complete(cmd, "for", schemaKinds)
	verb.AddFormat(cmd, &format, "text", "json")
	cmd.Flag("format").Usage = "output format of the sources: text or json"
	setting.AddFlags(cmd, wanted, app.environ)
	return cmd
}

func writeSchema(app *app, d *schemas.Description, name string) error {
	if name == "" {
		return output.WriteJSON(app.stdout, json.RawMessage(d.OpenAPI()))
	}
	if name == reportKind {
		return writeOutputSchema(app, name)
	}
	schema, err := findSchema(d, name)
	if err == nil {
		fmt.Fprintf(app.stdout, "%s\n", bytes.TrimRight(schema.Text(), "\n"))
	}
	return err
}

// reportKind is the name of the report's schema.
const reportKind = "report"

// outputKinds are the outputs that have a schema of their own, fileKinds the files that people write.
var (
	outputKinds = []string{"jobs", reportKind}
	fileKinds   = []string{"scenario", "overlay", "config"}
	schemaKinds = slices.Concat(fileKinds, outputKinds)
)

func writeOutputSchema(app *app, kind string) error {
	text := contract.ReportSchema()
	if kind == "jobs" {
		text = jobs.Schema()
	}
	_, err := app.stdout.Write(text)
	return err
}

func schemaNames(d *schemas.Description) []string { return append(d.Types(), reportKind) }

// findSchema returns a type of the description; its error names the nearest one.
func findSchema(d *schemas.Description, name string) (*schemas.Schema, error) {
	name = strings.TrimSuffix(name, ".schema.json") // as the sources name it
	schema, err := d.Schema(name)
	if err != nil {
		return nil, output.UnknownName(fmt.Sprintf("there is no type %q", name), name, schemaNames(d))
	}
	return schema, nil
}
