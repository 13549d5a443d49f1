package main

import (
	"errors"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/cmd/ringer/internal/verb"
	"github.com/ringer-api/ringer/schemas"
)

// settings are the settings of a verb that takes the API as an argument, too: args are
// none, or its name.
func (a *app) settings(cmd *cobra.Command, wanted []setting.Setting, args []string) (*setting.Values, []setting.Effective, error) {
	if len(args) > 0 {
		if cmd.Flags().Changed("api") {
			return nil, nil, output.Usage("the API is given twice: "+args[0]+" and --api", "leave one of them out")
		}
		if err := cmd.Flags().Set("api", args[0]); err != nil {
			return nil, nil, err
		}
	}
	return setting.Load(cmd, wanted, a.environ)
}

// oneAPI accepts the name of an API, or no argument. The value of a switch is not a name:
// --cors false.
func oneAPI(want string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		most := 1
		if len(args) == 1 && (args[0] == "true" || args[0] == "false") {
			most = 0
		}
		return verb.Arguments(0, most, want)(cmd, args)
	}
}

// chosen reads the description of the API that the verb speaks of.
func (a *app) chosen(cmd *cobra.Command, wanted []setting.Setting, args []string) (*schemas.Description, *setting.Values, error) {
	c, _, err := a.settings(cmd, wanted, args)
	if err != nil {
		return nil, nil, err
	}
	a.stderr.Text(c.Warnings...)
	d, err := a.describe(c.Mock.API, c.Mock.Overlays)
	var failed *output.Failure
	switch {
	case errors.As(err, &failed):
		return nil, nil, err
	case err != nil:
		return nil, nil, output.NotChecked("reading "+output.OneLine(err).Error(), "want an OpenAPI document, 3.0 or later, in JSON or YAML")
	}
	return d, c, nil
}
