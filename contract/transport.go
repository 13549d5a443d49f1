package contract

import (
	"context"
	"errors"
	"net"
	"net/url"
	"strings"
)

// transport sends requests and shows what was on the wire. It differs from
// net/http's client where that one is kind to its user: a request is sent once
// on a connection of its own, so an answer that got lost stays lost; nothing
// is decompressed, redirected or repaired unseen; a body is bounded, and what
// follows its end is noticed.
type transport struct {
	target Target
	base   *url.URL
	proxy  *url.URL
	dialer dialer
}

func newTransport(t Target) (*transport, error) {
	base, err := url.Parse(t.URL)
	if err != nil {
		return nil, err
	}
	w := &transport{target: t, base: base}
	if t.Proxy != "" {
		if w.proxy, err = url.Parse(t.Proxy); err != nil {
			return nil, err
		}
	}
	w.dialer, err = newDialer(t, base, w.proxy)
	return w, err
}

// prefix is the path every operation lives under, without a slash at its end.
func (w *transport) prefix() string { return strings.TrimRight(w.base.EscapedPath(), "/") }

// send makes one exchange of a probe's request. It always gives one; what went
// wrong is its Fault.
func (w *transport) send(ctx context.Context, p Probe) *Exchange {
	x := &Exchange{Probe: p, Request: w.request(p), Began: w.target.Now()}
	asked, cancel := context.WithTimeout(ctx, w.target.RequestTimeout)
	defer cancel()
	x.Answer, x.Fault = w.roundTrip(asked, x.Request, w.secretHeader(p))
	x.Took = w.target.Now().Sub(x.Began)
	if x.Fault != nil && ctx.Err() != nil {
		x.Fault = faultf(Stopped, "the run ended before the answer was there")
		return x
	}
	if x.Fault == nil && x.Answer != nil {
		x.Fault = x.Answer.decode(w.target.MaxBody)
		x.allowUnreadable(false)
	}
	return x
}

func (w *transport) roundTrip(ctx context.Context, r Request, secrets []Field) (*Answer, *Fault) {
	conn, fault := w.dialer.dial(ctx)
	if fault != nil {
		return nil, fault
	}
	defer func() { _ = conn.Close() }() // what came is read; nothing is left to lose
	r.Header = append(secrets, r.Header[len(secrets):]...)
	speak := w.http1
	if conn.http2 {
		speak = w.http2
	}
	answer, fault := speak(ctx, conn, r)
	if answer == nil && conn.uncertified && fault.Kind != Stopped {
		return nil, unreachable(w.dialer.address, errUncertified)
	}
	return answer, fault
}

// request is the probe's request as it is shown: secrets by their names.
func (w *transport) request(p Probe) Request {
	path := w.prefix() + p.path()
	r := Request{
		Method: p.method(), Path: path, Body: p.Body,
		URL: w.base.Scheme + "://" + w.base.Host + path,
	}
	r.Header = w.header(p)
	return r
}

// secretHeader holds the fields whose values must not be shown.
func (w *transport) secretHeader(p Probe) []Field {
	if p.Anonymous {
		return nil
	}
	var fields []Field
	if v := w.target.Token.Value; v != "" {
		fields = append(fields, Field{"Authorization", "Bearer " + v})
	}
	if v := w.target.Session.Value; v != "" {
		fields = append(fields, Field{"Cookie", "session=" + v})
	}
	for _, h := range w.target.Headers {
		if _, secret := h.secret(); secret {
			fields = append(fields, Field{h.Name, h.Value})
		}
	}
	return fields
}

func (w *transport) shown(f Field) string {
	switch f.Name {
	case "Authorization":
		if v := w.target.Token; v.Value != "" && f.Value == "Bearer "+v.Value {
			return "Bearer " + v.String()
		}
	case "Cookie":
		if v := w.target.Session; v.Value != "" && f.Value == "session="+v.Value {
			return "session=" + v.String()
		}
	}
	for _, h := range w.target.Headers {
		if s, secret := h.secret(); secret && h.Name == f.Name && h.Value == f.Value {
			return s.String()
		}
	}
	return Secret{}.String()
}

// secrets lists everything that a report must not hold.
func (t Target) secrets() []Secret {
	all := []Secret{t.Token, t.Session}
	for _, h := range t.Headers {
		if s, secret := h.secret(); secret {
			all = append(all, s)
		}
	}
	if u, err := url.Parse(t.Proxy); err == nil && u.User != nil {
		if password, set := u.User.Password(); set {
			all = append(all, Secret{Value: password, Variable: "PROXY_PASSWORD"})
		}
	}
	return all
}

// timedOut tells a deadline of ours from a failure of theirs.
func timedOut(err error) bool {
	var timeout net.Error
	return errors.Is(err, context.DeadlineExceeded) || errors.As(err, &timeout) && timeout.Timeout()
}
