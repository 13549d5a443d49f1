package main

import (
	"errors"
	"net"
	"net/url"
	"strconv"

	"github.com/ringer-api/ringer/mock"
)

// control gives the configuration its control interface.
func (a *app) control(c mockConfig, config *mock.Config) error {
	config.NoControl = !c.control
	token, err := a.secret("control-token-env", c.controlToken)
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

// isOrigin wants a scheme and a host, and a port if need be.
func isOrigin(text string) error {
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" ||
		text != u.Scheme+"://"+u.Host {
		return errors.New("want an origin such as https://app.example.test")
	}
	return nil
}
