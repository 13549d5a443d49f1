package main

import (
	"fmt"
	"regexp"
	"slices"

	"github.com/spf13/cobra"
)

// addFormat gives a verb the option --format with these choices; the first is
// what it does without it.
func addFormat(cmd *cobra.Command, at *string, choices ...string) {
	value := &choice{at: at, choices: choices}
	*at = choices[0]
	cmd.Flags().Var(value, "format", "how to print it: "+oneOf(choices))
	nameValue(cmd, "format", "FORMAT")
	complete(cmd, "format", choices)
}

// choice is a flag that takes one of a few words.
type choice struct {
	at      *string
	choices []string
}

func (c *choice) String() string { return *c.at }
func (c *choice) Type() string   { return "name" }

func (c *choice) Set(text string) error {
	if !slices.Contains(c.choices, text) {
		return fmt.Errorf("want %s", oneOf(c.choices))
	}
	*c.at = text
	return nil
}

// complete offers words to the shell for a flag's value.
func complete(cmd *cobra.Command, flag string, words []string) {
	completeFrom(cmd, flag, func() []string { return words })
}

// completeFrom is complete for words that are found when they are asked for.
func completeFrom(cmd *cobra.Command, flag string, words func() []string) {
	offer := func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return words(), cobra.ShellCompDirectiveNoFileComp
	}
	if err := cmd.RegisterFlagCompletionFunc(flag, offer); err != nil {
		panic(err) // the flag was not registered: a mistake in this program
	}
}

// takesFiles finds the verbs whose arguments are files, by their line of usage.
var takesFiles = regexp.MustCompile(`FILE|OLD`)

// completeNoFiles keeps the shell from offering files where a verb, or one
// below it, takes none.
func completeNoFiles(cmd *cobra.Command) {
	if cmd.ValidArgsFunction == nil && cmd.ValidArgs == nil && !takesFiles.MatchString(cmd.Use) {
		cmd.ValidArgsFunction = cobra.NoFileCompletions
	}
	for _, c := range cmd.Commands() {
		completeNoFiles(c)
	}
}

// oneName completes the first argument with names, and nothing after it.
func oneName(names func() []string) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return names(), cobra.ShellCompDirectiveNoFileComp
	}
}
