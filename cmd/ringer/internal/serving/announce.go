// Package serving is what ringer serve does before it listens: it makes or loads the
// certificate, checks the access to the control interface, and prints the settings.
package serving

import (
	"fmt"
	"io"
	"net"
	"time"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/mock"
)

// Announce prints the address of the mock, which APIs it serves and where, the address of its control
// interface, the main settings, and a curl line to try.
func Announce(w io.Writer, c setting.Mock, places []mock.Place, at net.Addr, certificate *mock.Certificate) {
	base, options := baseURL(c, at, certificate), ""
	if certificate != nil {
		options = trust(c.TLS)
	}
	switch c.Auth {
	case "any":
		options += "-H 'Authorization: Bearer anything' "
	case "token":
		options += `-H "Authorization: Bearer $` + c.TokenEnv + `" `
	}
	fmt.Fprintf(w, "listening  %s\n", base)
	for i, place := range places {
		one := setting.OneAPI{File: c.API, Overlays: c.Overlays}
		if place.Name != "" {
			one = c.Several[i]
		}
		describe(w, one, place, base)
	}
	if len(places) > 1 {
		fmt.Fprintln(w)
	}
	if certificate != nil {
		fmt.Fprintf(w, "TLS        certificate SHA-256 %s\n", certificate.Fingerprint())
	}
	fmt.Fprintf(w, "control    %s\n", controlText(c, base))
	fmt.Fprintf(w, "scenario   %s\n", c.Engine.Scenario)
	fmt.Fprintf(w, "seed       %d\n", c.Engine.Seed)
	fmt.Fprintf(w, "clock      %s\n", clockText(c))
	if first := places[0]; first.Name != "" {
		fmt.Fprintf(w, "try        %s\n", trySeveral(first, base, options))
		return
	}
	fmt.Fprintf(w, "try        %s\n", try(places[0].API, base, options))
}

// controlText is the address of the control interface's description, and who may
// use it.
func controlText(c setting.Mock, base string) string {
	if !c.Control {
		return "off"
	}
	where := base + "/_ringer/openapi.json, "
	if c.ControlToken != "" {
		return where + "authentication by the token in " + c.ControlToken
	}
	return where + "control interface, this machine only"
}

// clockText describes the clock of a session with default settings.
func clockText(c setting.Mock) string {
	now, speed := c.Engine.Now, c.Engine.Speed
	switch {
	case now.IsZero() && speed == 0:
		return output.Pace(1)
	case now.IsZero():
		return output.Pace(speed)
	case speed == 0:
		return output.Pace(0) + " at " + now.Format(time.RFC3339Nano)
	}
	return output.Pace(speed) + ", from " + now.Format(time.RFC3339Nano)
}

// baseURL is the URL of a mock that listens at an address.
func baseURL(c setting.Mock, at net.Addr, certificate *mock.Certificate) string {
	if certificate != nil {
		return "https://" + reachable(c.Host, at)
	}
	return "http://" + reachable(c.Host, at)
}

// reachable is an address to connect to: loopback when the mock listens on every
// interface.
func reachable(host string, at net.Addr) string {
	bound, port, err := net.SplitHostPort(at.String())
	if err != nil {
		return at.String()
	}
	if ip := net.ParseIP(bound); ip == nil || !ip.IsUnspecified() {
		return net.JoinHostPort(bound, port)
	}
	return net.JoinHostPort(setting.Loopback(host), port)
}
