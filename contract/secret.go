package contract

import (
	"cmp"
	"encoding/base64"
	"net/url"
	"slices"
	"strings"
)

// Secret is a value that is sent but never shown. Reports name its variable
// instead, so that a curl line taken from one works in a shell that has it.
type Secret struct {
	Value    string
	Variable string // name of the environment variable that holds it
}

// String is "$VARIABLE", so that a Secret cannot be printed by accident.
func (s Secret) String() string { return "$" + cmp.Or(s.Variable, "SECRET") }

// GoString is what String gives.
func (s Secret) GoString() string { return s.String() }

// MarshalText is what String gives.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// redactor replaces secrets in anything that leaves the package. Its zero
// value replaces nothing.
type redactor struct {
	replacer *strings.Replacer
	secrets  []Secret
}

// shortestSecret is the length from which on a secret is looked for in texts:
// shorter ones would tear holes into ordinary words.
const shortestSecret = 4

func newRedactor(secrets []Secret) redactor {
	// The longest first: one secret may be the beginning of another.
	slices.SortStableFunc(secrets, func(a, b Secret) int { return len(b.Value) - len(a.Value) })
	var pairs []string
	for _, s := range secrets {
		if len(s.Value) < shortestSecret {
			continue
		}
		for _, form := range []string{
			s.Value, url.QueryEscape(s.Value), url.PathEscape(s.Value),
			base64.StdEncoding.EncodeToString([]byte(s.Value)),
		} {
			pairs = append(pairs, form, s.String())
		}
	}
	if pairs == nil {
		return redactor{}
	}
	return redactor{strings.NewReplacer(pairs...), secrets}
}

func (r redactor) text(s string) string {
	if r.replacer == nil {
		return s
	}
	return r.replacer.Replace(s)
}

// cut is text for what was shortened before: it also replaces the beginning of a
// secret in front of the dots.
func (r redactor) cut(s string) string {
	s = r.text(s)
	for _, dots := range []string{"…", "..."} {
		if !strings.Contains(s, dots) {
			continue
		}
		for _, secret := range r.secrets {
			for n := len(secret.Value) - 1; n >= shortestSecret; n-- {
				s = strings.ReplaceAll(s, secret.Value[:n]+dots, secret.String()+dots)
			}
		}
	}
	return s
}

func (r redactor) bytes(b []byte) []byte {
	if r.replacer == nil {
		return b
	}
	return []byte(r.replacer.Replace(string(b)))
}

// sensitive tells header names whose values are secret whoever set them.
func sensitive(name string) bool {
	name = strings.ToLower(name)
	for _, word := range []string{"auth", "cookie", "token", "secret", "key", "session", "password"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}
