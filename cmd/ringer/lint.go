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
	wanted := setting.OfAPI()
	var format string
	cmd := &cobra.Command{
		Use:   "lint [API|-]",
		Short: "list the parts of an API description that cannot be used",
		Long: `Reads an OpenAPI document, 3.0 to 3.2, in JSON or YAML, of one file or several, and
lists the parts that ringer cannot use, each with the reason, file, line and column:
references that do not resolve, keywords without effect, patterns that Go's regular
expressions do not support, two paths with the same URL. The other verbs use the
rest: a mistake in one schema does not affect the others.

Deviations from OpenAPI whose meaning is clear are listed too, as "accepted"; parts
that are not used are "left-out". Nothing else is checked, such as the style of a
document.

Nothing is fetched: a document may refer to files in its own folder and below. API is
a document, the folder of an API, - for standard input, or llamacloud-evals, the
built-in API; it is the same as --api. From ringer.yaml it reads only api and
overlay, in the section serve.

Exit codes: 0 nothing was left out; 1 something was; 2 wrong usage; 3 the document
could not be read, or nothing in it can be used.`,
		Example: `ringer lint openapi.json

# with an overlay applied; as JSON
ringer lint openapi.json --overlay overlay.yaml --format json`,
		Args: oneAPI("one API, or none"),
		RunE: func(cmd *cobra.Command, args []string) error {
			d, _, err := app.chosen(cmd, wanted, args)
			if err != nil {
				return err
			}
			return app.lint(d, format)
		},
	}
	setting.AddFlags(cmd, wanted, app.environ)
	verb.AddFormat(cmd, &format, "text", "json")
	return cmd
}

// linted is the JSON output of ringer lint.
type linted struct {
	Version    int            `json:"version"`
	File       string         `json:"file"`
	Operations int            `json:"operations"`
	Types      int            `json:"types"`
	LeftOut    int            `json:"leftOut"`
	Notes      []schemas.Note `json:"notes"`
}

func (a *app) lint(d *schemas.Description, format string) (err error) {
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

// print writes one line per note, as compilers do, and a summary.
func (l linted) print(out io.Writer) error {
	for _, n := range l.Notes {
		if _, err := fmt.Fprintf(out, "%s: %s: %s (%s)\n", n.Place, n.Severity, output.OneLine(errors.New(n.Text)), n.Kind); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(out, "%s: %s, %s: %s, %d accepted\n", l.File, output.Count(l.Operations, "operation"),
		output.Count(l.Types, "type"), cmp.Or(leftOutWords(l.LeftOut), "nothing left out"), len(l.Notes)-l.LeftOut)
	return err
}

func leftOutWords(n int) string {
	if n == 0 {
		return ""
	}
	return output.Count(n, "part") + " left out"
}

// noteLeftOut prints a note when parts of a description are ignored.
func (a *app) noteLeftOut(d *schemas.Description) {
	if n := schemas.LeftOut(d.Notes()); n > 0 {
		fmt.Fprintf(a.stderr, "note: %s of %s; ringer lint lists what and why\n", leftOutWords(n), description.Name(d))
	}
}
