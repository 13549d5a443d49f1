package scenario

import (
	"bytes"
	"context"
	"errors"
	"strings"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/problem"
)

// Parse reads a scenario of an API that is given by value, as JSON or YAML, as in a scenario
// file. Its name is "inline". An invalid one is a *problem.Problem that names the place. Parsing stops
// when the context is done.
func Parse(ctx context.Context, api *fixtures.API, text []byte) (*fixtures.Scenario, error) {
	file := "inline.yaml"
	if bytes.HasPrefix(bytes.TrimSpace(text), []byte("{")) {
		file = "inline.json"
	}
	s, err := api.ParseContext(ctx, file, text)
	if err == nil {
		return s, nil
	}
	p := problem.BadInput("scenario", "scenario", err.Error(), "")
	var misplaced *fixtures.Error
	if errors.As(err, &misplaced) {
		p.Hint = strings.TrimSpace(misplaced.Hint + "\n" + misplaced.Excerpt)
	}
	return nil, p
}
