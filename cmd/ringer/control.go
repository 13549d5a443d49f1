package main

import (
	"fmt"
	"net"
	"strconv"

	"github.com/ringer-api/ringer/mock"
)

// control gives the configuration its control interface.
func (a *app) control(c mockConfig, config *mock.Config) error {
	config.NoControl = !c.control
	token, err := a.secret("control-token-env", c.controlToken)
	if n := len(token.Value); err == nil && n > 0 && n < mock.MinControlToken {
		return usage(fmt.Sprintf("control-token-env names the variable %s, whose token has only %d bytes",
			token.Variable, n), fmt.Sprintf("want %d bytes or more: export %s=$(openssl rand -hex 16)", mock.MinControlToken, token.Variable))
	}
	config.ControlToken = token.Value
	return err
}

// checkListening refuses a control interface that strangers could use.
func (c mockConfig) checkListening() error {
	// The name of the variable stands for what it holds.
	config := mock.Config{NoControl: !c.control, ControlToken: c.controlToken}
	err := config.CheckListening(net.JoinHostPort(c.host, strconv.Itoa(c.port)))
	if err == nil {
		return nil
	}
	return usage(err.Error(), "--control-token-env VARIABLE names the variable that holds a token",
		"--control=false switches the control interface off")
}
