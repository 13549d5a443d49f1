package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/cmd/ringer/internal/description"
	"github.com/ringer-api/ringer/cmd/ringer/internal/difference"
	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/cmd/ringer/internal/verb"
	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/schemas"
)

// differences is the result of ringer diff.
type differences struct {
	Version int                 `json:"version"`
	Old     string              `json:"old"`
	New     string              `json:"new"`
	Changes []difference.Change `json:"changes"`
	// Elsewhere counts the changes of operations that ringer does not know.
	Elsewhere int `json:"elsewhere"`
}

// diffOptions are the options of ringer diff.
type diffOptions struct {
	format, failOn string
	all            bool
	overlays       []string
}

func newDiffCommand(app *app) *cobra.Command {
	wanted := setting.InSection("mock", "api")
	var o diffOptions
	cmd := &cobra.Command{
		Use:   "diff [OLD] NEW",
		Short: "list what changed between two API descriptions",
		Long: `Compares two OpenAPI 3 documents, in JSON or YAML, and states the effect of each
change on clients: breaking when correct clients fail, risky when they may fail,
harmless otherwise. OLD and NEW are files, folders of APIs, - for standard input, or
llamacloud-evals, the built-in API. Without OLD it is the API of --api; from
ringer.yaml diff reads only api, in the section serve.

Without --api it lists only changes of the operations in the built-in API; --all
lists those of the whole document. Operations are compared by method and URL: the path of
the server URL counts, the names of path parameters do not. Nothing is fetched: a
document may refer to files in its own folder only. References that do not resolve
are ignored; ringer lint lists them.

The program ringer-diff does the comparing. It is installed with ringer, and is looked
for beside it and in PATH.

Exit codes: 0 no change has the weight of --fail-on or a higher one; 1 there is one;
2 wrong usage; 3 a document could not be read, or ringer-diff is missing.`,
		Example: `# does the service's own description still match ringer's?
ringer diff llamacloud-evals openapi.json

# for a pull request, with the changes of all operations
ringer diff llamacloud-evals openapi.json --all --format markdown --fail-on never`,
		Args: verb.Arguments(1, 2, "two descriptions, the old and the new"),
		RunE: func(cmd *cobra.Command, args []string) error {
			last := len(args) - 1
			c, _, err := app.settings(cmd, wanted, args[:last])
			if err != nil {
				return err
			}
			app.stderr.Text(c.Warnings...)
			o.all = o.all || last == 0 && c.Mock.API != fixtures.BuiltIn
			return app.diff(cmd.Context(), c.Mock.API, args[last], o)
		},
	}
	cmd.Flags().BoolVar(&o.all, "all", false,
		"list the changes of all operations, not only of the built-in ones")
	cmd.Flags().Var(setting.List{At: &o.overlays}, "overlay", "OpenAPI Overlay document to apply to NEW; repeatable")
	verb.NameValue(cmd, "overlay", "FILE")
	cmd.Flags().Var(&verb.Choice{At: &o.failOn, Choices: failures}, "fail-on",
		"lowest weight of a change that makes the exit code 1:\n"+output.OneOf(failures))
	verb.NameValue(cmd, "fail-on", "WEIGHT")
	verb.Complete(cmd, "fail-on", failures)
	o.failOn = failures[0]
	cmd.Flags().Lookup("fail-on").DefValue = o.failOn
	verb.AddFormat(cmd, &o.format, "text", "json", "markdown")
	setting.AddFlags(cmd, wanted, app.environ)
	return cmd
}

// failures are the values of --fail-on.
var failures = []string{string(difference.Breaking), string(difference.Risky), string(difference.Harmless), "never"}

func (a *app) diff(ctx context.Context, from, to string, o diffOptions) error {
	if from == "-" && to == "-" {
		return output.Usage("OLD and NEW are both standard input",
			"name a file, or llamacloud-evals, for one of them")
	}
	older, err := a.compared(from, nil)
	if err != nil {
		return err
	}
	newer, err := a.compared(to, o.overlays)
	if err != nil {
		return err
	}
	changes, err := difference.Between(ctx, older, newer)
	if failed := (*output.Failure)(nil); errors.As(err, &failed) {
		return err
	}
	if err != nil {
		return output.NotChecked(err.Error())
	}
	d := differences{Version: 1, Old: description.Name(older), New: description.Name(newer), Changes: []difference.Change{}}
	for _, c := range changes {
		if o.all || c.InDescription() {
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
		return nil, output.NotChecked("reading "+output.OneLine(err).Error(),
			"OLD and NEW are OpenAPI documents, 3.0 or later, in JSON or YAML")
	}
	a.noteLeftOut(d)
	return d, nil
}

// fails reports whether there is a change of at least this weight.
func (d differences) fails(on string) bool {
	for _, c := range d.Changes {
		switch difference.Severity(on) {
		case difference.Harmless:
			return true
		case difference.Risky:
			if c.Severity != difference.Harmless {
				return true
			}
		case difference.Breaking:
			if c.Severity == difference.Breaking {
				return true
			}
		}
	}
	return false
}
