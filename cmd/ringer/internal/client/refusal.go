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
			"is a ringer mock listening there, with its control API on?")
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
	case problem.Type == "urn:ringer:unknown-scenario" && len(hints) == 0:
		hints = append(hints, "ringer scenarios lists the built-in ones")
	}
	return hints
}

// bodyNames are the names in a request's body that are spelled differently as
// options. In a JSON pointer they mean a field.
var bodyNames = regexp.MustCompile(
	`(^|[ (])(pipeline_id|eval_dataset_id|execution_id|` +
		`break_contract|at_least|at_most|GET /_ringer/journal)\b`)

// InOptions replaces the names of a request's body by those of the options.
func InOptions(text string) string {
	return bodyNames.ReplaceAllStringFunc(text, func(found string) string {
		name := strings.TrimLeft(found, " (")
		before := strings.TrimSuffix(found, name)
		switch name {
		case "pipeline_id":
			return before + "--pipeline"
		case "eval_dataset_id":
			return before + "--dataset"
		case "execution_id":
			return before + "--execution"
		case "GET /_ringer/journal":
			return before + "ringer ctl journal"
		}
		return before + "--" + strings.ReplaceAll(name, "_", "-")
	})
}
