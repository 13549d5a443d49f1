package setting

import (
	"errors"
	"net/url"
	"strings"
	"time"

	"github.com/ringer-api/ringer/mock"
)

// Ctl is the section ctl: the running mock to control.
type Ctl struct {
	URL          string // "" is the address in the section serve
	ControlToken string // the variable's name
	CAFile       string
	Session      string
	Timeout      time.Duration
}

func defaultCtl() Ctl {
	return Ctl{Session: mock.SharedSession, Timeout: 30 * time.Second}
}

// Driven is the heading of the settings on help pages.
const Driven = "Mock to control"

// ctlSettings are the settings of the section ctl.
func ctlSettings() []Setting {
	return []Setting{
		{Section: "ctl", Name: "url", Group: Driven, Arg: "URL",
			Usage: "address of the mock; the default is the one that ringer serve\n" +
				"uses with the same settings file and variables",
			Bind: func(c *Values) Value { return address(&c.Ctl.URL) }},
		{Section: "ctl", Name: "control-token-env", Group: Driven, Arg: "VARIABLE",
			Usage: "name of the variable with the control interface's token",
			Bind:  func(c *Values) Value { return variable(&c.Ctl.ControlToken) }},
		{Section: "ctl", Name: "ca-file", Group: Driven, Arg: "FILE", IsPath: true,
			Usage: "CA certificates to trust besides the system's, such as\nthe file of serve --tls-ca",
			Bind:  func(c *Values) Value { return text(&c.Ctl.CAFile) }},
		{Section: "ctl", Name: "timeout", Group: Driven, Arg: "DURATION",
			Usage: "time limit of a request to the mock; for\njournal --follow, only until the stream starts",
			Bind: func(c *Values) Value {
				return duration(&c.Ctl.Timeout, time.Millisecond, 24*time.Hour)
			}},
		{Section: "ctl", Name: "session", Group: Driven, Arg: "NAME",
			Usage: `the session to use; "default" is the shared one`,
			Bind: func(c *Values) Value {
				return someText(&c.Ctl.Session, "the name of a session")
			}},
	}
}

// address is the base URL of a mock, without a slash at its end; or "" for none.
func address(at *string) Value {
	parse := func(text string) (string, error) {
		if text == "" {
			return "", nil
		}
		u, err := url.Parse(text)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" ||
			u.User != nil || u.RawQuery != "" || u.Fragment != "" {
			return "", errors.New("want the address of a mock, such as " + DefaultURL)
		}
		return strings.TrimRight(text, "/"), nil
	}
	return scalar[string]{at, "text", parse, printText, nil}
}
