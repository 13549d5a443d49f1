package ctl

import (
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// This file has the names of version 1 of the control interface, which called jobs
// executions. They are read for one release, with a hint.

// renamedGroup is a group under its old name: hidden, with a hint at each use of its verbs.
func (c *ctl) renamedGroup(old, today string, group *cobra.Command) *cobra.Command {
	group.Use, group.Hidden = old, true
	for _, verb := range group.Commands() {
		c.hintAt(verb, func() string { return "ringer ctl " + old + " is now ringer ctl " + today })
	}
	return group
}

// renamedFlag adds the old name of an option, hidden, with a hint when it is used.
func (c *ctl) renamedFlag(cmd *cobra.Command, old, today string) {
	cmd.Flags().AddFlag(&pflag.Flag{Name: old, Value: cmd.Flags().Lookup(today).Value, Hidden: true})
	c.hintAt(cmd, func() string {
		if !cmd.Flags().Changed(old) {
			return ""
		}
		return "--" + old + " is now --" + today
	})
}

// hintAt prints a hint, unless it is empty, before the verb runs.
func (c *ctl) hintAt(cmd *cobra.Command, hint func() string) {
	before := cmd.PreRunE
	cmd.PreRunE = func(cmd *cobra.Command, args []string) error {
		if text := hint(); text != "" {
			c.stderr.Text("hint: " + text)
		}
		return before(cmd, args)
	}
}
