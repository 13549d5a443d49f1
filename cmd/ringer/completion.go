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
		Short: "print what makes a shell complete ringer's words",
		Long: `Prints a script for bash, zsh, fish or powershell. Once the shell has read it,
Tab completes verbs and options, and also names: of scenarios, of types, of
what an option may be set to.`,
		Example: `# for this bash only
source <(ringer completion bash)

# for every fish from now on
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
