package ctl

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/spf13/cobra"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/verb"
	"github.com/ringer-api/ringer/mock"
)

// collection is what the options of a command choose: a resource, and the path parameters
// that name one of its collections.
type collection struct {
	resource string
	params   []string // NAME=VALUE
	// The parameters of the built-in API have options of their own.
	pipeline, dataset string
}

// anyCollection is the choice of a command without these options.
const anyCollection = "any that was requested in the session"

// add adds the options; what describes the choice.
func (c *collection) add(cmd *cobra.Command, what string) {
	flags := cmd.Flags()
	flags.StringVar(&c.resource, "resource", "", "the resource, as ringer jobs names it; the default is "+what)
	flags.StringArrayVar(&c.params, "param", nil, "a path parameter that names the collection, such as user_id=7")
	flags.StringVar(&c.pipeline, "pipeline", "", "short for --param pipeline_id=ID")
	flags.StringVar(&c.dataset, "dataset", "", "short for --param eval_dataset_id=ID")
	for flag, arg := range map[string]string{"resource": "NAME", "param": "NAME=VALUE", "pipeline": "ID", "dataset": "ID"} {
		verb.NameValue(cmd, flag, arg)
	}
}

// scope returns the path parameters that were given.
func (c *collection) scope() (mock.Params, error) {
	values := map[string]string{}
	for _, param := range c.params {
		name, value, ok := strings.Cut(param, "=")
		if !ok || name == "" {
			return mock.Params{}, output.Usage(fmt.Sprintf("--param %q has no value", param), "want NAME=VALUE, such as user_id=7")
		}
		values[name] = value
	}
	for name, value := range map[string]string{"pipeline_id": c.pipeline, "eval_dataset_id": c.dataset} {
		if value != "" {
			values[name] = value
		}
	}
	return mock.ParamsOf(values), nil
}

// query is the choice as the query of a path; "" for none.
func (c *collection) query() (string, error) {
	params, err := c.scope()
	if err != nil {
		return "", err
	}
	query := url.Values{}
	for name, value := range params.All {
		query.Set(name, value)
	}
	if c.resource != "" {
		query.Set("resource", c.resource)
	}
	if len(query) == 0 {
		return "", nil
	}
	return "?" + query.Encode(), nil
}
