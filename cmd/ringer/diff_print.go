package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/ringer-api/ringer/cmd/ringer/internal/difference"
	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/schemas/display"
)

// print writes the differences in one of the formats.
func (d differences) print(w io.Writer, format string) error {
	switch format {
	case "json":
		return output.WriteJSON(w, d)
	case "markdown":
		d.markdown(w)
	default:
		d.text(w)
	}
	return nil
}

// text groups the changes by operation, in order of first appearance.
func (d differences) text(w io.Writer) {
	for _, group := range d.groups() {
		fmt.Fprintln(w, group[0].Operation())
		for _, c := range group {
			fmt.Fprintf(w, "  %-9s %s\n", c.Severity, display.Line(c.Text))
			if c.Comment != "" {
				fmt.Fprintf(w, "  %-9s %s\n", "", display.Line(c.Comment))
			}
			fmt.Fprintf(w, "  %-9s (%s)\n", "", display.Line(c.ID))
		}
		fmt.Fprintln(w)
	}
	fmt.Fprintf(w, "%s -> %s: %s\n", display.Line(d.Old), display.Line(d.New), d.summary())
}

func (d differences) groups() (groups [][]difference.Change) {
	at := map[string]int{}
	for _, c := range d.Changes {
		i, known := at[c.Operation()]
		if !known {
			i = len(groups)
			at[c.Operation()] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], c)
	}
	return groups
}

// summary counts the changes by weight.
func (d differences) summary() string {
	n := map[difference.Severity]int{}
	for _, c := range d.Changes {
		n[c.Severity]++
	}
	text := fmt.Sprintf("%s: %d breaking, %d risky, %d harmless",
		output.Count(len(d.Changes), "change"), n[difference.Breaking], n[difference.Risky], n[difference.Harmless])
	if d.Elsewhere > 0 {
		text += fmt.Sprintf("; %d more in other operations (--all lists them)", d.Elsewhere)
	}
	return text
}

func (d differences) markdown(w io.Writer) {
	fmt.Fprintf(w, "## %s → %s\n\n%s\n", cell(d.Old), cell(d.New), d.summary())
	if len(d.Changes) == 0 {
		return
	}
	fmt.Fprint(w, "\n| weight | operation | change |\n| --- | --- | --- |\n")
	for _, c := range d.Changes {
		text := cell(c.Text)
		if c.Comment != "" {
			text += "<br>" + cell(c.Comment)
		}
		fmt.Fprintf(w, "| %s | `%s` | %s |\n", c.Severity, cell(c.Operation()), text)
	}
}

// cell escapes a text for a table cell.
func cell(text string) string {
	return display.Line(strings.NewReplacer("|", `\|`, "\n", " ", "<", "&lt;", "`", "'").Replace(text))
}
