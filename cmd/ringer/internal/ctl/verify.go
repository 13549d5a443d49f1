package ctl

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/cmd/ringer/internal/verb"
	"github.com/ringer-api/ringer/mock"
)

func (c *ctl) verifyCommand() *cobra.Command {
	var m mock.Match
	var fields []string
	var exactly, least, most int
	cmd := c.inSession(&cobra.Command{Use: "verify", Short: "verify which requests were received, and how often",
		Args: verb.Arguments(0, 0, "no argument"),
		Long: `Counts matching requests in the session's journal. The exit code is 0 when the count
is as expected, and 1 when it is not; then the request that
matches best is printed.`,
		Example: `ringer ctl verify --operation execute --exactly 0

# the list was requested at most ten times
ringer ctl verify --operation list --at-most 10`}, nil)
	flags := cmd.Flags()
	flags.StringVar(&m.API, "api", "", "requests to this API, of a mock of several")
	flags.StringVar(&m.Operation, "operation", "",
		"requests for this operation: list, execute, results or get")
	flags.StringVar(&m.Method, "method", "", "requests with this method")
	flags.StringVar(&m.Path, "path", "", "requests with exactly this path, with or without the base\npath of the server")
	flags.IntVar(&m.Status, "status", 0, "requests whose response had this status code, such as 404,\nor its first digit, such as 4")
	flags.StringArrayVar(&fields, "field", nil,
		"a value in the request body, as POINTER=VALUE; repeatable")
	const million = 1_000_000
	flags.Var(setting.Number(&exactly, 0, million), "exactly", "exactly NUMBER matching requests")
	flags.Var(setting.Number(&least, 0, million), "at-least",
		"at least NUMBER matching requests; 1 if no count is given")
	flags.Var(setting.Number(&most, 0, million), "at-most", "at most NUMBER matching requests")
	for flag, arg := range map[string]string{
		"api": "NAME", "operation": "NAME", "method": "METHOD", "path": "PATH", "status": "STATUS",
		"field": "FIELD", "exactly": "NUMBER", "at-least": "NUMBER", "at-most": "NUMBER"} {
		flags.Lookup(flag).DefValue = ""
		verb.NameValue(cmd, flag, arg)
	}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		var err error
		if m.Fields, err = readFields(fields); err != nil {
			return err
		}
		for flag, bound := range map[string]struct {
			to    **int
			value *int
		}{
			"exactly":  {&m.Exactly, &exactly},
			"at-least": {&m.AtLeast, &least},
			"at-most":  {&m.AtMost, &most},
		} {
			if cmd.Flags().Changed(flag) {
				*bound.to = bound.value
			}
		}
		return c.verify(cmd, m)
	}
	return cmd
}

// readFields reads values by JSON pointer, each written POINTER=VALUE. A value
// that is not valid JSON is a string.
func readFields(texts []string) (map[string]json.RawMessage, error) {
	if len(texts) == 0 {
		return nil, nil
	}
	fields := map[string]json.RawMessage{}
	for _, text := range texts {
		pointer, value, ok := strings.Cut(text, "=")
		if !ok || !strings.HasPrefix(pointer, "/") {
			return nil, output.Usage(fmt.Sprintf("%q is not of the form POINTER=VALUE", text),
				"want one such as /status=ERROR")
		}
		raw := json.RawMessage(value)
		if !json.Valid(raw) {
			raw, _ = json.Marshal(value) // text cannot fail
		}
		fields[pointer] = raw
	}
	return fields, nil
}

func (c *ctl) verify(cmd *cobra.Command, m mock.Match) error {
	var v mock.Verification
	if err := c.call(cmd.Context(), http.MethodPost, c.sessionPath("/verify"), m, &v); err != nil {
		return err
	}
	err := c.print(v, func() { c.printText("%s", v.Message) })
	if err == nil && !v.OK {
		return output.ErrBroken
	}
	return err
}
