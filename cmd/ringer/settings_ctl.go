package main

import (
	"errors"
	"net/url"
	"strings"
	"time"

	"github.com/ringer-api/ringer/mock"
)

// ctlConfig is the section ctl: the running mock that is driven.
type ctlConfig struct {
	url          string // "" is where the section mock listens
	controlToken string // the variable's name
	caFile       string
	session      string
	timeout      time.Duration
}

func defaultCtlConfig() ctlConfig {
	return ctlConfig{session: mock.SharedSession, timeout: 30 * time.Second}
}

// driven is the heading of the settings on help pages.
const driven = "The mock it drives"

// ctlSettings are the settings of the section ctl.
func ctlSettings() []setting {
	return []setting{
		{section: "ctl", name: "url", group: driven, arg: "URL",
			usage: "where the mock is; without it, where ringer serve with the\n" +
				"same file and environment listens",
			bind: func(c *config) value { return address(&c.ctl.url) }},
		{section: "ctl", name: "control-token-env", group: driven, arg: "VARIABLE",
			usage: "names the variable that holds the control interface's token",
			bind:  func(c *config) value { return variable(&c.ctl.controlToken) }},
		{section: "ctl", name: "ca-file", group: driven, arg: "FILE", isPath: true,
			usage: "certificates to trust besides the system's, such as\nserve --tls-ca wrote",
			bind:  func(c *config) value { return text(&c.ctl.caFile) }},
		{section: "ctl", name: "timeout", group: driven, arg: "DURATION",
			usage: "longest wait for the mock's answer; a stream that is followed\nmay go on for as long as it likes",
			bind: func(c *config) value {
				return duration(&c.ctl.timeout, time.Millisecond, 24*time.Hour)
			}},
		{section: "ctl", name: "session", group: driven, arg: "NAME",
			usage: "the session it is about",
			bind: func(c *config) value {
				return someText(&c.ctl.session, "the name of a session")
			}},
	}
}

// address is the base URL of a mock, without a slash at its end; or "" for none.
func address(at *string) value {
	parse := func(text string) (string, error) {
		if text == "" {
			return "", nil
		}
		u, err := url.Parse(text)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" ||
			u.User != nil || u.RawQuery != "" || u.Fragment != "" {
			return "", errors.New("want the address of a mock, such as " + defaultURL)
		}
		return strings.TrimRight(text, "/"), nil
	}
	return scalar[string]{at, "text", parse, printText}
}
