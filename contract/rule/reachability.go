package rule

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/observation"
)

// Service is what a hint depends on.
type Service struct {
	URL        string
	Jobs       *observation.Jobs
	Proxied    bool   // requests go through a proxy
	Credential string // header with the credential; empty when there is none
}

// Reachability records whether the service could be reached at all. A service that cannot
// be reached, or refuses access, breaks no rule.
type Reachability struct {
	requests, HasResponses int
	JSON                   bool               // some response looked like JSON
	served                 int                // valid requests that succeeded
	unreachable            *exchange.Exchange // the first without a connection
	refused                *exchange.Exchange // the first valid request that got a 401 or 403
	unknown                *exchange.Exchange // the first valid request that got a 404
	elsewhere              *exchange.Exchange // the first valid request that got a redirect
	throttled              *exchange.Exchange // the first that got a 429 after all retries
	// responses are the refusals of valid requests, and the successes of invalid ones,
	// by operation and status code.
	responses map[responseKind]bool
}

type responseKind struct {
	operation string
	status    int
}

// consequence reports whether the request has an unusual id and the operation also
// responds so to other ids, for which it is wrong: that fault has its own rule.
func (a *Reachability) consequence(x *exchange.Exchange) bool {
	return x.Probe.Expect.Kind == exchange.Either && a.responses[responseKind{x.Probe.Operation, x.Status()}]
}

// fault reports whether the response is wrong for a valid request or for a wrong id.
func fault(x *exchange.Exchange) bool {
	switch x.Probe.Expect.Kind {
	case exchange.Served:
		return !exchange.Success(x.Status())
	case exchange.Unknown:
		return x.Status() == http.StatusBadRequest || x.Status() == http.StatusUnprocessableEntity
	case exchange.Refused:
		return exchange.Success(x.Status())
	}
	return false
}

// See records the response of an exchange.
func (a *Reachability) See(x *exchange.Exchange) {
	a.requests++
	if x.Fault != nil && x.Fault.Kind == exchange.Unreachable && a.unreachable == nil {
		a.unreachable = x
	}
	if x.Response == nil {
		if x.Fault.Kind != exchange.Unreachable {
			a.HasResponses++ // incomplete, but that is for a rule to report
		}
		return
	}
	a.HasResponses++
	a.JSON = a.JSON || exchange.Opens(bytes.TrimSpace(x.Response.Content))
	if x.Response.Status == http.StatusTooManyRequests && a.throttled == nil {
		a.throttled = x
	}
	if fault(x) {
		if a.responses == nil {
			a.responses = map[responseKind]bool{}
		}
		a.responses[responseKind{x.Probe.Operation, x.Response.Status}] = true
	}
	if x.Probe.Expect.Kind == exchange.WellFormed && exchange.Success(x.Response.Status) {
		a.served++
	}
	if x.Probe.Expect.Kind != exchange.Served {
		return
	}
	switch status := x.Response.Status; {
	case exchange.Success(status):
		a.served++
	case (status == http.StatusUnauthorized || status == http.StatusForbidden) && a.refused == nil:
		a.refused = x
	case status == http.StatusNotFound && a.unknown == nil:
		a.unknown = x
	case status >= 300 && status < 400 && a.elsewhere == nil && !loops(x):
		a.elsewhere = x
	}
}

// Problem returns why nothing could be checked; nil when a request has succeeded, or when
// a rule reports the failure.
func (a *Reachability) Problem(s Service) *exchange.NotCheckedError {
	switch {
	case a.requests > 0 && a.HasResponses == 0:
		return &exchange.NotCheckedError{Doing: "reaching " + s.URL, Err: a.unreachable.Fault,
			Hint: s.reachHint(a.unreachable.Fault)}
	case a.served > 0:
		return nil
	case a.refused != nil:
		return credentialsProblem(a.refused, s)
	case a.elsewhere != nil:
		return notChecked(a.elsewhere, "the service redirects to another address: check that address instead, "+
			"or name a credential if it is a login page")
	case a.unknown != nil:
		return notChecked(a.unknown, s.unknownHint())
	case a.throttled != nil:
		return notChecked(a.throttled, FewerRequests)
	}
	return nil
}

// Closed reports whether further requests would all get the same response.
func (a *Reachability) Closed(s Service) bool { return a.Problem(s) != nil }

// notChecked returns the error of a run that only got responses such as that of x.
func notChecked(x *exchange.Exchange, hint string) *exchange.NotCheckedError {
	return &exchange.NotCheckedError{Doing: "requesting " + x.Request.URL, Err: errors.New(x.StatusText()), Hint: hint}
}

// reachHint returns what to try after an error of the network.
func (s Service) reachHint(err error) string {
	var authority x509.UnknownAuthorityError
	var name x509.HostnameError
	var plain tls.RecordHeaderError
	var lookup *net.DNSError
	switch {
	case errors.As(err, &authority):
		return "the certificate is signed by an authority that is not trusted: name its PEM file"
	case errors.As(err, &name):
		return "the certificate is for another name: set the server name to expect"
	case errors.As(err, &plain):
		return "the service does not speak TLS there: is it http instead of https?"
	case errors.Is(err, exchange.ErrUncertified):
		return "the TLS handshake failed: the service requires a client certificate"
	case errors.Is(err, exchange.ErrVersion):
		return "leave the version of HTTP to the service"
	case errors.As(err, &lookup):
		return "is the host name spelled right?"
	case s.Proxied:
		return "are the proxy and the service running, and are these their addresses?"
	}
	return "is the service running, and is this its address?"
}

// unknownHint returns what to try when every valid request got a 404.
func (s Service) unknownHint() string {
	if s.Jobs.Prefix != "" && strings.Contains(s.URL, s.Jobs.Prefix) {
		return "leave " + s.Jobs.Prefix + " and what follows out of the URL: the paths of the description contain it"
	}
	var names []string
	for _, p := range s.Jobs.Scope {
		names = append(names, exchange.A(p.Noun()))
	}
	if len(names) == 0 {
		return "add its path prefix to the URL if it has one"
	}
	return "name " + strings.Join(names, " and ") + " that the service knows, and its path prefix if it has one"
}

func credentialsProblem(x *exchange.Exchange, s Service) *exchange.NotCheckedError {
	e := notChecked(x, "the service requires a credential: name the environment variable that contains it "+
		"(--token-env, --cookie-env)")
	if s.Credential != "" {
		e.Hint = "the service refuses the credential in the header " + s.Credential + ": is it still valid?"
	}
	return e
}

// FewerRequests is the hint for a 429: waiting longer does not help.
const FewerRequests = "the service limits requests: send fewer (--max-requests, --rate), or try again later"
