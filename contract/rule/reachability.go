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
)

// Service is what a hint has to know of it.
type Service struct {
	URL        string
	Proxied    bool   // asked through a proxy
	Credential string // header that names us; empty when none does
}

// Reachability watches whether the service could be asked at all. A service that
// cannot be reached, or does not let us in, has broken no promise.
type Reachability struct {
	requests, HasResponses int
	JSON                   bool               // some answer looked like JSON
	served                 int                // valid questions that got a success
	unreachable            *exchange.Exchange // the first without a connection
	refused                *exchange.Exchange // the first valid question answered 401 or 403
	unknown                *exchange.Exchange // the first valid question answered 404
	elsewhere              *exchange.Exchange // the first valid question answered with a redirect
	throttled              *exchange.Exchange // the first answered 429 to the end
	// responses are the refusals that plain questions got, and the successes
	// that wrong ones got, by operation.
	responses map[responseKind]bool
}

type responseKind struct {
	operation string
	status    int
}

// consequence tells an answer to an odd id that an operation gives to others as
// well, where it is wrong: that fault has its own rule.
func (a *Reachability) consequence(x *exchange.Exchange) bool {
	return x.Probe.Expect.Kind == exchange.Either && a.responses[responseKind{x.Probe.Operation, x.Status()}]
}

// fault tells an answer that is wrong for a plain question or for a wrong id.
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

// See notes how an exchange was answered.
func (a *Reachability) See(x *exchange.Exchange) {
	a.requests++
	if x.Fault != nil && x.Fault.Kind == exchange.Unreachable && a.unreachable == nil {
		a.unreachable = x
	}
	if x.Response == nil {
		if x.Fault.Kind != exchange.Unreachable {
			a.HasResponses++ // badly, but that is a rule's business
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

// Problem is why nothing could be asked; nil when something was served, or
// when a rule has the matter.
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
		return notChecked(a.elsewhere, "the service sends its clients elsewhere: check that address instead, "+
			"or name a credential if it is a login")
	case a.unknown != nil:
		return notChecked(a.unknown, s.unknownHint())
	case a.throttled != nil:
		return notChecked(a.throttled, FewerRequests)
	}
	return nil
}

// Closed tells that whatever else is asked gets the same answer.
func (a *Reachability) Closed(s Service) bool { return a.Problem(s) != nil }

// notChecked is the error of a run that only got answers such as x.
func notChecked(x *exchange.Exchange, hint string) *exchange.NotCheckedError {
	return &exchange.NotCheckedError{Doing: "requesting " + x.Request.URL, Err: errors.New(x.StatusText()), Hint: hint}
}

// reachHint says what to try, by what the network said.
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

// unknownHint says what to try where every valid question got a 404.
func (s Service) unknownHint() string {
	if strings.Contains(s.URL, "/api/v1") {
		return "leave /api/v1 and what follows out of the URL: each path brings it along"
	}
	return "name a pipeline and a dataset that the service knows, and its path prefix if it has one"
}

func credentialsProblem(x *exchange.Exchange, s Service) *exchange.NotCheckedError {
	e := notChecked(x, "the service wants a credential: name the variable that holds it "+
		"(--token-env, --cookie-env)")
	if s.Credential != "" {
		e.Hint = "the service refuses the credential in the header " + s.Credential + ": is it still valid?"
	}
	return e
}

// FewerRequests is what helps against a 429: to wait longer does not.
const FewerRequests = "the service limits requests: send fewer (--max-requests, --rate), or try again later"
