package contract

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"strings"
)

// service is what a hint has to know of it.
type service struct {
	URL        string
	Proxied    bool   // asked through a proxy
	Credential string // header that names us; empty when none does
}

// access watches whether the service could be asked at all. A service that
// cannot be reached, or does not let us in, has broken no promise.
type access struct {
	asked, answered int
	json            bool      // some answer looked like JSON
	served          int       // valid questions that got a success
	unreachable     *Exchange // the first without a connection
	refused         *Exchange // the first valid question answered 401 or 403
	unknown         *Exchange // the first valid question answered 404
	elsewhere       *Exchange // the first valid question answered with a redirect
	throttled       *Exchange // the first answered 429 to the end
	// answers are the refusals that plain questions got, and the successes
	// that wrong ones got, by operation.
	answers map[answeredWith]bool
}

type answeredWith struct {
	operation string
	status    int
}

// consequence tells an answer to an odd id that an operation gives to others as
// well, where it is wrong: that fault has its own rule.
func (a *access) consequence(x *Exchange) bool {
	return x.Probe.Expect.Kind == Either && a.answers[answeredWith{x.Probe.Operation, x.status()}]
}

// fault tells an answer that is wrong for a plain question or for a wrong id.
func fault(x *Exchange) bool {
	switch x.Probe.Expect.Kind {
	case Served:
		return !success(x.status())
	case Unknown:
		return x.status() == http.StatusBadRequest || x.status() == http.StatusUnprocessableEntity
	case Refused:
		return success(x.status())
	}
	return false
}

func (a *access) see(x *Exchange) {
	a.asked++
	if x.Fault != nil && x.Fault.Kind == Unreachable && a.unreachable == nil {
		a.unreachable = x
	}
	if x.Answer == nil {
		if x.Fault.Kind != Unreachable {
			a.answered++ // badly, but that is a rule's business
		}
		return
	}
	a.answered++
	a.json = a.json || opens(bytes.TrimSpace(x.Answer.Content))
	if x.Answer.Status == http.StatusTooManyRequests && a.throttled == nil {
		a.throttled = x
	}
	if fault(x) {
		if a.answers == nil {
			a.answers = map[answeredWith]bool{}
		}
		a.answers[answeredWith{x.Probe.Operation, x.Answer.Status}] = true
	}
	if x.Probe.Expect.Kind != Served {
		return
	}
	switch status := x.Answer.Status; {
	case success(status):
		a.served++
	case (status == http.StatusUnauthorized || status == http.StatusForbidden) && a.refused == nil:
		a.refused = x
	case status == http.StatusNotFound && a.unknown == nil:
		a.unknown = x
	case status >= 300 && status < 400 && a.elsewhere == nil && !loops(x):
		a.elsewhere = x
	}
}

// problem is why nothing could be asked; nil when something was served, or
// when a rule has the matter.
func (a *access) problem(s service) *AskError {
	switch {
	case a.asked > 0 && a.answered == 0:
		return &AskError{Doing: "reaching " + s.URL, Err: a.unreachable.Fault,
			Hint: s.reachHint(a.unreachable.Fault)}
	case a.served > 0:
		return nil
	case a.refused != nil:
		return credentialsProblem(a.refused, s)
	case a.elsewhere != nil:
		return unasked(a.elsewhere, "the service sends its clients elsewhere: check that address instead, "+
			"or name a credential if it is a login")
	case a.unknown != nil:
		return unasked(a.unknown, s.unknownHint())
	case a.throttled != nil:
		return unasked(a.throttled, FewerRequests)
	}
	return nil
}

// closed tells that whatever else is asked gets the same answer.
func (a *access) closed(s service) bool { return a.problem(s) != nil }

// unasked is the error of a run that only got answers such as x.
func unasked(x *Exchange, hint string) *AskError {
	return &AskError{Doing: "asking for " + x.Request.URL, Err: errors.New(x.gotStatus()), Hint: hint}
}

// reachHint says what to try, by what the network said.
func (s service) reachHint(err error) string {
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
	case errors.Is(err, errUncertified):
		return "the service refuses to speak TLS with us: it asked for a client certificate"
	case errors.Is(err, errVersion):
		return "leave the version of HTTP to the service"
	case errors.As(err, &lookup):
		return "is the host name spelled right?"
	case s.Proxied:
		return "are the proxy and the service running, and are these their addresses?"
	}
	return "is the service running, and is this its address?"
}

// unknownHint says what to try where every valid question got a 404.
func (s service) unknownHint() string {
	if strings.Contains(s.URL, "/api/v1") {
		return "leave /api/v1 and what follows out of the URL: each path brings it along"
	}
	return "name a pipeline and a dataset that the service knows, and its path prefix if it has one"
}

func credentialsProblem(x *Exchange, s service) *AskError {
	e := unasked(x, "the service wants a credential: name the variable that holds it "+
		"(--token-env, --cookie-env)")
	if s.Credential != "" {
		e.Hint = "the service refuses the credential in the header " + s.Credential + ": is it still valid?"
	}
	return e
}

// FewerRequests is what helps against a 429: to wait longer does not.
const FewerRequests = "the service asks for fewer requests: ask less (--max-requests, --rate), or come back later"
