package setting

import (
	"net"
	"strconv"
)

// DefaultURL is where ringer serve listens when nothing else is said.
const DefaultURL = "http://127.0.0.1:4010"

// ReachedAt is an address to connect to for who knows only the settings.
func (c Mock) ReachedAt() string {
	host := c.Host
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = Loopback(host)
	}
	return net.JoinHostPort(host, strconv.Itoa(c.Port))
}

// Loopback is the address of this machine on which a mock answers that listens
// on every interface.
func Loopback(host string) string {
	if host == "::" {
		return "::1"
	}
	return "127.0.0.1"
}
