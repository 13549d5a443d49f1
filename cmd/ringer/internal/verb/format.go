package verb

import (
	"fmt"
	"regexp"
	"slices"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
)

// AddFormat adds the option --format with these choices; the first is the default.
func AddFormat(cmd *cobra.Command, at *string, choices ...string) {
	value := &Choice{At: at, Choices: choices}
	*at = choices[0]
	cmd.Flags().Var(value, "format", "output format: "+output.OneOf(choices))
	NameValue(cmd, "format", "FORMAT")
	Complete(cmd, "format", choices)
}

// Choice is a flag with a fixed set of values.
type Choice struct {
	At      *string
	Choices []string
}

// String is the value.
func (c *Choice) String() string { return *c.At }

// Type is what pflag calls the value.
func (c *Choice) Type() string { return "name" }

// Set sets the value; its error lists all values.
func (c *Choice) Set(text string) error {
	if !slices.Contains(c.Choices, text) {
		return fmt.Errorf("want %s", output.OneOf(c.Choices))
	}
	*c.At = text
	return nil
}

// Complete completes a flag's value from words.
func Complete(cmd *cobra.Command, flag string, words []string) {
	CompleteFrom(cmd, flag, func(*cobra.Command) []string { return words })
}

// CompleteFrom is Complete for words that are computed at completion.
func CompleteFrom(cmd *cobra.Command, flag string, words func(*cobra.Command) []string) {
	offer := func(cmd *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
		return words(cmd), cobra.ShellCompDirectiveNoFileComp
	}
	if err := cmd.RegisterFlagCompletionFunc(flag, offer); err != nil {
		panic(err) // the flag was not registered: a mistake in this program
	}
}

// takesFiles matches the usage of verbs whose arguments are files.
var takesFiles = regexp.MustCompile(`FILE|OLD|API`)

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
func OneName(names func(*cobra.Command) []string) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return names(cmd), cobra.ShellCompDirectiveNoFileComp
	}
}
