// Package redact takes secrets out of what is kept and shown.
package redact

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
)

// Mark stands where a secret stood.
const Mark = "[redacted]"

// secretName matches the headers and query parameters whose values are secret.
var secretName = regexp.MustCompile(`(?i)authorization|cookie|token|secret|passw|passphrase|pwd|credential|` +
	`signature|jwt|assertion|saml|oauth|verifier|(api|access|account|private|subscription|functions?)[-_]?key|` +
	`sess(ion)?[-_]?id|^x-auth|^(auth|code|hmac|key|otp|pass|pin|sid|sig|ticket)$`)

// secretValue matches a credential by its looks, whatever holds it: one with
// its scheme, and a JSON Web Token.
var secretValue = regexp.MustCompile(`(?i)^\s*(bearer|basic|digest|negotiate)\s+\S|\beyJ[\w-]{8,}\.[\w-]+\.`)

// userinfo matches the name and password in a URL.
var userinfo = regexp.MustCompile(`//[^/?#\s]*@`)

// Header copies a header without its secrets: the values of headers that are
// secret, those that look like credentials, and secrets in the URLs of others.
// Preferences have none, and say by code which status they want.
func Header(h http.Header) http.Header {
	clean := h.Clone()
	for name, values := range clean {
		if name == "Prefer" || name == "Preference-Applied" {
			continue
		}
		for i, v := range values {
			switch {
			case secretName.MatchString(name), secretValue.MatchString(v):
				values[i] = Mark
			default:
				values[i] = Target(v)
			}
		}
	}
	return clean
}

// Host writes a host without the name and password that some write there.
func Host(host string) string {
	return strings.TrimPrefix(Target("//"+host), "//")
}

// Target writes a URL, or a text with a URL in it, without its secrets,
// those of a URL that is itself a parameter included. All else stays as it was
// sent, broken escapes included.
func Target(target string) string {
	return redactPairs(target, func(value string) string {
		plain := UnescapeQuery(value)
		if clean := redactPairs(plain, same); clean != plain {
			return url.QueryEscape(clean)
		}
		return value
	})
}

func same(value string) string { return value }

// pairMarks stand before a name=value: in a query, a path, a fragment.
const pairMarks = "?&;#"

// redactPairs replaces userinfo, and the values of pairs that are secret by
// their names or looks; other values become what inner makes of them.
func redactPairs(text string, inner func(value string) string) string {
	text = userinfo.ReplaceAllString(text, "//"+Mark+"@")
	var clean strings.Builder
	before, text := cutAny(text, pairMarks)
	clean.WriteString(before)
	for text != "" {
		mark := text[:1]
		name, rest := cutAny(text[1:], "="+pairMarks)
		clean.WriteString(mark + name)
		if text = rest; !strings.HasPrefix(text, "=") {
			continue
		}
		value, rest := cutAny(text[1:], pairMarks)
		switch {
		case secretName.MatchString(strings.TrimSpace(UnescapeQuery(name))):
			_, rest = cutAny(text, "&;#") // a secret may have a question mark in it
			value = Mark
		case secretValue.MatchString(UnescapeQuery(value)):
			value = Mark
		default:
			value = inner(value)
		}
		clean.WriteString("=" + value)
		text = rest
	}
	return clean.String()
}

// cutAny cuts a text before the first of the marks.
func cutAny(text, marks string) (before, rest string) {
	if i := strings.IndexAny(text, marks); i >= 0 {
		return text[:i], text[i:]
	}
	return text, ""
}

// UnescapeQuery decodes a part of a query, or leaves it as it is.
func UnescapeQuery(s string) string {
	if plain, err := url.QueryUnescape(s); err == nil {
		return plain
	}
	return s
}
