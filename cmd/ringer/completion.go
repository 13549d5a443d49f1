package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/verb"
)

func newCompletionCommand(app *app) *cobra.Command {
	shells := []string{"bash", "zsh", "fish", "powershell"}
	return &cobra.Command{
		Use:   "completion SHELL",
		Short: "print a shell completion script",
		Long: `Prints a completion script for bash, zsh, fish or powershell. It completes verbs,
options, the values of options, and the names of scenarios and types.`,
		Example: `# for the current bash session
source <(ringer completion bash)

# for all fish sessions
ringer completion fish > ~/.config/fish/completions/ringer.fish`,
		Args:      verb.Arguments(1, 1, "the name of one shell: bash, zsh, fish or powershell"),
		ValidArgs: shells,
		RunE: func(cmd *cobra.Command, args []string) error {
			root := cmd.Root()
			switch args[0] {
			case "bash":
				return root.GenBashCompletionV2(app.stdout, true)
			case "zsh":
				return root.GenZshCompletion(app.stdout)
			case "fish":
				return root.GenFishCompletion(app.stdout, true)
			case "powershell":
				return root.GenPowerShellCompletionWithDesc(app.stdout)
			}
			return output.UnknownName(fmt.Sprintf("there is no completion for %q", args[0]), args[0],
				shells)
		},
	}
}
