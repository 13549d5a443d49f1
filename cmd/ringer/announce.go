package main

import (
	"fmt"
	"io"
	"net"
	"time"

	"github.com/ringer-api/ringer/mock"
)

// announce prints where the mock is, how it is driven, what is in force, and
// how to try it.
func announce(w io.Writer, c mockConfig, at net.Addr, certificate *mock.Certificate) {
	base, options := "http://"+reachable(c.host, at), ""
	if certificate != nil {
		base, options = "https://"+reachable(c.host, at), trust(c.tls)
	}
	switch c.auth {
	case "any":
		options += "-H 'Authorization: Bearer anything' "
	case "token":
		options += `-H "Authorization: Bearer $` + c.tokenEnv + `" `
	}
	fmt.Fprintf(w, "listening  %s\n", base)
	if certificate != nil {
		fmt.Fprintf(w, "shows      SHA-256 %s\n", certificate.Fingerprint())
	}
	fmt.Fprintf(w, "control    %s\n", controlText(c, base))
	fmt.Fprintf(w, "scenario   %s\n", c.engine.Scenario)
	fmt.Fprintf(w, "seed       %d\n", c.engine.Seed)
	fmt.Fprintf(w, "clock      %s\n", clockText(c))
	fmt.Fprintf(w, "try        curl %s%s%s\n", options, base, examplePath)
}

// controlText is where the control interface describes itself, and to whom.
func controlText(c mockConfig, base string) string {
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
func clockText(c mockConfig) string {
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
