package ctl

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/verb"
	"github.com/ringer-api/ringer/mock/control"
)

func (c *ctl) faultsCommand() *cobra.Command {
	return group("faults", "inject faults into the responses of a session",
		`Faults apply to every response of the session until they are cleared: latency:2s,
reset, status:503, broken-json, drop-field and more (ringer faults lists them). Write
each as in the header Prefer: fault=..., or as a JSON object:
{"kind":"latency","fixed":"2s","every":5}.`,
		`ringer ctl faults set latency:2s status:503

ringer ctl faults clear`,
		c.inSession(&cobra.Command{Use: "get", Short: "list the faults of the session",
			Args:    verb.Arguments(0, 0, "no argument"),
			Example: "ringer ctl faults get"}, c.faultsGet),
		c.inSession(&cobra.Command{Use: "set FAULT...",
			Short: "replace the faults of the session",
			Args:  verb.Arguments(1, 50, "the faults, such as latency:2s"),
			Example: `ringer ctl faults set latency:2s

ringer ctl faults set '{"kind":"latency","fixed":"2s","every":5}' --session cart-7`}, c.faultsSet),
		c.inSession(&cobra.Command{Use: "clear", Short: "remove the faults of the session",
			Args:    verb.Arguments(0, 0, "no argument"),
			Example: "ringer ctl faults clear"}, c.faultsClear),
	)
}

func (c *ctl) faultsGet(cmd *cobra.Command, _ []string) error {
	return c.faults(cmd, http.MethodGet, nil)
}

func (c *ctl) faultsSet(cmd *cobra.Command, args []string) error {
	var list control.FaultList
	for _, arg := range args {
		raw := json.RawMessage(arg)
		if !strings.HasPrefix(arg, "{") {
			raw, _ = json.Marshal(arg) // text cannot fail
		} else if !json.Valid(raw) {
			return output.Usage(fmt.Sprintf("fault %q is not valid JSON", arg),
				`want one such as {"kind":"latency","fixed":"2s"}, between single quotes in a shell`)
		}
		list.Faults = append(list.Faults, raw)
	}
	return c.faults(cmd, http.MethodPut, list)
}

func (c *ctl) faults(cmd *cobra.Command, method string, in any) error {
	var list struct {
		Faults []string `json:"faults"`
	}
	if err := c.call(cmd.Context(), method, c.sessionPath("/faults"), in, &list); err != nil {
		return err
	}
	return c.print(list, func() {
		for _, f := range list.Faults {
			c.printText("%s", f)
		}
	})
}

func (c *ctl) faultsClear(cmd *cobra.Command, _ []string) error {
	return c.call(cmd.Context(), http.MethodDelete, c.sessionPath("/faults"), nil, nil)
}
