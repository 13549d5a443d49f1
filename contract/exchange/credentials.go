package exchange

import (
	"slices"
	"strings"
)

// Credentials are the credentials and the further header fields that are sent with every
// request.
type Credentials struct {
	// Token is sent as "Authorization: Bearer TOKEN", Session as the cookie
	// "session", each when its value is set.
	Token, Session Secret
	Headers        []Header
}

// Header is a header field sent with every request. It is shown as "$VARIABLE" when it
// has a variable, or as "$SECRET" when its name or the form of its value suggests a
// secret.
//
// Of the fields that a check sets itself, Host, Accept, Accept-Encoding,
// Content-Type (in requests with a body) and User-Agent replace the check's own, are
// shown unchanged, and may be given once. Those that frame a request or request a part
// of a response (Connection, Content-Length, Transfer-Encoding, Expect, TE, Upgrade,
// Range, If-None-Match and the like) are refused. All others are sent unchanged.
type Header struct {
	Name, Value string
	Variable    string
}

func (h Header) secret() (Secret, bool) {
	if _, ours := ClientFieldOf(h.Name); ours || h.Variable == "" && unnamed.Field(h.Name, h.Value) == h.Value {
		return Secret{}, false
	}
	return Secret{Value: h.Value, Variable: h.Variable}, true
}

// SecretHeader returns the fields whose values must not be shown.
func (c Credentials) SecretHeader(p Probe) []Field {
	if p.Anonymous {
		return nil
	}
	var fields []Field
	if v := c.Token.Value; v != "" {
		fields = append(fields, Field{"Authorization", "Bearer " + v})
	}
	if v := c.Session.Value; v != "" {
		fields = append(fields, Field{"Cookie", "session=" + v})
	}
	for _, h := range c.Headers {
		if _, secret := h.secret(); secret {
			fields = append(fields, Field{h.Name, h.Value})
		}
	}
	return fields
}

// shown returns a field's value as it may be shown.
func (c Credentials) shown(f Field) string {
	switch f.Name {
	case "Authorization":
		if v := c.Token; v.Value != "" && f.Value == "Bearer "+v.Value {
			return "Bearer " + v.String()
		}
	case "Cookie":
		if v := c.Session; v.Value != "" && f.Value == "session="+v.Value {
			return "session=" + v.String()
		}
	}
	for _, h := range c.Headers {
		if s, secret := h.secret(); secret && h.Name == f.Name && h.Value == f.Value {
			return s.String()
		}
	}
	return Secret{}.String()
}

// Header returns the header of a probe's request as it may be shown: secrets by the names
// of their variables, and the check's own fields unless the target replaces them.
func (c Credentials) Header(p Probe) []Field {
	var fields []Field
	for _, s := range c.SecretHeader(p) {
		fields = append(fields, Field{s.Name, c.shown(s)})
	}
	for _, h := range c.Headers {
		if _, secret := h.secret(); secret || strings.EqualFold(h.Name, "Content-Type") {
			continue // only sent with a body, see below
		}
		fields = append(fields, Field{h.Name, h.Value})
	}
	own := slices.ContainsFunc(p.Header, func(f Field) bool { return strings.EqualFold(f.Name, "Accept") })
	if _, given := c.instead("Accept"); !given && !own {
		fields = append(fields, Field{"Accept", "application/json"})
	}
	for _, f := range p.Header {
		value, given := c.instead(f.Name)
		switch _, ours := ClientFieldOf(f.Name); {
		case !given || !ours:
			fields = append(fields, f)
		case strings.EqualFold(f.Name, "Content-Type"):
			fields = append(fields, Field{f.Name, value})
		}
	}
	return fields
}

// instead returns the user's value for a field that a check sets itself; false when there
// is none.
func (c Credentials) instead(name string) (string, bool) {
	for _, h := range c.Headers {
		if strings.EqualFold(h.Name, name) {
			return h.Value, true
		}
	}
	return "", false
}

// Secrets returns the values that must never be shown.
func (c Credentials) Secrets() []Secret {
	all := []Secret{c.Token, c.Session}
	for _, h := range c.Headers {
		if s, secret := h.secret(); secret {
			all = append(all, s)
		}
	}
	return all
}

// Any reports whether there is a credential.
func (c Credentials) Any() bool { return len(c.With("x")) > 0 }

// With returns the header fields with the credentials, with another value in each.
func (c Credentials) With(value string) []Field {
	var fields []Field
	if c.Token.Value != "" {
		fields = append(fields, Field{"Authorization", "Bearer " + value})
	}
	if c.Session.Value != "" {
		fields = append(fields, Field{"Cookie", "session=" + value})
	}
	for _, h := range c.Headers {
		if _, secret := h.secret(); secret {
			fields = append(fields, Field{h.Name, value})
		}
	}
	return fields
}
