package main

import (
	"fmt"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/mock"
)

// control gives the configuration its control interface.
func (a *app) control(c setting.Mock, config *mock.Config) error {
	config.NoControl = !c.Control
	token, err := a.environ.Secret("control-token-env", c.ControlToken)
	if n := len(token.Value); err == nil && n > 0 && n < mock.MinControlToken {
		return output.Usage(fmt.Sprintf("control-token-env names the variable %s, whose token has only %d bytes",
			token.Variable, n), fmt.Sprintf("want %d bytes or more: export %s=$(openssl rand -hex 16)", mock.MinControlToken, token.Variable))
	}
	config.ControlToken = token.Value
	return err
}
