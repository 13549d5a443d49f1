package exchange

import (
	"mime"
	"net/http"
	"net/url"
	"strings"
)

// clientField is how a target may set a header field that a check sets itself: its value
// replaces the check's own, or is refused. Two fields of one name would be an error of
// the check, which services may refuse.
type clientField struct {
	// Replaces reports whether the target's value replaces the check's own.
	Replaces bool
	// Valid, when not nil, reports whether a value may replace the check's own.
	Valid func(value string) bool
	// Hint is what to do instead, or what a valid value is.
	Hint string
}

// ClientFieldOf returns the clientField of a header field; false for one that is sent
// unchanged.
func ClientFieldOf(name string) (clientField, bool) {
	const framing = "leave it out: the check frames each request itself, on a connection of its own"
	const whole = "leave it out: every response is checked in full, so conditional and range requests are not sent"
	switch name := http.CanonicalHeaderKey(name); name {
	case "Host":
		return clientField{true, isHost, "a host name, with a port if necessary, such as api.example.com:8080"}, true
	case "Accept":
		return clientField{true, isMediaList, "media types, such as application/json"}, true
	case "Accept-Encoding":
		return clientField{Replaces: true}, true
	case "Content-Type":
		return clientField{true, isJSONType, "a type of JSON, such as application/json; charset=utf-8: what is sent is JSON"}, true
	case "User-Agent":
		return clientField{Replaces: true}, true
	case "Connection", "Keep-Alive", "Proxy-Connection", "Content-Length", "Transfer-Encoding", "Expect", "Te",
		"Trailer", "Upgrade", "Http2-Settings", "Content-Encoding":
		return clientField{Hint: framing}, true
	case "Range", "If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since", "If-Range":
		return clientField{Hint: whole}, true
	case "Proxy-Authorization":
		return clientField{Hint: "name the proxy's user in its address: http://USER:PASSWORD@HOST:PORT"}, true
	}
	return clientField{}, false
}

func isHost(value string) bool {
	u, err := url.Parse("http://" + value)
	return err == nil && u.Host == value && value != "" && u.User == nil && u.Hostname() != ""
}

func isMediaList(value string) bool { return strings.Contains(value, "/") }

func isJSONType(value string) bool {
	media, _, err := mime.ParseMediaType(value)
	return err == nil && (media == "application/json" || strings.HasSuffix(media, "+json"))
}
