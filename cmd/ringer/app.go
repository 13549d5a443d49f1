package main

import (
	"fmt"
	"io"
	"log/slog"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/cmd/ringer/internal/ctl"
	"github.com/ringer-api/ringer/cmd/ringer/internal/description"
	"github.com/ringer-api/ringer/cmd/ringer/internal/example"
	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/cmd/ringer/internal/verb"
	"github.com/ringer-api/ringer/fixtures/recording"
	"github.com/ringer-api/ringer/schemas"
)

// app is what the verbs share: the environment and the standard streams.
type app struct {
	environ setting.Environment
	stdin   io.Reader
	stdout  *output.Writer // results only
	stderr  *output.Writer // messages for people
	now     func() time.Time
	json    bool // serve logs JSON: its warnings and errors are JSON, too
}

func newApp(environ []string, stdin io.Reader, stdout, stderr io.Writer) *app {
	return &app{
		environ: environ,
		stdin:   stdin,
		stdout:  &output.Writer{To: stdout},
		stderr:  &output.Writer{To: stderr},
		now:     time.Now,
	}
}

// colors reports whether w may get colours: it is a terminal, and neither
// NO_COLOR nor TERM=dumb is set.
func (a *app) colors(w *output.Writer) bool {
	none, _ := a.environ.Get("NO_COLOR")
	term, _ := a.environ.Get("TERM")
	return w.IsTerminal() && none == "" && term != "dumb"
}

// reportError prints an error and its hints on stderr.
func (a *app) reportError(problem string, hints []string) {
	if a.json {
		log := slog.New(slog.NewJSONHandler(a.stderr, nil))
		if len(hints) > 0 {
			log = log.With("hints", clean(hints))
		}
		log.Error(clean([]string{problem})[0])
		return
	}
	a.stderr.PrintError(problem, hints, a.colors(a.stderr))
}

// clean replaces secrets in texts for a log.
func clean(texts []string) []string {
	all := make([]string, len(texts))
	for i, text := range texts {
		all[i] = recording.Redaction{}.Text(text)
	}
	return all
}

// warn prints warnings on stderr; each begins with "warning: ".
func (a *app) warn(warnings []string) {
	if !a.json {
		a.stderr.Text(warnings...)
		return
	}
	log := slog.New(slog.NewJSONHandler(a.stderr, nil))
	for _, warning := range clean(warnings) {
		log.Warn(strings.TrimPrefix(warning, "warning: "))
	}
}

// logsJSON reports whether a command line, which may be wrong elsewhere, wants JSON.
func logsJSON(args []string, environ setting.Environment) bool {
	if len(args) == 0 || args[0] != "serve" {
		return false
	}
	format, _ := environ.Get("RINGER_LOG_FORMAT")
	for i, arg := range args {
		if text, ok := strings.CutPrefix(arg, "--log-format="); ok {
			format = text
		}
		if arg == "--log-format" && i+1 < len(args) {
			format = args[i+1]
		}
	}
	return format == "json"
}

// describe reads the named description and applies the overlays to it.
func (a *app) describe(name string, overlays []string) (*schemas.Description, error) {
	return description.Read(name, overlays, a.stdin)
}

// newRootCommand is the command ringer with all its verbs.
func newRootCommand(app *app) *cobra.Command {
	var version bool
	root := &cobra.Command{
		Use:   "ringer",
		Short: "mock an asynchronous job API, and check services against its contract",
		Long:  rootPage,
		Example: `# start the mock; it prints a curl command to try
ringer serve

# the same for an API of your own
ringer serve batches.yaml --port 0

# check a deployed service against the contract
ringer check http://127.0.0.1:4010 \
  --dataset ` + example.Pipeline + `/` + example.Dataset,
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case len(args) > 0:
				return verb.Unknown(cmd, args[0])
			case version:
				return writeVersion(app, "text")
			}
			return output.Usage("no verb given", "ringer --help lists the verbs")
		},
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.AddCommand(
		newServeCommand(app),
		newCheckCommand(app),
		newRulesCommand(app),
		newExplainCommand(app),
		newGenerateCommand(app),
		ctl.Command(app.environ, app.stdin, app.stdout, app.stderr),
		newValidateCommand(app),
		newDiffCommand(app),
		newLintCommand(app),
		newJobsCommand(app),
		newScenariosCommand(app),
		newFaultsCommand(app),
		newSchemaCommand(app),
		newHealthcheckCommand(app),
		newCompletionCommand(app),
		newManCommand(app),
		newConfigCommand(app),
		newVersionCommand(app),
	)
	root.SetIn(app.stdin)
	root.SetOut(app.stdout)
	root.SetErr(app.stderr)
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) { verb.WriteHelp(app.stdout, cmd) })
	root.SetFlagErrorFunc(verb.WrongFlag)
	root.SetHelpCommand(newHelpCommand(root))
	verb.CompleteNoFiles(root)
	root.CompletionOptions.DisableDefaultCmd = true
	root.Flags().BoolVar(&version, "version", false, "print the version")
	root.PersistentFlags().BoolP("help", "h", false, "print this help")
	return root
}

const rootPage = `ringer mocks asynchronous job APIs: jobs that move to a final state while a client
polls. It serves any API from its OpenAPI document; the built-in one, and the default,
is LlamaCloud's for executions of eval datasets, llamacloud-evals. It also checks any
implementation of that one against the contract: the API description, which ringer
schema prints, and the rules, which ringer rules lists.`

// newHelpCommand is "ringer help VERB", the same as "ringer VERB --help".
func newHelpCommand(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:    "help [VERB]",
		Hidden: true,
		ValidArgsFunction: verb.OneName(func(*cobra.Command) []string {
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
				return verb.Unknown(root, args[0])
			case len(rest) > 0 && cmd.HasAvailableSubCommands():
				return verb.Unknown(cmd, rest[0])
			case len(rest) > 0:
				return output.Usage(fmt.Sprintf("%s has no subverbs; unexpected argument %q",
					cmd.CommandPath(), rest[0]),
					"ringer help "+args[0]+" explains it")
			}
			return cmd.Help()
		},
	}
}
