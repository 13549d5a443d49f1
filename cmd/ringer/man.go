package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/verb"
)

func newManCommand(app *app) *cobra.Command {
	var folder string
	cmd := &cobra.Command{
		Use:   "man [VERB...]",
		Short: "print a help page as a man page",
		Long: `Prints the page of ringer, or of a verb, for man(1), with the text that --help prints. With
--folder it writes the pages of all verbs, as ringer.1, ringer-serve.1, ringer-ctl-clock.1
and so on, to a folder that exists.`,
		Example: `ringer man serve > ringer-serve.1

# all pages, to the working folder
ringer man --folder .`,
		RunE: func(cmd *cobra.Command, args []string) error {
			root := cmd.Root()
			page, rest, err := root.Find(args)
			switch {
			case len(args) > 0 && folder != "":
				return output.Usage("--folder writes the pages of all verbs, not that of one", "leave out the verb, or --folder")
			case folder != "":
				return writePages(root, folder)
			case err != nil || len(rest) > 0:
				return verb.Unknown(page, rest[0])
			}
			verb.WriteMan(app.stdout, page, thisBuild().Version)
			return nil
		},
		ValidArgsFunction: completeVerbs,
	}
	cmd.Flags().StringVar(&folder, "folder", "", "write the pages of all verbs to this folder")
	verb.NameValue(cmd, "folder", "FOLDER")
	return cmd
}

func writePages(root *cobra.Command, folder string) error {
	for _, page := range verb.Pages(root) {
		var text bytes.Buffer
		verb.WriteMan(&text, page, thisBuild().Version)
		file := filepath.Join(folder, verb.ManName(page)+".1")
		if err := os.WriteFile(file, text.Bytes(), 0o644); err != nil {
			return output.NotChecked(fmt.Sprintf("writing a man page: %v", err), "the folder must exist")
		}
	}
	return nil
}

// completeVerbs completes the verbs below those that are typed.
func completeVerbs(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	above, rest, err := cmd.Root().Find(args)
	if err != nil || len(rest) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var verbs []string
	for _, c := range above.Commands() {
		if c.IsAvailableCommand() {
			verbs = append(verbs, c.Name()+"\t"+c.Short)
		}
	}
	return verbs, cobra.ShellCompDirectiveNoFileComp
}
