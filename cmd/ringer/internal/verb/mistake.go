package verb

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/schemas"
)

// Unknown is the error for an unknown verb; it suggests the nearest one.
func Unknown(root *cobra.Command, verb string) error {
	var verbs []string
	for _, c := range root.Commands() {
		if !c.Hidden {
			verbs = append(verbs, c.Name())
		}
	}
	problem := fmt.Sprintf("there is no verb %q", verb)
	if near := schemas.Nearest(verb, verbs); near != "" {
		return output.Usage(problem, "did you mean: "+root.CommandPath()+" "+near)
	}
	return output.Usage(problem, "the verbs are "+strings.Join(verbs, ", "))
}

// WrongFlag turns an error of pflag into a usage error; it suggests the nearest flag.
func WrongFlag(cmd *cobra.Command, err error) error {
	seeHelp := cmd.CommandPath() + " --help lists the options"
	var invalid *pflag.InvalidValueError
	var lone *pflag.ValueRequiredError
	var unknown *pflag.NotExistError
	switch {
	case errors.As(err, &invalid) && invalid.GetFlag().Value.Type() == "bool":
		return output.Usage(fmt.Sprintf("--%s %q: want true or false",
			invalid.GetFlag().Name, invalid.GetValue()), seeHelp)
	case errors.As(err, &invalid):
		return output.Usage(fmt.Sprintf("--%s %q: %v",
			invalid.GetFlag().Name, invalid.GetValue(), invalid.Unwrap()), seeHelp)
	case errors.As(err, &lone):
		return output.Usage("--"+lone.GetSpecifiedName()+" needs a value", seeHelp)
	case !errors.As(err, &unknown):
		return output.Usage(err.Error(), seeHelp)
	}
	name := unknown.GetSpecifiedName()
	if unknown.GetSpecifiedShortnames() != "" {
		return output.Usage("there is no option -"+name, seeHelp)
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			names = append(names, f.Name)
		}
	})
	if slices.Contains(names, "prefer") && slices.Contains(Preferred(), name) {
		return output.Usage("there is no option --"+name, "use --prefer "+name+"=VALUE")
	}
	if name == "api" || name == "overlay" {
		return output.Usage("there is no option --"+name, withoutAPI(cmd))
	}
	if near := schemas.Nearest(name, names); near != "" {
		return output.Usage("there is no option --"+name, "did you mean --"+near+"?")
	}
	return output.Usage("there is no option --"+name, seeHelp)
}

// withoutAPI explains why a verb takes no API.
func withoutAPI(cmd *cobra.Command) string {
	switch path := cmd.CommandPath(); {
	case strings.HasPrefix(path, "ringer ctl"):
		return "a running mock knows its API: it was given to ringer serve"
	}
	return "this verb is about the built-in API"
}

// Arguments is a cobra.PositionalArgs that wants between least and most arguments;
// want describes them.
func Arguments(least, most int, want string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		line := "usage: " + UseLine(cmd)
		switch {
		case len(args) < least:
			return output.Usage(cmd.CommandPath()+" wants "+want, line)
		case len(args) > most && (args[most] == "true" || args[most] == "false"):
			return output.Usage(fmt.Sprintf("%s wants %s; unexpected argument %q", cmd.CommandPath(), want,
				args[most]),
				"write the value of a switch after =, such as --name="+args[most], line)
		case len(args) > most:
			return output.Usage(fmt.Sprintf("%s wants %s; unexpected argument %q",
				cmd.CommandPath(), want, args[most]), line)
		}
		return nil
	}
}

// Preferred are the preferences of --prefer.
func Preferred() []string { return []string{"count", "status", "code", "seed", "scenario"} }
