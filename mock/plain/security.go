package plain

import (
	"encoding/base64"
	"net/http"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/mock/fastapi"
	"github.com/ringer-api/ringer/schemas"
)

// authenticate decides whether a request may use an operation, by the operation's security
// requirements. The status is 0, 401 or 403.
func (s *Service) authenticate(r Request, o *schemas.Operation, auth fastapi.Auth) (int, Problem) {
	if auth.Mode == fastapi.AuthOff || len(o.Security) == 0 {
		return 0, Problem{}
	}
	sent := false
	for _, requirement := range o.Security {
		missing := false
		for name := range requirement {
			given, ok := s.credentials(r, name)
			sent = sent || slices.ContainsFunc(given, func(c string) bool { return c != "" })
			missing = missing || !ok && !slices.ContainsFunc(given, auth.Accepts)
		}
		if !missing {
			return 0, Problem{}
		}
	}
	problem := Problem{Kind: KindInvalid, Message: "the credential is not valid"}
	if !sent {
		problem = Problem{Kind: KindMissing, Message: "a credential is required: " + s.wanted(o)}
	}
	if auth.Forbidden || onlyForbids(o) {
		return http.StatusForbidden, problem
	}
	return http.StatusUnauthorized, problem
}

// onlyForbids reports whether an operation documents a 403 and no 401.
func onlyForbids(o *schemas.Operation) bool {
	_, unauthorized := o.Responses[http.StatusUnauthorized]
	_, forbidden := o.Responses[http.StatusForbidden]
	return forbidden && !unauthorized
}

// credentials returns the texts that may be the credential of a security scheme. It is true
// if the scheme needs none that a request can have: it is not documented, or the
// connection has it (mutualTLS), which this service does not ask for.
func (s *Service) credentials(r Request, name string) ([]string, bool) {
	scheme, known := s.schemes[name]
	if !known {
		return nil, true
	}
	authorization := r.Header.Get("Authorization")
	switch scheme.Type {
	case "apiKey":
		return apiKey(r, scheme), false
	case "oauth2", "openIdConnect":
		return []string{after(authorization, "bearer")}, false
	case "http":
		token := after(authorization, scheme.Scheme)
		if strings.EqualFold(scheme.Scheme, "basic") {
			return basic(token), false
		}
		return []string{token}, false
	}
	return nil, true
}

// apiKey returns a key and, since some are in the header Authorization, the part of it
// after the first space.
func apiKey(r Request, scheme schemas.SecurityScheme) []string {
	var found []string
	add := func(all []pair, value func(pair) string) {
		for _, p := range named(all, scheme.Parameter) {
			found = append(found, value(p))
		}
	}
	switch scheme.In {
	case InQuery:
		add(pairs(r.Query), pair.value)
	case InCookie:
		add(cookies(r.Header.Values("Cookie")), func(p pair) string { return p.raw })
	default:
		found = slices.Clone(r.Header.Values(scheme.Parameter))
		for _, value := range found {
			if _, rest, ok := strings.Cut(value, " "); ok {
				found = append(found, rest)
			}
		}
	}
	return found
}

// basic returns the credentials in the token of the basic scheme: user:password and, as
// services with API keys have it, the user alone if there is no password, and the
// password alone.
func basic(token string) []string {
	decoded, err := base64.StdEncoding.DecodeString(token)
	if err != nil {
		return nil
	}
	user, password, ok := strings.Cut(string(decoded), ":")
	switch {
	case !ok || user == "" && password == "":
		return nil
	case password == "":
		return []string{string(decoded), user}
	}
	return []string{string(decoded), password}
}

// after returns what follows an authentication scheme in a header; empty for another scheme.
func after(header, scheme string) string {
	found, rest, _ := strings.Cut(header, " ")
	if !strings.EqualFold(found, scheme) {
		return ""
	}
	return strings.TrimSpace(rest)
}

// schemesOf returns the security schemes of an operation in the order of the description.
func (s *Service) schemesOf(o *schemas.Operation) []schemas.SecurityScheme {
	var found []schemas.SecurityScheme
	for _, scheme := range s.description.SecuritySchemes() {
		if slices.ContainsFunc(o.Security, func(r schemas.Requirement) bool { _, ok := r[scheme.Name]; return ok }) {
			found = append(found, scheme)
		}
	}
	return found
}

// wanted describes the credentials of an operation.
func (s *Service) wanted(o *schemas.Operation) string {
	var words []string
	for _, scheme := range s.schemesOf(o) {
		word := "the header Authorization with a bearer token"
		switch {
		case scheme.Type == "apiKey" && scheme.In == InHeader:
			word = "the header " + quoted(scheme.Parameter)
		case scheme.Type == "apiKey":
			word = "the " + scheme.In + " parameter " + quoted(scheme.Parameter)
		case scheme.Type == "http" && !strings.EqualFold(scheme.Scheme, "bearer"):
			word = "the header Authorization with the scheme " + quoted(scheme.Scheme)
		}
		if !slices.Contains(words, word) {
			words = append(words, word)
		}
	}
	return clip(strings.Join(words, ", or "))
}

// challenges returns the values of WWW-Authenticate: one for each scheme of the header
// Authorization. Keys have no registered scheme, and no challenge.
func (s *Service) challenges(o *schemas.Operation) []string {
	var all []string
	for _, scheme := range s.schemesOf(o) {
		challenge := ""
		switch {
		case scheme.Type == "oauth2", scheme.Type == "openIdConnect", strings.EqualFold(scheme.Scheme, "bearer"):
			challenge = "Bearer"
		case strings.EqualFold(scheme.Scheme, "basic"):
			challenge = `Basic realm="api"`
		}
		if challenge != "" && !slices.Contains(all, challenge) {
			all = append(all, challenge)
		}
	}
	return all
}

// Authenticate decides whether a request may use an operation: 0 if it may, else 401 or 403.
func (s *Service) Authenticate(r Request, o *schemas.Operation, auth fastapi.Auth) int {
	status, _ := s.authenticate(r, o, auth)
	return status
}
