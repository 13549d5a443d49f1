package verb

import (
	"fmt"
	"regexp"
	"slices"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
)

// AddFormat gives a verb the option --format with these choices; the first is
// what it does without it.
func AddFormat(cmd *cobra.Command, at *string, choices ...string) {
	value := &Choice{At: at, Choices: choices}
	*at = choices[0]
	cmd.Flags().Var(value, "format", "how to print it: "+output.OneOf(choices))
	NameValue(cmd, "format", "FORMAT")
	Complete(cmd, "format", choices)
}

// Choice is a flag that takes one of a few words.
type Choice struct {
	At      *string
	Choices []string
}

// String is the word chosen.
func (c *Choice) String() string { return *c.At }

// Type is what pflag calls the value.
func (c *Choice) Type() string { return "name" }

// Set chooses a word; its error names them all.
func (c *Choice) Set(text string) error {
	if !slices.Contains(c.Choices, text) {
		return fmt.Errorf("want %s", output.OneOf(c.Choices))
	}
	*c.At = text
	return nil
}

// Complete offers words to the shell for a flag's value.
func Complete(cmd *cobra.Command, flag string, words []string) {
	CompleteFrom(cmd, flag, func() []string { return words })
}

// CompleteFrom is complete for words that are found when they are asked for.
func CompleteFrom(cmd *cobra.Command, flag string, words func() []string) {
	offer := func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return words(), cobra.ShellCompDirectiveNoFileComp
	}
	if err := cmd.RegisterFlagCompletionFunc(flag, offer); err != nil {
		panic(err) // the flag was not registered: a mistake in this program
	}
}

// takesFiles finds the verbs whose arguments are files, by their line of usage.
var takesFiles = regexp.MustCompile(`FILE|OLD`)

// CompleteNoFiles keeps the shell from offering files where a verb, or one
// below it, takes none.
func CompleteNoFiles(cmd *cobra.Command) {
	if cmd.ValidArgsFunction == nil && cmd.ValidArgs == nil && !takesFiles.MatchString(cmd.Use) {
		cmd.ValidArgsFunction = cobra.NoFileCompletions
	}
	for _, c := range cmd.Commands() {
		CompleteNoFiles(c)
	}
}

// OneName completes the first argument with names, and nothing after it.
func OneName(names func() []string) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return names(), cobra.ShellCompDirectiveNoFileComp
	}
}
