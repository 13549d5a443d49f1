package client

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/mock"
)

// refusal is the mock's error response, in terms of the options.
func (c *Client) refusal(response *http.Response) error {
	var problem mock.Problem
	body, err := io.ReadAll(io.LimitReader(response.Body, 1<<20))
	if err != nil || json.Unmarshal(body, &problem) != nil || problem.Type == "" {
		return output.NotChecked(fmt.Sprintf("%s returned %s, which is not a response of ringer", c.Base,
			response.Status),
			"is a ringer mock listening there, with its control interface on?")
	}
	detail, hints := InOptions(problem.Detail), ShellHints(problem)
	if response.StatusCode >= http.StatusInternalServerError {
		return output.NotChecked(detail, hints...)
	}
	return output.Usage(detail, hints...)
}

// ShellHints are the hints for a problem, in terms of the command line.
func ShellHints(problem mock.Problem) []string {
	if problem.Status == http.StatusUnauthorized {
		return []string{"--control-token-env VARIABLE names the variable that holds the token"}
	}
	var hints []string
	if problem.Hint != "" {
		hints = strings.Split(InOptions(problem.Hint), "\n")
	}
	switch {
	case problem.Type == "urn:ringer:unknown-session":
		hints = append(hints, "create it with ringer ctl sessions make NAME")
	case problem.Type == "urn:ringer:not-found":
		hints = append(hints, "is it a ringer mock of the same version? This ringer uses version "+mock.ControlVersion+" of the control interface")
	case problem.Type == "urn:ringer:unknown-scenario" && len(hints) == 0:
		hints = append(hints, "ringer scenarios lists them; --api names the API, unless it is the built-in one")
	}
	return hints
}

// bodyNames are the names in a request's body that are spelled differently as
// options, see optionNames. In a JSON pointer they mean a field.
var bodyNames = regexp.MustCompile(
	`(^|[ (])(scope/[\w.-]*\w|jobId|` +
		`breakContract|atLeast|atMost|GET /_ringer/journal)\b`)

var optionNames = map[string]string{"scope/pipeline_id": "--pipeline", "scope/eval_dataset_id": "--dataset", "jobId": "--job",
	"breakContract": "--break-contract", "atLeast": "--at-least", "atMost": "--at-most",
	"GET /_ringer/journal": "ringer ctl journal"}

// InOptions replaces the names of a request's body by those of the options.
func InOptions(text string) string {
	return bodyNames.ReplaceAllStringFunc(text, func(found string) string {
		name := strings.TrimLeft(found, " (")
		before := strings.TrimSuffix(found, name)
		if parameter, ok := strings.CutPrefix(name, "scope/"); ok && optionNames[name] == "" {
			return before + "--param " + parameter
		}
		return before + optionNames[name]
	})
}
