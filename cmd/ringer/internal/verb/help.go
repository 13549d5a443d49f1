// Package verb has what all verbs share: help pages, arguments, formats, shell
// completion, and usage errors.
package verb

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Annotations of a flag for its help page.
const (
	HelpGroup = "ringer_group" // its heading
	HelpArg   = "ringer_arg"   // the name of its value
)

// HelpFirst is the annotation of a command whose page begins with another
// heading than that of the flag registered first.
const HelpFirst = "ringer_first"

// PlainOptions is the heading of flags without a group.
const PlainOptions = "Options"

// NameValue sets the name of a flag's value on the help page.
func NameValue(cmd *cobra.Command, flag, arg string) {
	f := cmd.Flags().Lookup(flag)
	if f.Annotations == nil {
		f.Annotations = map[string][]string{}
	}
	f.Annotations[HelpArg] = []string{arg}
}

// WriteHelp prints a verb's page: what it does, how to type it, its options in
// columns, and the examples, which a test runs.
func WriteHelp(w io.Writer, cmd *cobra.Command) {
	fmt.Fprintf(w, "%s: %s\n\nUsage:\n  %s\n", cmd.CommandPath(), cmd.Short, UseLine(cmd))
	if cmd.Long != "" {
		fmt.Fprintf(w, "\n%s\n", cmd.Long)
	}
	writeVerbs(w, cmd)
	writeOptions(w, cmd)
	if cmd.Example != "" {
		fmt.Fprintf(w, "\nExamples:\n%s\n", indent(cmd.Example))
	}
}

// UseLine is how the verb is typed, in one line.
func UseLine(cmd *cobra.Command) string {
	line := cmd.CommandPath()
	if _, rest, ok := strings.Cut(cmd.Use, " "); ok {
		line += " " + rest
	}
	if cmd.HasAvailableSubCommands() {
		return line + " VERB [options]"
	}
	return line + " [options]"
}

func writeVerbs(w io.Writer, cmd *cobra.Command) {
	if rows := verbRows(cmd); len(rows) > 0 {
		fmt.Fprint(w, "\nVerbs:\n")
		writeColumns(w, rows)
	}
}

// verbRows are the verbs below a verb, each with its arguments, and what it does.
func verbRows(cmd *cobra.Command) (rows [][2]string) {
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			_, args, _ := strings.Cut(c.Use, " ")
			rows = append(rows, [2]string{strings.TrimSpace(c.Name() + " " + args), c.Short})
		}
	}
	return rows
}

func writeOptions(w io.Writer, cmd *cobra.Command) {
	for _, group := range optionGroups(cmd) {
		fmt.Fprintf(w, "\n%s:\n", group.heading)
		writeColumns(w, group.rows)
	}
}

// optionGroup is the options under one heading.
type optionGroup struct {
	heading string
	rows    [][2]string
}

// optionGroups are the flags, each group under its heading in the order of first
// registration.
func optionGroups(cmd *cobra.Command) (all []optionGroup) {
	at := map[string]int{}
	add := func(heading string) int {
		i, ok := at[heading]
		if !ok {
			i, at[heading] = len(all), len(all)
			all = append(all, optionGroup{heading: heading})
		}
		return i
	}
	if first := cmd.Annotations[HelpFirst]; first != "" {
		add(first)
	}
	cmd.Flags().SortFlags = false
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		group := PlainOptions
		if g := f.Annotations[HelpGroup]; len(g) > 0 {
			group = g[0]
		}
		i := add(group)
		all[i].rows = append(all[i].rows, optionRow(f))
	})
	return all
}

func optionRow(f *pflag.Flag) [2]string {
	left, text := "--"+f.Name, f.Usage
	if f.Shorthand != "" {
		left = "-" + f.Shorthand + ", " + left
	}
	if arg := f.Annotations[HelpArg]; len(arg) > 0 && arg[0] != "" {
		left += " " + arg[0]
	}
	if f.DefValue != "" && f.DefValue != "false" && f.DefValue != "[]" {
		text += " (" + f.DefValue + ")"
	}
	return [2]string{left, text}
}

// writeColumns prints rows in two columns. Where the first does not fit, the
// second goes on the next line; a second column of several lines stays in it.
func writeColumns(w io.Writer, rows [][2]string) {
	const most = 28
	width := 0
	for _, row := range rows {
		if n := len(row[0]); n <= most {
			width = max(width, n)
		}
	}
	for _, row := range rows {
		left := row[0]
		if len(left) > width {
			fmt.Fprintf(w, "  %s\n", left)
			left = ""
		}
		text := strings.ReplaceAll(row[1], "\n", "\n"+strings.Repeat(" ", width+4))
		fmt.Fprintf(w, "  %-*s  %s\n", width, left, text)
	}
}

func indent(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if line != "" {
			lines[i] = "  " + line
		}
	}
	return strings.Join(lines, "\n")
}
