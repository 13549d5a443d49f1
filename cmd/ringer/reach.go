package main

import (
	"net"
	"strconv"
)

// reachedAt is an address to connect to for who knows only the settings.
func (c mockConfig) reachedAt() string {
	host := c.host
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = loopback(host)
	}
	return net.JoinHostPort(host, strconv.Itoa(c.port))
}

// loopback is the address of this machine on which a mock answers that listens
// on every interface.
func loopback(host string) string {
	if host == "::" {
		return "::1"
	}
	return "127.0.0.1"
}
