// Package origin tells apart hosts and origins of web pages.
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

// Check refuses what no browser would ever send as the Origin of a page,
// and what could therefore let nobody in: a wildcard, a path, capital letters,
// a port that the scheme has anyway.
func Check(origin string) error {
	u, err := url.Parse(origin)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || origin != u.Scheme+"://"+u.Host {
		return errors.New("want an origin such as https://app.example.test")
	}
	if CheckHost(u.Hostname()) != nil || strings.ToLower(u.Host) != u.Host {
		return errors.New("want an origin as a browser sends it, in lower case and in full, such as https://app.example.test; * stands for nothing")
	}
	if port, err := strconv.ParseUint(cmp.Or(u.Port(), "1"), 10, 16); err != nil || port == 0 {
		return errors.New("want a port from 1 to 65535")
	}
	if port := u.Port(); strings.HasSuffix(u.Host, ":") || u.Scheme == "http" && port == "80" || u.Scheme == "https" && port == "443" {
		return errors.New("want it without the port, which a browser leaves out where it is the scheme's own")
	}
	return nil
}

// CheckHost refuses what no request can have for a host: a wildcard, a port, an
// address in brackets.
func CheckHost(host string) error {
	if _, err := netip.ParseAddr(host); err == nil {
		return nil
	}
	if !hostName.MatchString(host) || len(host) > 253 || numeric.MatchString(host) {
		return errors.New("want a host name or an address, in full and without a port, such as mock.example.test; * stands for nothing")
	}
	return nil
}

var (
	// hostName matches labels with dots between them; one dot may end them.
	hostName = regexp.MustCompile(`^(?:[0-9A-Za-z_](?:[0-9A-Za-z_-]{0,61}[0-9A-Za-z_])?(?:\.|$))+$`)
	// numeric matches names that browsers take for addresses, and write otherwise.
	numeric = regexp.MustCompile(`(?:^|\.)(?:[0-9]+|0[xX][0-9a-fA-F]*)\.?$`)
)

// IsLoopback tells whether a host is this machine's own: a loopback address,
// localhost, or a name below localhost.
func IsLoopback(host string) bool {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return true
	}
	ip, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return err == nil && ip.Unmap().IsLoopback()
}

// IsLocal tells whether an origin is that of this machine's own pages.
func IsLocal(origin string) bool {
	u, err := url.Parse(origin)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && IsLoopback(u.Hostname())
}
