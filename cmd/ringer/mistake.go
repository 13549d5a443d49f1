package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/ringer-api/ringer/schemas"
)

// unknownVerb names the verb that was probably meant.
func unknownVerb(root *cobra.Command, verb string) error {
	var verbs []string
	for _, c := range root.Commands() {
		if !c.Hidden {
			verbs = append(verbs, c.Name())
		}
	}
	problem := fmt.Sprintf("there is no verb %q", verb)
	if near := schemas.Nearest(verb, verbs); near != "" {
		return usage(problem, "did you mean: "+root.CommandPath()+" "+near)
	}
	return usage(problem, "the verbs are "+strings.Join(verbs, ", "))
}

// wrongFlag words what pflag found wrong, and names the flag that was probably meant.
func wrongFlag(cmd *cobra.Command, err error) error {
	seeHelp := cmd.CommandPath() + " --help lists the options"
	var invalid *pflag.InvalidValueError
	var lone *pflag.ValueRequiredError
	var unknown *pflag.NotExistError
	switch {
	case errors.As(err, &invalid) && invalid.GetFlag().Value.Type() == "bool":
		return usage(fmt.Sprintf("--%s %q: want true or false",
			invalid.GetFlag().Name, invalid.GetValue()), seeHelp)
	case errors.As(err, &invalid):
		return usage(fmt.Sprintf("--%s %q: %v",
			invalid.GetFlag().Name, invalid.GetValue(), invalid.Unwrap()), seeHelp)
	case errors.As(err, &lone):
		return usage("--"+lone.GetSpecifiedName()+" needs a value", seeHelp)
	case !errors.As(err, &unknown):
		return usage(err.Error(), seeHelp)
	}
	name := unknown.GetSpecifiedName()
	if unknown.GetSpecifiedShortnames() != "" {
		return usage("there is no option -"+name, seeHelp)
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			names = append(names, f.Name)
		}
	})
	if slices.Contains(names, "prefer") && slices.Contains(preferred(), name) {
		return usage("there is no option --"+name, "--prefer "+name+"=VALUE asks for it")
	}
	if near := schemas.Nearest(name, names); near != "" {
		return usage("there is no option --"+name, "did you mean --"+near+"?")
	}
	return usage("there is no option --"+name, seeHelp)
}

// arguments is a cobra.PositionalArgs that wants between least and most, and
// says with want what they are.
func arguments(least, most int, want string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		line := "usage: " + useLine(cmd)
		switch {
		case len(args) < least:
			return usage(cmd.CommandPath()+" wants "+want, line)
		case len(args) > most && (args[most] == "true" || args[most] == "false"):
			return usage(fmt.Sprintf("%s wants %s; %q is one too many", cmd.CommandPath(), want,
				args[most]),
				"what switches something on or off takes its value behind =, such as --name="+args[most], line)
		case len(args) > most:
			return usage(fmt.Sprintf("%s wants %s; %q is one too many",
				cmd.CommandPath(), want, args[most]), line)
		}
		return nil
	}
}

// preferred are the preferences that change what is printed, for the verbs that
// have --prefer.
func preferred() []string { return []string{"count", "status", "code", "seed", "scenario"} }
