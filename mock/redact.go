package mock

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
)

// redacted stands where a secret stood.
const redacted = "[redacted]"

// secretName matches the headers and query parameters whose values are secret.
var secretName = regexp.MustCompile(
	`(?i)authorization|cookie|token|secret|passw|credential|signature|jwt|api[-_]?key|^x-auth|^(auth|key|sig)$`)

// secretValue matches a credential by its looks, whatever the header is called.
var secretValue = regexp.MustCompile(`(?i)^\s*(bearer|basic|digest|negotiate)\s+\S`)

// userinfo matches the name and password in a URL.
var userinfo = regexp.MustCompile(`//[^/?#@\s]*@`)

// redact copies a header without its secrets: the values of headers that are
// secret, those that look like credentials, and secrets in the URLs of others.
func redact(h http.Header) http.Header {
	clean := h.Clone()
	for name, values := range clean {
		for i, v := range values {
			switch {
			case secretName.MatchString(name), secretValue.MatchString(v):
				values[i] = redacted
			default:
				values[i] = redactTarget(v)
			}
		}
	}
	return clean
}

// redactTarget writes a URL, or a text with a URL in it, without its secrets.
// All else stays as it was sent, broken escapes included.
func redactTarget(target string) string {
	target = userinfo.ReplaceAllString(target, "//"+redacted+"@")
	path, query, ok := strings.Cut(target, "?")
	if !ok {
		return target
	}
	var clean strings.Builder
	clean.WriteString(path + "?")
	for query != "" {
		end := strings.IndexAny(query, "&;#")
		if end < 0 {
			end = len(query) - 1
		}
		clean.WriteString(redactPair(query[:end+1]))
		query = query[end+1:]
	}
	return clean.String()
}

// redactPair replaces the value of a name=value whose name says it is secret,
// and leaves the separator after it.
func redactPair(pair string) string {
	name, value, ok := strings.Cut(pair, "=")
	if !ok {
		return pair
	}
	plain, err := url.QueryUnescape(name)
	if err != nil {
		plain = name
	}
	if !secretName.MatchString(plain) {
		return pair
	}
	separator := ""
	if value != "" && strings.ContainsAny(value[len(value)-1:], "&;#") {
		separator = value[len(value)-1:]
	}
	return name + "=" + redacted + separator
}
