package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/cmd/ringer/internal/description"
	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/cmd/ringer/internal/verb"
	"github.com/ringer-api/ringer/schemas"
)

func newLintCommand(app *app) *cobra.Command {
	var format string
	var overlays []string
	cmd := &cobra.Command{
		Use:   "lint FILE|-",
		Short: "say what of an API description cannot be used",
		Long: `Reads an OpenAPI document, 3.0 to 3.2, in JSON or YAML, of one file or several,
and lists what of it ringer leaves out, and why, with file, line and column: a
reference to what is not there, a keyword that says nothing, a pattern that Go's
regular expressions do not have, a path whose address another one has. The other
verbs use the rest, so a mistake in one schema takes nothing from another.

What is written otherwise than OpenAPI says, but can be taken for what it means,
is listed too: as taken, where a loss is left-out. It looks for nothing else: a
document that lint finds nothing in may still be a poor description.

Nothing is fetched: a document may refer to files in its own folder and below.
FILE is a file, - for standard input, or the word ringer for the description
that ringer itself brings along.

The exit code is 0 when nothing was left out, 1 when something was, 3 when the
document is of no use at all or cannot be read.`,
		Example: `ringer lint openapi.json

# as ringer would read it with what an overlay changes; for another program
ringer lint openapi.json --overlay overlay.yaml --format json`,
		Args: verb.Arguments(1, 1, "one description"),
		RunE: func(_ *cobra.Command, args []string) error {
			return app.lint(args[0], overlays, format)
		},
	}
	addOverlays(cmd, &overlays, "changes the document before it is read")
	verb.AddFormat(cmd, &format, "text", "json")
	return cmd
}

// addOverlays adds the flag that names OpenAPI Overlay documents.
func addOverlays(cmd *cobra.Command, at *[]string, does string) {
	cmd.Flags().Var(setting.List{At: at}, "overlay", "OpenAPI Overlay document that "+does+"; may be\ngiven often")
	verb.NameValue(cmd, "overlay", "FILE")
}

// linted is what ringer lint prints for programs.
type linted struct {
	Version    int            `json:"version"`
	File       string         `json:"file"`
	Operations int            `json:"operations"`
	Types      int            `json:"types"`
	LeftOut    int            `json:"leftOut"`
	Notes      []schemas.Note `json:"notes"`
}

func (a *app) lint(name string, overlays []string, format string) error {
	d, err := a.describe(name, overlays)
	var failed *output.Failure
	switch {
	case errors.As(err, &failed):
		return err
	case err != nil:
		return output.Unasked("understanding "+output.OneLine(err).Error(), "want an OpenAPI document, 3.0 or later, in JSON or YAML")
	}
	notes := d.Lint()
	found := linted{
		Version: 1, File: description.Name(d), Operations: len(d.Operations()), Types: len(d.Types()),
		LeftOut: schemas.LeftOut(notes), Notes: append([]schemas.Note{}, notes...),
	}
	if format == "json" {
		err = output.WriteJSON(a.stdout, found)
	} else {
		err = found.print(a.stdout)
	}
	if err == nil && found.LeftOut > 0 {
		return output.ErrBroken
	}
	return err
}

// print writes a line a note, as compilers do, and what they come to.
func (l linted) print(out io.Writer) error {
	for _, n := range l.Notes {
		if _, err := fmt.Fprintf(out, "%s: %s: %s (%s)\n", n.Place, n.Severity, output.OneLine(errors.New(n.Text)), n.Kind); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(out, "%s: %s, %s: %s, %d taken\n", l.File, output.Count(l.Operations, "operation"),
		output.Count(l.Types, "type"), cmp.Or(leftOutWords(l.LeftOut), "nothing left out"), len(l.Notes)-l.LeftOut)
	return err
}

func leftOutWords(n int) string {
	if n == 0 {
		return ""
	}
	return output.Count(n, "thing") + " left out"
}

// tellLeftOut says that a description is not used as it stands.
func (a *app) tellLeftOut(d *schemas.Description) {
	if n := schemas.LeftOut(d.Notes()); n > 0 {
		fmt.Fprintf(a.stderr, "note: %s of %s: ringer lint says what and why\n", leftOutWords(n), description.Name(d))
	}
}
