package contract

import (
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/recorded"
	"github.com/ringer-api/ringer/contract/report"
	"github.com/ringer-api/ringer/contract/rule"
)

// Watch judges the traffic that passes through next, by the same rules as
// Check, and asks nothing. found, when not nil, is called for each new finding,
// one at a time and not from the goroutine that asked; later sightings of the
// same fault only count (see Watcher.Report). It must not call Report.
//
// Requests and answers are passed on as they are, errors too, and bodies as they
// come: the judging is done beside, from a copy, so nobody waits for it. Of
// answers that their reader does not read to the end, what was read is judged.
//
// Memory is bounded: a copy of what is under way and not yet judged, and what
// was learnt of some thousand executions, after which all that is forgotten
// (what was found is not). When answers come faster than they can be judged,
// some pass unseen, which the report tells. What only a whole run can tell is
// not examined: traffic has no end, and a client may ask for ids or send
// credentials that nobody knows.
func Watch(next http.RoundTripper, found func(Finding)) *Watcher {
	target := Target{}.withDefaults()
	w := &Watcher{
		next: next, found: found, target: target, began: target.Now(), judge: rule.NewJudge(target.judging()),
		history: newHistory(),
	}
	w.judged.L = &w.mu
	return w
}

// Watcher is an http.RoundTripper that judges what passes. It is safe for
// concurrent use.
type Watcher struct {
	next   http.RoundTripper
	found  func(Finding)
	target Target
	began  time.Time
	held   atomic.Int64 // bytes of bodies that are not judged yet
	ticks  atomic.Int64 // orders the beginnings and ends of exchanges

	mu      sync.Mutex
	queue   []*Exchange
	working bool      // somebody judges the queue
	passed  int       // exchanges that came into the queue
	done    int       // those of them that are judged
	missed  int       // exchanges that found no room
	judged  sync.Cond // done grew

	judging sync.Mutex
	judge   *rule.Judge
	history history
}

// RoundTrip passes the request on and the answer back.
func (w *Watcher) RoundTrip(r *http.Request) (*http.Response, error) {
	probe, ok := recorded.MatchOperation(w.target.Description, r.Method, r.URL.EscapedPath())
	if !ok {
		return w.next.RoundTrip(r)
	}
	x := &Exchange{Probe: probe, Began: w.target.Now(), Start: w.ticks.Add(1)}
	x.Request = Request{Method: r.Method, URL: r.URL.String(), Header: exchange.SortedFields(r.Header)}
	x.Origin.Secrets = x.Request.Hide()
	sent := &sentBody{}
	response, err := w.next.RoundTrip(sent.watch(r))
	if err != nil {
		if r.Context().Err() == nil && r.Method == http.MethodGet && !unreached(err) {
			x.Fault = exchange.Faultf(exchange.NoResponse, "no response was received: %v", err)
			w.see(x)
		}
		return response, err
	}
	if response.StatusCode == http.StatusSwitchingProtocols {
		return response, nil
	}
	x.Response = &Response{
		Proto: response.Proto, Status: response.StatusCode,
		Header: exchange.SortedFields(response.Header), Announced: response.ContentLength,
	}
	x.Settle()
	response.Request = r
	response.Body = &watchedBody{ReadCloser: response.Body, watcher: w, exchange: x, request: r, sent: sent}
	return response, nil
}

// unreached tells errors of a request that never got to the service. (A request
// that writes may also be lost with an idle connection, which is nobody's fault.)
func unreached(err error) bool {
	var network *net.OpError
	var name *net.DNSError
	var certificate *tls.CertificateVerificationError
	var plain tls.RecordHeaderError
	return errors.As(err, &network) && network.Op == "dial" || errors.As(err, &name) ||
		errors.As(err, &certificate) || errors.As(err, &plain)
}

// Report is what was found so far. It waits until everything that has passed
// is judged and told, and is the caller's own.
func (w *Watcher) Report() *Report {
	w.mu.Lock()
	for until := w.passed; w.done < until; {
		w.judged.Wait()
	}
	missed := w.missed
	w.mu.Unlock()

	w.judging.Lock()
	defer w.judging.Unlock()
	r := report.New(w.judge, w.target.reporting())
	for i, f := range r.Findings {
		own := *f
		own.Places, own.Operations = slices.Clone(f.Places), slices.Clone(f.Operations)
		r.Findings[i] = &own
	}
	r.Recorded = true
	r.Started, r.Duration = w.began, w.target.Now().Sub(w.began)
	if missed > 0 {
		r.Note("%s passed faster than they could be checked", exchange.Count(missed, "response"))
	}
	if problem := w.judge.Unjudged.Problem(); problem != nil {
		r.Unfinished = problem.Error()
	}
	r.Internal = w.judge.Defects.Problems()
	r.Decide()
	return r
}
