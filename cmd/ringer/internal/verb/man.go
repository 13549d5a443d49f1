package verb

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
)

// ManName is the name of a verb's man page, such as ringer-serve.
func ManName(cmd *cobra.Command) string { return strings.ReplaceAll(cmd.CommandPath(), " ", "-") }

// WriteMan prints a verb's help page as a man page. It has no date, so that the same
// program always prints the same page.
func WriteMan(w io.Writer, cmd *cobra.Command, version string) {
	cmd.InitDefaultHelpFlag()
	fmt.Fprintf(w, ".TH %q 1 \"\" %q \"User Commands\"\n.nh\n.ad l\n", strings.ToUpper(ManName(cmd)), "ringer "+version)
	fmt.Fprintf(w, ".SH NAME\n%s \\- %s\n", roff(ManName(cmd)), roff(cmd.Short))
	fmt.Fprintf(w, ".SH SYNOPSIS\n\\fB%s\\fR%s\n", roff(cmd.CommandPath()), roff(strings.TrimPrefix(UseLine(cmd), cmd.CommandPath())))
	if cmd.Long != "" {
		fmt.Fprint(w, ".SH DESCRIPTION\n")
		writeParagraphs(w, cmd.Long)
	}
	writeTerms(w, "Verbs", verbRows(cmd))
	for _, group := range optionGroups(cmd) {
		writeTerms(w, group.heading, group.rows)
	}
	if cmd.Example != "" {
		fmt.Fprint(w, ".SH EXAMPLES\n")
		writeLines(w, strings.Split(cmd.Example, "\n"))
	}
	if others := related(cmd); len(others) > 0 {
		fmt.Fprintf(w, ".SH SEE ALSO\n%s\n", strings.Join(others, ",\n"))
	}
}

// related are the pages of the verb above a verb, and of those below it.
func related(cmd *cobra.Command) (pages []string) {
	page := func(c *cobra.Command) { pages = append(pages, fmt.Sprintf("\\fB%s\\fR(1)", roff(ManName(c)))) }
	if cmd.HasParent() {
		page(cmd.Parent())
	}
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			page(c)
		}
	}
	return pages
}

// writeParagraphs fills paragraphs, and leaves those alone that have an indented line: tables and lists.
func writeParagraphs(w io.Writer, text string) {
	for i, paragraph := range strings.Split(text, "\n\n") {
		if i > 0 {
			fmt.Fprint(w, ".PP\n")
		}
		lines := strings.Split(paragraph, "\n")
		if strings.Contains("\n"+paragraph, "\n ") {
			writeLines(w, lines)
			continue
		}
		for _, line := range lines {
			fmt.Fprintln(w, roff(line))
		}
	}
}

// writeLines prints lines as they are.
func writeLines(w io.Writer, lines []string) {
	fmt.Fprint(w, ".nf\n")
	for _, line := range lines {
		fmt.Fprintln(w, roff(line))
	}
	fmt.Fprint(w, ".fi\n")
}

func writeTerms(w io.Writer, heading string, rows [][2]string) {
	if len(rows) == 0 {
		return
	}
	fmt.Fprintf(w, ".SH %s\n", roff(strings.ToUpper(heading)))
	for _, row := range rows {
		fmt.Fprintf(w, ".TP\n\\fB%s\\fR\n%s\n", roff(row[0]), roff(row[1]))
	}
}

var roffed = strings.NewReplacer(`\`, `\e`, "-", `\-`, "\n.", "\n\\&.", "\n'", "\n\\&'")

// roff writes a text so that it means only itself.
func roff(text string) string {
	return strings.TrimPrefix(roffed.Replace("\n"+text), "\n")
}

// Pages are all verbs that have a page: a verb, and those below it.
func Pages(cmd *cobra.Command) []*cobra.Command {
	pages := []*cobra.Command{cmd}
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			pages = append(pages, Pages(c)...)
		}
	}
	return pages
}
