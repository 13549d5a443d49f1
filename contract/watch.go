package contract

import (
	"bytes"
	"crypto/tls"
	"errors"
	"io"
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

// Watch checks the requests that a client sends through next, by the same rules as Check,
// and sends none itself. found, when not nil, is called for each new finding, one at a
// time and not from the goroutine of the request; when the same finding is seen again, it
// is only counted (see Watcher.Report). found must not call Report.
//
// Requests, responses and errors are passed on unchanged, and bodies as they are received:
// a copy is checked in the background, so the client does not wait for it. Of responses
// that the client does not read to the end, the part that it has read is checked.
//
// Memory is limited to a copy of the exchanges that are in progress or not yet checked, and
// what rules remember of some thousand jobs; after that they forget it, but findings
// stay. When responses are received faster than they can be checked, some are left out,
// which the report notes. Rules that need a whole run are skipped: traffic has no end, and
// a client may send ids or credentials that the Watcher cannot interpret.
func Watch(next http.RoundTripper, found func(Finding)) *Watcher {
	target := Target{}.withDefaults()
	w := &Watcher{
		next: next, found: found, target: target, began: target.Now(), judge: rule.NewJudge(target.judging()),
		history: newHistory(),
	}
	w.judged.L = &w.mu
	return w
}

// Watcher is an http.RoundTripper that checks the exchanges that pass through it. It is
// safe for concurrent use.
type Watcher struct {
	next   http.RoundTripper
	found  func(Finding)
	target Target
	began  time.Time
	held   atomic.Int64 // bytes of bodies that are not checked yet
	ticks  atomic.Int64 // orders the beginnings and ends of exchanges

	mu      sync.Mutex
	queue   []*Exchange
	working bool      // a goroutine checks the queue
	passed  int       // exchanges added to the queue
	done    int       // those of them that have been checked
	missed  int       // exchanges for which the queue was full
	judged  sync.Cond // signals that done has changed

	judging sync.Mutex
	judge   *rule.Judge
	history history
}

// RoundTrip passes the request on and returns the response.
func (w *Watcher) RoundTrip(r *http.Request) (*http.Response, error) {
	probe, ok := recorded.MatchOperation(w.target.Description, w.target.resources, r.Method, r.URL.EscapedPath())
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

// unreached reports whether an error means that the request never reached the service. (A
// request that writes may also be lost with an idle connection, which is not a fault of the
// service.)
func unreached(err error) bool {
	var network *net.OpError
	var name *net.DNSError
	var certificate *tls.CertificateVerificationError
	var plain tls.RecordHeaderError
	return errors.As(err, &network) && network.Op == "dial" || errors.As(err, &name) ||
		errors.As(err, &certificate) || errors.As(err, &plain)
}

// Report returns the report so far. It waits until all exchanges that have passed are
// checked and found was called for them. The caller may change the report.
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

// sentBody keeps a copy of a request's body as it is sent, up to a limit. The body may
// still be sent when the response begins, so it is safe for concurrent use.
type sentBody struct {
	mu   sync.Mutex
	kept bytes.Buffer
	long bool
}

// watch returns the request with a body that is copied as it is read; the request itself
// when it has no body.
func (s *sentBody) watch(r *http.Request) *http.Request {
	if r.Body == nil || r.Body == http.NoBody {
		return r
	}
	c := r.WithContext(r.Context()) // a copy: the client's request is not changed
	c.Body = teeBody{r.Body, s}
	if r.GetBody != nil {
		c.GetBody = func() (io.ReadCloser, error) {
			body, err := r.GetBody()
			s.again()
			return teeBody{body, s}, err
		}
	}
	return c
}

func (s *sentBody) again() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.kept.Reset()
	s.long = false
}

func (s *sentBody) copy(p []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.kept.Len()+len(p) > exchange.MaxKeptBody {
		s.kept, s.long = bytes.Buffer{}, true
	}
	if !s.long {
		s.kept.Write(p)
	}
}

// body returns what was sent so far, and whether all of it was kept.
func (s *sentBody) body() ([]byte, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return bytes.Clone(s.kept.Bytes()), !s.long
}

// teeBody is a body that is copied as it is read.
type teeBody struct {
	io.ReadCloser
	to *sentBody
}

// Read reads.
func (t teeBody) Read(p []byte) (int, error) {
	n, err := t.ReadCloser.Read(p)
	t.to.copy(p[:n])
	return n, err
}
