package fastapi

import (
	"crypto/sha256"
	"crypto/subtle"
	"fmt"
	"io"
	"strings"
)

// AuthMode says who is let in.
type AuthMode int

const (
	// AuthOff lets everybody in.
	AuthOff AuthMode = iota
	// AuthAny wants a credential, whatever it is.
	AuthAny
	// AuthExact wants the one credential.
	AuthExact
)

// Secret is a text that no print, log or JSON shows.
type Secret string

// Format writes a stand-in, whatever the verb.
func (Secret) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "[secret]") }

// MarshalText gives a stand-in.
func (Secret) MarshalText() ([]byte, error) { return []byte("[secret]"), nil }

// Auth says who is let in and how others are turned away. The zero Auth lets
// everybody in.
type Auth struct {
	Mode AuthMode
	// Credential is what AuthExact wants, as bearer token or as the cookie
	// "session". When it is empty, AuthExact lets nobody in.
	Credential Secret
	// Forbidden turns away with the 403 of the framework's own bearer scheme
	// instead of this service's 401.
	Forbidden bool
}

// Judge is nil for who is let in, else the refusal.
func (a Auth) Judge(r Request) *Response {
	if a.Mode == AuthOff || a.accepts(bearer(r.Authorization)) || a.accepts(session(r.Cookie)) {
		return nil
	}
	if !a.Forbidden {
		return NotAuthenticated()
	}
	_, token, _ := strings.Cut(r.Authorization, " ")
	return Forbidden(token != "")
}

func (a Auth) accepts(credential string) bool {
	if credential == "" {
		return false
	}
	return a.Mode == AuthAny || equal(credential, string(a.Credential))
}

// equal takes the same time for any two texts, whatever they share.
func equal(a, b string) bool {
	left, right := sha256.Sum256([]byte(a)), sha256.Sum256([]byte(b))
	return subtle.ConstantTimeCompare(left[:], right[:]) == 1
}

// bearer is the token of an Authorization header, empty for another scheme.
func bearer(header string) string {
	scheme, token, _ := strings.Cut(header, " ")
	if !strings.EqualFold(scheme, "bearer") {
		return ""
	}
	return token
}

// session is the last cookie of that name in a Cookie header.
func session(header string) string {
	value := ""
	for pair := range strings.SplitSeq(header, ";") {
		name, text, ok := strings.Cut(pair, "=")
		if ok && strings.TrimSpace(name) == "session" {
			value = unquote(strings.TrimSpace(text))
		}
	}
	return value
}

// unquote takes a cookie out of its quotes.
func unquote(text string) string {
	if len(text) >= 2 && text[0] == '"' && text[len(text)-1] == '"' {
		return text[1 : len(text)-1]
	}
	return text
}
