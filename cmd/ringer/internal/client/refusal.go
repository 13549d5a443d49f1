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

// refusal is what the mock says it will not do, in the words of the options.
func (c *Client) refusal(response *http.Response) error {
	var problem mock.Problem
	body, err := io.ReadAll(io.LimitReader(response.Body, 1<<20))
	if err != nil || json.Unmarshal(body, &problem) != nil || problem.Type == "" {
		return output.Unasked(fmt.Sprintf("%s answers %s, which is not a ringer's answer", c.Base,
			response.Status),
			"is there a ringer at that address, with a control interface?")
	}
	detail, hints := InOptions(problem.Detail), ShellHints(problem)
	if response.StatusCode >= http.StatusInternalServerError {
		return output.Unasked(detail, hints...)
	}
	return output.Usage(detail, hints...)
}

// ShellHints say what a person at a shell does about a problem.
func ShellHints(problem mock.Problem) []string {
	if problem.Status == http.StatusUnauthorized {
		return []string{"--control-token-env VARIABLE names the variable that holds its token"}
	}
	var hints []string
	if problem.Hint != "" {
		hints = strings.Split(InOptions(problem.Hint), "\n")
	}
	switch {
	case problem.Type == "urn:ringer:unknown-session":
		hints = append(hints, "ringer ctl sessions make NAME makes one")
	case problem.Type == "urn:ringer:unknown-scenario" && len(hints) == 0:
		hints = append(hints, "ringer scenarios lists those that come with ringer")
	}
	return hints
}

// bodyNames are the names in a request's body that are spelled otherwise as
// options. In a JSON pointer they mean a field.
var bodyNames = regexp.MustCompile(
	`(^|[ (])(pipeline_id|eval_dataset_id|execution_id|` +
		`break_contract|at_least|at_most|GET /_ringer/journal)\b`)

// InOptions says of options what the mock says of a request's body.
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
