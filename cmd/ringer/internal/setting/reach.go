package setting

import (
	"net"
	"strconv"
)

// DefaultURL is the default address of ringer serve.
const DefaultURL = "http://127.0.0.1:4010"

// ReachedAt is the address to connect to, from the settings alone.
func (c Mock) ReachedAt() string {
	host := c.Host
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = Loopback(host)
	}
	return net.JoinHostPort(host, strconv.Itoa(c.Port))
}

// Loopback is the loopback address of a mock that listens on every interface.
func Loopback(host string) string {
	if host == "::" {
		return "::1"
	}
	return "127.0.0.1"
}
