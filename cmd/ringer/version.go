package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/cmd/ringer/internal/verb"
)

// A release sets these by -ldflags; else the Go toolchain knows the version and the commit.
var version, commit, date string

// build is what is known of this program.
type build struct {
	Version  string `json:"version"`
	Commit   string `json:"commit,omitempty"`
	Date     string `json:"date,omitempty"` // of the commit
	Modified bool   `json:"modified,omitempty"`
	Go       string `json:"go"`
	Platform string `json:"platform"`
}

func newVersionCommand(app *app) *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "version",
		Short: "print the version",
		Long: `Prints the version, the commit and its date if the build recorded them, the Go release and the
platform, in one line. Include it in bug reports.`,
		Example: `ringer version

# for a script
ringer version --format json`,
		Args: verb.Arguments(0, 0, "no argument"),
		RunE: func(*cobra.Command, []string) error {
			return writeVersion(app, format)
		},
	}
	verb.AddFormat(cmd, &format, "text", "json")
	return cmd
}

func writeVersion(app *app, format string) error {
	b := thisBuild()
	if format == "json" {
		return json.NewEncoder(app.stdout).Encode(b)
	}
	line := "ringer " + b.Version
	if b.Commit != "" {
		line += " commit " + b.Commit
	}
	if b.Date != "" {
		line += " of " + b.Date
	}
	if b.Modified {
		line += " (modified)"
	}
	fmt.Fprintln(app.stdout, line, b.Go, b.Platform)
	return nil
}

func thisBuild() build {
	b := build{Version: "(devel)", Go: runtime.Version(),
		Platform: runtime.GOOS + "/" + runtime.GOARCH}
	if info, ok := debug.ReadBuildInfo(); ok {
		b.Version = cmp.Or(info.Main.Version, b.Version)
		for _, s := range info.Settings {
			switch s.Key {
			case "vcs.revision":
				b.Commit = s.Value
			case "vcs.time":
				b.Date = s.Value
			case "vcs.modified":
				b.Modified = s.Value == "true"
			}
		}
	}
	b.Version, b.Commit, b.Date = cmp.Or(version, b.Version), cmp.Or(commit, b.Commit), cmp.Or(date, b.Date)
	return b
}
