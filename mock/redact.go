package mock

import (
	"net/http"
	"net/url"
	"regexp"
)

// redacted stands where a secret stood.
const redacted = "[redacted]"

// secretName matches the headers and query parameters whose values are secret.
var secretName = regexp.MustCompile(`(?i)^(proxy-)?authorization$|^(set-)?cookie$|token|secret|password|api[-_]?key`)

// redact copies a header without its secrets.
func redact(h http.Header) http.Header {
	clean := h.Clone()
	for name := range clean {
		if secretName.MatchString(name) {
			clean[name] = []string{redacted}
		}
	}
	return clean
}

// redactURL writes a URL without its secrets.
func redactURL(u *url.URL) string {
	clean := *u
	clean.User = nil
	query, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return clean.String()
	}
	changed := false
	for name := range query {
		if secretName.MatchString(name) {
			query[name], changed = []string{redacted}, true
		}
	}
	if changed {
		clean.RawQuery = query.Encode()
	}
	return clean.String()
}
