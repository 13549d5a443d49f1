package main

import (
	"errors"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/cmd/ringer/internal/description"
	"github.com/ringer-api/ringer/cmd/ringer/internal/difference"
	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/verb"
	"github.com/ringer-api/ringer/schemas"
)

// differences are what ringer diff found.
type differences struct {
	Version int                 `json:"version"`
	Old     string              `json:"old"`
	New     string              `json:"new"`
	Changes []difference.Change `json:"changes"`
	// Elsewhere counts the changes outside our operations, which are left out.
	Elsewhere int `json:"elsewhere"`
}

// diffOptions are what a person may choose.
type diffOptions struct {
	format, failOn string
	all            bool
	overlays       []string
}

func newDiffCommand(app *app) *cobra.Command {
	var o diffOptions
	cmd := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "tell what changed between two API descriptions",
		Long: `Compares two OpenAPI 3 documents, in JSON or YAML, and says of every change what
it does to clients: breaking when a client that was right now fails, risky when
it may, harmless otherwise. OLD and NEW are files, - for standard input, or the
word ringer for the description that ringer itself brings along.

Only changes of the operations that ringer knows are told, unless --all asks for
those of the whole document. What counts is the address of a request: what the
servers put before a path is part of it, and the names of path parameters are
not. Nothing is fetched: a document may refer to files in its own folder, and to
nothing else; what it refers to in vain is left out, and ringer lint tells it.

The exit code is 1 when a change weighs as much as --fail-on says, 3 when a
document cannot be read.`,
		Example: `# does the service's own description still say what its clients were built on?
ringer diff ringer openapi.json

# for a pull request, with everything that changed
ringer diff ringer openapi.json --all --format markdown --fail-on never`,
		Args: verb.Arguments(2, 2, "two descriptions, the old and the new"),
		RunE: func(_ *cobra.Command, args []string) error {
			return app.diff(args[0], args[1], o)
		},
	}
	cmd.Flags().BoolVar(&o.all, "all", false,
		"tell of the whole document, not of our operations only")
	addOverlays(cmd, &o.overlays, "changes NEW before it is compared")
	cmd.Flags().Var(&verb.Choice{At: &o.failOn, Choices: failures}, "fail-on",
		"least change that exits 1: "+output.OneOf(failures))
	verb.NameValue(cmd, "fail-on", "WEIGHT")
	verb.Complete(cmd, "fail-on", failures)
	o.failOn = failures[0]
	cmd.Flags().Lookup("fail-on").DefValue = o.failOn
	verb.AddFormat(cmd, &o.format, "text", "json", "markdown")
	return cmd
}

// failures are what --fail-on takes.
var failures = []string{string(difference.Breaking), string(difference.Risky), string(difference.Harmless), "never"}

func (a *app) diff(from, to string, o diffOptions) error {
	if from == "-" && to == "-" {
		return output.Usage("OLD and NEW are both standard input",
			"name a file, or ringer, for one of them")
	}
	older, err := a.compared(from, nil)
	if err != nil {
		return err
	}
	newer, err := a.compared(to, o.overlays)
	if err != nil {
		return err
	}
	changes, err := difference.Between(older, newer)
	if err != nil {
		return output.Unasked(err.Error())
	}
	d := differences{Version: 1, Old: description.Name(older), New: description.Name(newer), Changes: []difference.Change{}}
	for _, c := range changes {
		if o.all || c.Ours() {
			d.Changes = append(d.Changes, c)
		} else {
			d.Elsewhere++
		}
	}
	if err := d.print(a.stdout, o.format); err != nil {
		return err
	}
	if d.fails(o.failOn) {
		return output.ErrBroken
	}
	return nil
}

// compared reads one of the two descriptions.
func (a *app) compared(name string, overlays []string) (*schemas.Description, error) {
	d, err := a.describe(name, overlays)
	var failed *output.Failure
	switch {
	case errors.As(err, &failed):
		return nil, err
	case err != nil:
		return nil, output.Unasked("understanding "+output.OneLine(err).Error(),
			"OLD and NEW are OpenAPI documents, 3.0 or later, in JSON or YAML")
	}
	a.tellLeftOut(d)
	return d, nil
}

// fails tells whether a change weighs as much as asked.
func (d differences) fails(on string) bool {
	for _, c := range d.Changes {
		switch difference.Weight(on) {
		case difference.Harmless:
			return true
		case difference.Risky:
			if c.Weight != difference.Harmless {
				return true
			}
		case difference.Breaking:
			if c.Weight == difference.Breaking {
				return true
			}
		}
	}
	return false
}
