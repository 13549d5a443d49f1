package main

import (
	"fmt"
	"net"
	"strconv"
	"time"

	"github.com/ringer-api/ringer/mock"
)

// announce prints where the mock is, how it is driven, what is in force, and
// how to try it.
func (a *app) announce(c mockConfig, at net.Addr, certificate *mock.Certificate) {
	base, options := "http://"+reachable(c.host, at), ""
	if certificate != nil {
		base, options = "https://"+reachable(c.host, at), c.tls.trust()
	}
	switch c.auth {
	case "any":
		options += "-H 'Authorization: Bearer anything' "
	case "token":
		options += `-H "Authorization: Bearer $` + c.tokenEnv + `" `
	}
	fmt.Fprintf(a.stdout, "listening  %s\n", base)
	if certificate != nil {
		fmt.Fprintf(a.stdout, "shows      SHA-256 %s\n", certificate.Fingerprint())
	}
	fmt.Fprintf(a.stdout, "control    %s\n", c.controlText(base))
	fmt.Fprintf(a.stdout, "scenario   %s\n", c.engine.Scenario)
	fmt.Fprintf(a.stdout, "seed       %d\n", c.engine.Seed)
	fmt.Fprintf(a.stdout, "clock      %s\n", c.clockText())
	fmt.Fprintf(a.stdout, "try        curl %s%s%s\n", options, base, examplePath)
}

// controlText is where the control interface describes itself, and to whom.
func (c mockConfig) controlText(base string) string {
	if !c.control {
		return "off"
	}
	where := base + "/_ringer/openapi.json, "
	if c.controlToken != "" {
		return where + "with the token in " + c.controlToken
	}
	return where + "open to this machine"
}

// clockText is how the clock of a session runs that is given no other.
func (c mockConfig) clockText() string {
	now, speed := c.engine.Now, c.engine.Speed
	switch {
	case now.IsZero() && speed == 0:
		return pace(1)
	case now.IsZero():
		return pace(speed)
	case speed == 0:
		return pace(0) + " at " + now.Format(time.RFC3339Nano)
	}
	return pace(speed) + ", from " + now.Format(time.RFC3339Nano)
}

// pace is how fast a clock runs, in words.
func pace(speed float64) string {
	switch speed {
	case 0:
		return "stands still"
	case 1:
		return "runs with real time"
	}
	return "runs at " + strconv.FormatFloat(speed, 'g', -1, 64) + " times real time"
}

// reachable is an address to connect to: where it listens on every interface,
// loopback is one of them.
func reachable(host string, at net.Addr) string {
	bound, port, err := net.SplitHostPort(at.String())
	if err != nil {
		return at.String()
	}
	if ip := net.ParseIP(bound); ip == nil || !ip.IsUnspecified() {
		return net.JoinHostPort(bound, port)
	}
	return net.JoinHostPort(loopback(host), port)
}

// loopback is the address of this machine on which a mock answers that listens
// on every interface.
func loopback(host string) string {
	if host == "::" {
		return "::1"
	}
	return "127.0.0.1"
}
