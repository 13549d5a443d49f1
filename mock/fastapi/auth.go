package fastapi

import (
	"crypto/sha256"
	"crypto/subtle"
	"fmt"
	"io"
	"strings"
)

// AuthMode decides which requests are authenticated.
type AuthMode int

const (
	// AuthOff accepts all requests.
	AuthOff AuthMode = iota
	// AuthAny requires a credential, whatever its value.
	AuthAny
	// AuthExact requires one certain credential.
	AuthExact
)

// Secret is a text that is not shown when it is printed, logged or written as JSON.
type Secret string

// Format writes a placeholder, whatever the verb.
func (Secret) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "[secret]") }

// MarshalText returns a placeholder; the error is always nil.
func (Secret) MarshalText() ([]byte, error) { return []byte("[secret]"), nil }

// Auth decides which requests are authenticated and how others are rejected. The zero Auth
// accepts all requests.
type Auth struct {
	Mode AuthMode
	// Credential is the one that AuthExact requires, as bearer token or as the cookie
	// "session". If it is empty, AuthExact accepts no request.
	Credential Secret
	// Forbidden rejects with the 403 of the framework's bearer scheme instead of this
	// service's 401.
	Forbidden bool
}

// Judge returns nil for an accepted request, else the response that rejects it.
func (a Auth) Judge(r Request) *Response {
	if a.Mode == AuthOff || a.Accepts(bearer(r.Authorization)) || a.Accepts(session(r.Cookie)) {
		return nil
	}
	if !a.Forbidden {
		return NotAuthenticated()
	}
	_, token, _ := strings.Cut(r.Authorization, " ")
	return Forbidden(token != "")
}

// Accepts reports whether a credential is accepted, wherever it was in the request.
func (a Auth) Accepts(credential string) bool {
	if credential == "" {
		return false
	}
	return a.Mode == AuthAny || equal(credential, string(a.Credential))
}

// equal compares two texts in a time that does not depend on what they share.
func equal(a, b string) bool {
	left, right := sha256.Sum256([]byte(a)), sha256.Sum256([]byte(b))
	return subtle.ConstantTimeCompare(left[:], right[:]) == 1
}

// bearer returns the token of an Authorization header, or "" for another scheme.
func bearer(header string) string {
	scheme, token, _ := strings.Cut(header, " ")
	if !strings.EqualFold(scheme, "bearer") {
		return ""
	}
	return token
}

// session returns the last cookie of that name in a Cookie header.
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

// unquote removes the quotes of a cookie.
func unquote(text string) string {
	if len(text) >= 2 && text[0] == '"' && text[len(text)-1] == '"' {
		return text[1 : len(text)-1]
	}
	return text
}
