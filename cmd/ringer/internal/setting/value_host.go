package setting

import (
	"fmt"
	"net"
	"strings"
)

// host is a name or an address to listen on; IPv6 with or without brackets.
func host(at *string) Value {
	parse := func(text string) (string, error) {
		name := withoutBrackets(text)
		if strings.ContainsAny(name, "/[]@ ") || strings.Contains(name, ":") && !isIPv6(name) {
			return "", fmt.Errorf("want a host without a port, such as 127.0.0.1, localhost or ::1; --port sets the port")
		}
		return name, nil
	}
	return scalar[string]{at, "text", parse, printText, nil}
}

// withoutBrackets removes the brackets of an IPv6 address.
func withoutBrackets(host string) string {
	inner, opened := strings.CutPrefix(host, "[")
	if inner, closed := strings.CutSuffix(inner, "]"); opened && closed && isIPv6(inner) {
		return inner
	}
	return host
}

// isIPv6 takes an address with its zone, too.
func isIPv6(text string) bool {
	address, _, _ := strings.Cut(text, "%")
	ip := net.ParseIP(address)
	return ip != nil && strings.Contains(address, ":")
}
