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
	if len(args) > 1 {
		return a.severalSettings(cmd, wanted, args)
	}
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

// severalSettings are the settings of a verb that takes several APIs as arguments.
func (a *app) severalSettings(cmd *cobra.Command, wanted []setting.Setting, args []string) (*setting.Values, []setting.Effective, error) {
	for _, name := range []string{"api", "apis"} {
		if cmd.Flags().Changed(name) {
			return nil, nil, output.Usage("APIs are given twice: "+args[0]+" and --"+name, "leave one of them out")
		}
	}
	before := setting.ArgumentsBefore(cmd.Flags(), "overlay")
	for _, arg := range args {
		if err := cmd.Flags().Set("apis", arg); err != nil {
			return nil, nil, err
		}
	}
	c, all, err := setting.Load(cmd, wanted, a.environ)
	if err != nil {
		return nil, nil, err
	}
	if !cmd.Flags().Changed("overlay") { // those of the file are for its own API
		c.Mock.Overlays = nil
	}
	return c, all, c.Mock.TakeSeveral(before)
}

// someAPIs accepts the names of APIs, or none. The value of a switch is not a name: --cors
// false.
func someAPIs(cmd *cobra.Command, args []string) error {
	if len(args) > 0 && (args[len(args)-1] == "true" || args[len(args)-1] == "false") {
		return oneAPI("APIs, or none")(cmd, args)
	}
	return nil
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
