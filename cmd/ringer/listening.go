package main

import (
	"net"
	"strconv"

	"github.com/ringer-api/ringer/mock"
)

// checkListening refuses a control interface that strangers could use.
func checkListening(c mockConfig) error {
	// The name of the variable stands for what it holds.
	config := mock.Config{NoControl: !c.control, ControlToken: c.controlToken}
	err := config.CheckListening(net.JoinHostPort(c.host, strconv.Itoa(c.port)))
	if err == nil {
		return nil
	}
	return usage(err.Error(), "--control-token-env VARIABLE names the variable that holds a token",
		"--control=false switches the control interface off")
}
