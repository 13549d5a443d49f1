package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/ringer-api/ringer/fixtures/recording"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/display"
)

// The exit codes. What could not be asked is not a broken contract, and
// neither is a wrong flag: a pipeline may branch on them.
const (
	exitClean   = 0
	exitBroken  = 1
	exitUsage   = 2
	exitUnasked = 3
)

// failure is an error as a person at the terminal gets it: what is wrong in
// one line without a capital or a full stop, then what to type next.
type failure struct {
	code    int
	problem string
	hints   []string
}

// Error is the problem without its hints.
func (f *failure) Error() string { return f.problem }

// usage is a mistake in the command line, the file or the environment.
func usage(problem string, hints ...string) error {
	return &failure{exitUsage, problem, hints}
}

// unasked says that what was asked for could not be found out.
func unasked(problem string, hints ...string) error {
	return &failure{exitUnasked, problem, hints}
}

// errBroken ends a run whose result, already printed, is that the contract is broken.
var errBroken = errors.New("the contract is broken")

// conclude tells the person what went wrong, if anything, and gives the exit code.
func (a *app) conclude(err error) int {
	switch f := (*failure)(nil); {
	case err == nil:
		return exitClean
	case errors.Is(err, errBroken):
		return exitBroken
	case isBrokenPipe(err):
		return exitClean
	case errors.As(err, &f):
		a.complain(f.problem, f.hints)
		return f.code
	default:
		a.complain(err.Error(), nil)
		return exitUnasked
	}
}

// complain says what is wrong and what to do, a line each: a text from outside
// cannot make up a hint, and what it holds of secrets is not passed on.
func (a *app) complain(problem string, hints []string) {
	label, hint := "error:", "hint:"
	if a.colors(a.stderr) {
		label, hint = "\x1b[1;31merror:\x1b[0m", "\x1b[36mhint:\x1b[0m"
	}
	a.sayLine(label, problem)
	for _, h := range hints {
		a.sayLine(hint, h)
	}
}

func (a *app) sayLine(label, text string) {
	fmt.Fprintln(a.stderr.raw(), label, display.Line(recording.Redaction{}.Text(text)))
}

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

// unknownName is a usage error whose hint is the name that was probably meant,
// or all of them.
func unknownName(problem, name string, known []string) error {
	return unknownOf(problem, name, known, "there are "+strings.Join(known, ", "))
}

// unknownOf is the same for names that are too many to be told; list says what
// lists them.
func unknownOf(problem, name string, known []string, list string) error {
	if near := schemas.Nearest(name, known); near != "" {
		return usage(problem, "did you mean "+near+"?")
	}
	return usage(problem, list)
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
	if slices.Contains(names, "prefer") && slices.Contains(preferred, name) {
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

// oneLine is an error whose message fits behind "error:".
func oneLine(err error) error {
	return errors.New(strings.Join(strings.Fields(err.Error()), " "))
}
