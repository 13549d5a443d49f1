package main

import (
	"fmt"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/mock"
)

// control configures the control interface.
func (a *app) control(c setting.Mock, config *mock.Config) error {
	config.NoControl, config.NoConsole = !c.Control, !c.Console
	token, err := a.environ.Secret("control-token-env", c.ControlToken)
	if n := len(token.Value); err == nil && n > 0 && n < mock.MinControlToken {
		return output.Usage(fmt.Sprintf("control-token-env names the variable %s, whose token is only %d bytes long",
			token.Variable, n), fmt.Sprintf("use at least %d bytes: export %s=$(openssl rand -hex 16)", mock.MinControlToken, token.Variable))
	}
	config.ControlToken = token.Value
	return err
}
