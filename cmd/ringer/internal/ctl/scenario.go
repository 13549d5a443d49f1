package ctl

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/verb"
	"github.com/ringer-api/ringer/mock/control"
	"github.com/ringer-api/ringer/mock/session"
	"github.com/ringer-api/ringer/schemas/display"
)

func (c *ctl) scenarioCommand() *cobra.Command {
	return group("scenario", "show or change the scenario of a session",
		`A scenario decides how the mock behaves in a session. ringer scenarios lists the
built-in ones.`,
		`ringer ctl scenario get

ringer ctl scenario set partial-success --session cart-7`,
		c.inSession(&cobra.Command{Use: "get", Short: "show the current scenario",
			Args:    verb.Arguments(0, 0, "no argument"),
			Example: "ringer ctl scenario get"}, c.scenarioGet),
		c.scenarioSet(),
	)
}

func (c *ctl) scenarioGet(cmd *cobra.Command, _ []string) error {
	var state scenarioState
	if err := c.call(cmd.Context(), "GET", c.sessionPath("/scenario"), nil, &state); err != nil {
		return err
	}
	return c.print(state, func() { c.printScenario(state) })
}

// scenarioState is a control.ScenarioState whose scenario stays as it was sent: only the
// parser of scenario files reads all spellings of its values.
type scenarioState struct {
	Name     string          `json:"name"`
	Inline   bool            `json:"inline,omitempty"`
	Scenario json.RawMessage `json:"scenario"`
	// APIs are the scenarios of all, in a mock of several.
	APIs []session.Active `json:"apis,omitempty"`
}

func (c *ctl) printScenario(state scenarioState) {
	var scenario struct{ Title string }
	_ = json.Unmarshal(state.Scenario, &scenario) // without a title none is printed
	if len(state.APIs) == 0 {
		c.printText("%s  %s", state.Name, scenario.Title)
	}
	for _, a := range state.APIs {
		c.printText("%s/%s", a.API, a.Name)
	}
}

func (c *ctl) scenarioSet() *cobra.Command {
	var file, api string
	cmd := c.inSession(&cobra.Command{Use: "set [NAME]",
		Short: "change the scenario of the session",
		Args:  verb.Arguments(0, 1, "the name of a scenario, or --file"),
		Example: `ringer ctl scenario set partial-success --session cart-7

# your own scenario, from standard input
echo 'generate: {count: 3}' | ringer ctl scenario set --file -`}, nil)
	cmd.ValidArgsFunction = verb.OneName(c.scenarioNames)
	cmd.Flags().StringVar(&file, "file", "", "a scenario file to use; - is standard input")
	cmd.Flags().StringVar(&api, "api", "", "the API that it is for, of a mock of several; NAME may be\nAPI/NAME as well")
	verb.NameValue(cmd, "file", "FILE")
	verb.NameValue(cmd, "api", "NAME")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if (len(args) == 1) == (file != "") {
			return output.Usage("want either a scenario's name or --file", "usage: "+verb.UseLine(cmd))
		}
		var state scenarioState
		var err error
		if file != "" {
			state.Name = "inline"
			err = c.sendScenario(cmd, file, api)
		} else {
			err = c.call(cmd.Context(), http.MethodPut, c.sessionPath("/scenario"),
				control.ScenarioChoice{Name: args[0], API: api}, &state)
		}
		if err != nil {
			return err
		}
		return c.print(state, func() { c.printScenario(state) })
	}
	return cmd
}

// sendScenario sends the session a whole scenario.
func (c *ctl) sendScenario(cmd *cobra.Command, file, api string) error {
	text, err := readAll(file, c.stdin)
	if err != nil {
		return err
	}
	client, err := c.client()
	if err != nil {
		return err
	}
	path := c.sessionPath("/scenario")
	if api != "" {
		path += "?" + url.Values{"api": {api}}.Encode()
	}
	answer, err := client.Send(cmd.Context(), http.MethodPut, path,
		"application/yaml", text)
	var refused *output.Failure
	if errors.As(err, &refused) && file != "-" { // the mock does not know the file's name
		refused.Problem = strings.Replace(refused.Problem, "inline.yaml", file, 1)
	}
	if err == nil {
		c.printHints(answer, file)
	}
	return err
}

// printHints prints the hints about former names in a scenario that was sent.
func (c *ctl) printHints(answer []byte, file string) {
	var state struct {
		Hints []string `json:"hints"`
	}
	_ = json.Unmarshal(answer, &state) // an older mock sends no hints
	for _, hint := range state.Hints {
		if file != "-" {
			hint = strings.Replace(hint, "inline.yaml", file, 1)
		}
		c.stderr.Text("hint: " + display.Line(hint))
	}
}

// readAll reads a file, or the standard input for "-".
func readAll(file string, stdin io.Reader) ([]byte, error) {
	const most = 16 << 20
	in := stdin
	if file != "-" {
		opened, err := os.Open(file)
		if err != nil {
			return nil, output.NotChecked(fmt.Sprintf("reading a file: %v", err))
		}
		defer opened.Close()
		in = opened
	}
	text, err := io.ReadAll(io.LimitReader(in, most+1))
	if err == nil && len(text) > most {
		err = fmt.Errorf("it is larger than %d MiB", most>>20)
	}
	if err != nil {
		return nil, output.NotChecked(fmt.Sprintf("reading %s: %v", file, err))
	}
	return text, nil
}
