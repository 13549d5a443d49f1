package main

import (
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/cmd/ringer/internal/verb"
)

func newConfigCommand(app *app) *cobra.Command {
	var format string
	sections := setting.Sections()
	cmd := &cobra.Command{
		Use:   "config [SECTION]",
		Short: "print every setting, its value, and where the value comes from",
		Long: `Prints the settings of all sections, or of one: serve, check or ctl. Each value comes
from the settings file, from an environment variable, or is built in. The first line
names the settings file or, without one, where it was looked for.

The settings file is the one that --config or RINGER_CONFIG names, else ringer.yaml or
ringer.yml in the working folder. In a repository, the folders above are searched, too,
up to the one with .git. Relative paths in the file start at its folder.

The output is a settings file itself. To print the settings that a command line has,
with its options, add --print-config to ringer serve or ringer check.`,
		Example: `ringer config

# one section, for a script
ringer config serve --format json`,
		Args:              verb.Arguments(0, 1, "one section"),
		ValidArgsFunction: verb.OneName(func(*cobra.Command) []string { return sections }),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 && !slices.Contains(sections, args[0]) {
				return output.UnknownName(fmt.Sprintf("%q is not a section of the settings", args[0]), args[0], sections)
			}
			wanted := slices.DeleteFunc(setting.All(), func(s setting.Setting) bool {
				return len(args) > 0 && setting.VerbOf(s.Section) != args[0]
			})
			c, all, err := setting.Load(cmd, wanted, app.environ)
			if err != nil {
				return err
			}
			app.warn(c.Warnings)
			place, err := setting.FindFile(cmd, app.environ)
			if err != nil {
				return err
			}
			if format == "json" {
				return output.WriteJSON(app.stdout, setting.Listed(all, place))
			}
			fmt.Fprintln(app.stdout, "# "+place.String())
			setting.Print(app.stdout, all, app.environ)
			return nil
		},
	}
	setting.AddConfigFlag(cmd)
	verb.AddFormat(cmd, &format, "text", "json")
	return cmd
}
