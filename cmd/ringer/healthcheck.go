package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/cmd/ringer/internal/client"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/cmd/ringer/internal/verb"
)

func newHealthcheckCommand(app *app) *cobra.Command {
	wanted := setting.InSection("ctl", "url", "timeout")
	cmd := &cobra.Command{
		Use:   "healthcheck",
		Short: "report whether a mock responds, for containers without a shell",
		Long: `Requests /healthz of a running mock once. In a container it finds the mock that runs
there by the same variables and the same ringer.yaml: the address is that of the
section serve, unless the section ctl has another. It needs neither a token nor the
control interface, uses no proxy, and does not verify the mock's certificate.

Exit codes: 0 the mock responds; 2 wrong usage; 3 it does not respond.`,
		Example: `ringer healthcheck --url http://127.0.0.1:4010

# as the probe of a container
ringer healthcheck --timeout 2s --url http://127.0.0.1:4010`,
		Args: verb.Arguments(0, 0, "no argument; --url sets the address"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			mock, notices, err := client.TakeAddress(cmd, wanted, app.environ)
			app.warn(notices)
			if err != nil {
				return err
			}
			if err := mock.Healthy(cmd.Context()); err != nil {
				return err
			}
			fmt.Fprintf(app.stdout, "%s responds\n", mock.URL)
			return nil
		},
	}
	setting.AddFlags(cmd, wanted, app.environ)
	return cmd
}
