package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/schemas"
)

// app is what the verbs may use of the world around them.
type app struct {
	environ environment
	stdin   io.Reader
	stdout  *output // results, and nothing else
	stderr  *output // everything said to a person
}

func newApp(environ []string, stdin io.Reader, stdout, stderr io.Writer) *app {
	return &app{
		environ: environ,
		stdin:   stdin,
		stdout:  &output{to: stdout},
		stderr:  &output{to: stderr},
	}
}

// colors tells whether w may get colours: it is a terminal, and neither
// NO_COLOR nor a dumb terminal asks for plain text.
func (a *app) colors(w *output) bool {
	none, _ := a.environ.get("NO_COLOR")
	term, _ := a.environ.get("TERM")
	return w.isTerminal() && none == "" && term != "dumb"
}

// complain says on stderr what is wrong and what to do.
func (a *app) complain(problem string, hints []string) {
	a.stderr.complain(problem, hints, a.colors(a.stderr))
}

// describe reads the description that a person named, with overlays laid over it.
func (a *app) describe(name string, overlays []string) (*schemas.Description, error) {
	return describe(name, overlays, a.stdin)
}

// newRootCommand puts the verbs together.
func newRootCommand(app *app) *cobra.Command {
	var version bool
	root := &cobra.Command{
		Use:   "ringer",
		Short: "a perfect double of one API, and the judge of its original",
		Long:  rootPage,
		Example: `# start the mock, then ask it what the line it prints says
ringer serve

# see whether a deployed service keeps its contract
ringer check http://127.0.0.1:4010 \
  --dataset ` + examplePipeline + `/` + exampleDataset,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case len(args) > 0:
				return unknownVerb(cmd, args[0])
			case version:
				return writeVersion(app, "text")
			}
			return usage("no verb given", "ringer --help lists the verbs")
		},
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.AddCommand(
		newServeCommand(app),
		newCheckCommand(app),
		newRulesCommand(app),
		newGenerateCommand(app),
		newCtlCommand(app.environ, app.stdin, app.stdout, app.stderr),
		newValidateCommand(app),
		newDiffCommand(app),
		newLintCommand(app),
		newJobsCommand(app),
		newScenariosCommand(app),
		newFaultsCommand(app),
		newSchemaCommand(app),
		newCompletionCommand(app),
		newVersionCommand(app),
	)
	root.SetIn(app.stdin)
	root.SetOut(app.stdout)
	root.SetErr(app.stderr)
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) { writeHelp(app.stdout, cmd) })
	root.SetFlagErrorFunc(wrongFlag)
	root.SetHelpCommand(newHelpCommand(root))
	completeNoFiles(root)
	root.CompletionOptions.DisableDefaultCmd = true
	root.Flags().BoolVar(&version, "version", false, "say which ringer this is")
	root.PersistentFlags().BoolP("help", "h", false, "this page")
	return root
}

const rootPage = `A ringer is a perfect double. This one doubles the eval dataset executions of
LlamaCloud so well that a client cannot tell, with jobs that really move from
PENDING to SUCCESS while you poll. And it checks any implementation of that API
against what the documentation promises.`

// newHelpCommand is "ringer help VERB", for those who type it that way round.
func newHelpCommand(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:    "help [VERB]",
		Hidden: true,
		ValidArgsFunction: oneName(func() []string {
			var verbs []string
			for _, c := range root.Commands() {
				if c.IsAvailableCommand() {
					verbs = append(verbs, c.Name()+"\t"+c.Short)
				}
			}
			return verbs
		}),
		RunE: func(_ *cobra.Command, args []string) error {
			cmd, rest, err := root.Find(args)
			switch {
			case err != nil || cmd == root && len(rest) > 0:
				return unknownVerb(root, args[0])
			case len(rest) > 0 && cmd.HasAvailableSubCommands():
				return unknownVerb(cmd, rest[0])
			case len(rest) > 0:
				return usage(fmt.Sprintf("%s has no verbs below it; %q is one too many",
					cmd.CommandPath(), rest[0]),
					"ringer help "+args[0]+" explains it")
			}
			return cmd.Help()
		},
	}
}
