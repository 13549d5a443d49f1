package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"slices"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/schemas/display"
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

// writeJSON prints v as JSON that a person can read too, on a terminal as well.
func writeJSON(w io.Writer, v any) error {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return err
	}
	_, err := w.Write(display.JSON(text.Bytes()))
	return err
}
