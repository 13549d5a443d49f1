// Package origin parses and compares hosts and origins of web pages.
package origin

import (
	"cmp"
	"errors"
	"net/netip"
	"net/url"
	"regexp"
	"strconv"
	"strings"
)

// Check returns an error for what no browser sends as the Origin of a page, and what would
// therefore never match: a wildcard, a path, capital letters, the scheme's default port.
func Check(origin string) error {
	u, err := url.Parse(origin)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || origin != u.Scheme+"://"+u.Host {
		return errors.New("want an origin such as https://app.example.test")
	}
	if CheckHost(u.Hostname()) != nil || strings.ToLower(u.Host) != u.Host {
		return errors.New("want an origin as a browser sends it, in lower case and in full, such as https://app.example.test; * is not a wildcard")
	}
	if port, err := strconv.ParseUint(cmp.Or(u.Port(), "1"), 10, 16); err != nil || port == 0 {
		return errors.New("want a port from 1 to 65535")
	}
	if port := u.Port(); strings.HasSuffix(u.Host, ":") || u.Scheme == "http" && port == "80" || u.Scheme == "https" && port == "443" {
		return errors.New("want it without the port, which browsers omit when it is the scheme's default")
	}
	return nil
}

// CheckHost returns an error for what cannot be the host of a request: a wildcard, a port,
// an address in brackets.
func CheckHost(host string) error {
	if _, err := netip.ParseAddr(host); err == nil {
		return nil
	}
	if !hostName.MatchString(host) || len(host) > 253 || numeric.MatchString(host) {
		return errors.New("want a host name or an address, in full and without a port, such as mock.example.test; * is not a wildcard")
	}
	return nil
}

var (
	// hostName matches labels separated by dots; a final dot is allowed.
	hostName = regexp.MustCompile(`^(?:[0-9A-Za-z_](?:[0-9A-Za-z_-]{0,61}[0-9A-Za-z_])?(?:\.|$))+$`)
	// numeric matches names that browsers take for addresses, and write differently.
	numeric = regexp.MustCompile(`(?:^|\.)(?:[0-9]+|0[xX][0-9a-fA-F]*)\.?$`)
)

// IsLoopback reports whether a host is this machine: a loopback address, localhost, or a
// name below localhost.
func IsLoopback(host string) bool {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	ip, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return err == nil && ip.Unmap().IsLoopback()
}

// IsLocal reports whether an origin is one of this machine's own pages.
func IsLocal(origin string) bool {
	u, err := url.Parse(origin)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && IsLoopback(u.Hostname())
}
