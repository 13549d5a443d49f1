package exchange

import (
	"encoding/base64"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/fixtures/recording"
	"github.com/ringer-api/ringer/schemas"
)

// Origin describes an exchange that the check has not made itself: which parts of it were
// recorded, and the secrets in it. It is zero for an exchange of the check.
type Origin struct {
	// Known is how much of the exchange is known.
	Known Part
	// Bodiless: the body was not recorded completely, so it is not checked.
	Bodiless bool
	// Headless: no header fields were recorded, so missing ones are not reported.
	Headless bool
	// Coding is a Content-Encoding that the request accepts but the check cannot decode;
	// otherwise empty.
	Coding string
	// Stale: the response may be older than the request, from a cache, so it is not
	// compared with others.
	Stale bool
	// As is what the body is checked as when no operation is known.
	As *schemas.Response
	// Line is the line of the file where the body begins, when the file contains it
	// unchanged; otherwise 0.
	Line int
	// Secrets of a request that the check has not sent; hiding replaces them, and is nil
	// until it is needed.
	Secrets []Secret
	hiding  *Redactor
}

// Settle removes the expectation of a conditional or a range request when the response
// shows that it was one. It also marks responses from a cache as stale.
func (x *Exchange) Settle() {
	conditional := x.Request.has("If-None-Match") || x.Request.has("If-Modified-Since")
	partial := x.Request.has("Range")
	switch {
	case x.Status() == http.StatusNotModified && conditional,
		x.Status() == http.StatusPreconditionFailed,
		x.Status() == http.StatusPartialContent && partial,
		x.Status() == http.StatusRequestedRangeNotSatisfiable && partial:
		x.Probe.Expect = Expect{}
	}
	if age := strings.TrimSpace(x.Response.Get("Age")); age != "" && age != "0" {
		x.Origin.Stale = true
	}
}

func (r Request) has(name string) bool {
	return slices.ContainsFunc(r.Header, func(f Field) bool { return strings.EqualFold(f.Name, name) })
}

// Hide replaces the secrets of a request that the check has not sent by what a report may
// show, and returns them, so that they can be replaced in the response too.
func (r *Request) Hide() []Secret {
	secrets := []Secret{}
	found := func(secret string) { secrets = append(secrets, inText(secret)...) }
	hidden := recording.Redaction{Mark: Secret{}.String(), Found: found}
	for i, f := range r.Header {
		if !recording.SecretName(f.Name) {
			r.Header[i].Value = hidden.Field(f.Name, f.Value)
			continue
		}
		secrets = append(secrets, inHeader(f.Value)...)
		r.Header[i].Value = hiddenValue(f.Value)
	}
	secrets = append(secrets, r.HideBody(secrets)...)
	u, err := url.Parse(r.URL)
	if err != nil {
		r.URL, r.Path = "", ""
		return secrets
	}
	if password, ok := u.User.Password(); ok {
		secrets = append(secrets, Secret{Value: password})
	}
	u.User, u.Fragment = nil, ""
	r.URL, r.Path = hidden.URL(u.String()), hidden.URL(u.RequestURI())
	return secrets
}

// inText returns the forms of a secret from a URL or a text, unless it is so short that it
// may be an ordinary word.
func inText(secret string) (secrets []Secret) {
	if len(secret) < 6 || len(secret) < 12 && !strings.ContainsAny(secret, "0123456789") {
		return nil
	}
	secrets = append(secrets, Secret{Value: secret})
	if plain, err := url.QueryUnescape(secret); err == nil && plain != secret {
		secrets = append(secrets, Secret{Value: plain})
	}
	return secrets
}

// hiddenValue keeps the scheme of a credential, as in "Bearer $SECRET".
func hiddenValue(value string) string {
	if scheme, _, ok := strings.Cut(value, " "); ok && IsToken(scheme) && !strings.Contains(scheme, "=") {
		return scheme + " " + Secret{}.String()
	}
	return Secret{}.String()
}

// inHeader returns the secrets in a header's value: the whole value, and its words.
func inHeader(value string) []Secret {
	secrets := []Secret{{Value: value}}
	separator := func(c rune) bool { return strings.ContainsRune(" ;=,\"", c) }
	for _, word := range strings.FieldsFunc(value, separator) {
		// A shorter word is the name of something rather than a secret.
		if len(word) > 8 {
			secrets = append(secrets, Secret{Value: word})
		}
	}
	if scheme, rest, _ := strings.Cut(value, " "); strings.EqualFold(scheme, "Basic") {
		plain, err := base64.StdEncoding.DecodeString(rest)
		if _, password, ok := strings.Cut(string(plain), ":"); ok && err == nil {
			secrets = append(secrets, Secret{Value: password})
		}
	}
	return secrets
}

// Part is how much of an exchange is known.
type Part int

const (
	WholeExchange Part = iota
	// Message: request and response, but not the bytes on the connection.
	Message
	// BodyOnly: the body of the response, and nothing else.
	BodyOnly
)
