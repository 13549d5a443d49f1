package contract

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"
)

// Watch judges the traffic that passes through next, by the same rules as
// Check. found is called for each new finding, from the goroutine that read the
// answer, one at a time; later sightings of the same fault only count (see
// Watcher.Report). Requests and answers are passed on as they are.
//
// Only answers that their reader reads to the end are judged, and only those to
// documented operations. What is remembered between answers is bounded. What
// only a whole run can tell is not judged: traffic has no end, and a client may
// ask for ids or send credentials that nobody knows.
func Watch(next http.RoundTripper, found func(Finding)) *Watcher {
	target := Target{}.withDefaults()
	return &Watcher{next: next, found: found, target: target, began: target.Now(), judge: newJudge(target)}
}

// Watcher is an http.RoundTripper that judges what passes.
type Watcher struct {
	next   http.RoundTripper
	found  func(Finding)
	target Target
	began  time.Time

	mu     sync.Mutex
	judge  *judge
	number int
	told   int
}

// Report is what was found so far.
func (w *Watcher) Report() *Report {
	w.mu.Lock()
	defer w.mu.Unlock()
	r := w.judge.report()
	r.Started, r.Duration = w.began, w.target.Now().Sub(w.began)
	r.decide(w.target)
	return r
}

// RoundTrip passes the request on and the answer back.
func (w *Watcher) RoundTrip(r *http.Request) (*http.Response, error) {
	probe, ok := recognise(w.judge.reader.description, r.Method, r.URL.EscapedPath())
	if !ok {
		return w.next.RoundTrip(r)
	}
	x := &Exchange{Probe: probe, Request: passing(r), Began: w.target.Now(), kept: origin{secrets: carried(r)}}
	response, err := w.next.RoundTrip(r)
	if err != nil {
		if r.Context().Err() == nil {
			x.Fault = faultf(Unanswered, "the answer did not come: %v", err)
			w.see(x)
		}
		return response, err
	}
	x.Answer = &Answer{
		Proto: response.Proto, Status: response.StatusCode,
		Header: sortedFields(response.Header), Announced: response.ContentLength,
	}
	response.Body = &watchedBody{ReadCloser: response.Body, watcher: w, exchange: x, request: r}
	return response, nil
}

// see judges, and tells what is new.
func (w *Watcher) see(x *Exchange) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.number++
	x.Number, x.Took = w.number, w.target.Now().Sub(x.Began)
	w.judge.see(x)
	all := w.judge.findings()
	if len(all) == w.told {
		return
	}
	w.told = len(all)
	for _, f := range all {
		if f.Exchange.Number == x.Number {
			w.found(*f)
		}
	}
}

// passing is a request as a report may show it.
func passing(r *http.Request) Request {
	out := Request{Method: r.Method, URL: r.URL.Redacted(), Path: r.URL.RequestURI()}
	for _, f := range sortedFields(r.Header) {
		if sensitive(f.Name) {
			f.Value = Secret{}.String()
		}
		out.Header = append(out.Header, f)
	}
	return out
}

// carried are the secrets in a request that is not ours.
func carried(r *http.Request) []Secret {
	var secrets []Secret
	separator := func(c rune) bool { return c == ' ' || c == ';' || c == '=' }
	for _, f := range sortedFields(r.Header) {
		if !sensitive(f.Name) {
			continue
		}
		secrets = append(secrets, Secret{Value: f.Value})
		for _, word := range strings.FieldsFunc(f.Value, separator) {
			// A shorter word is the name of something rather than a secret.
			if len(word) > 8 {
				secrets = append(secrets, Secret{Value: word})
			}
		}
	}
	return secrets
}

// watchedBody keeps what its reader reads, up to a bound, and has it judged at
// the end.
type watchedBody struct {
	io.ReadCloser
	watcher  *Watcher
	exchange *Exchange
	request  *http.Request
	kept     bytes.Buffer
	over     bool
}

// Read reads, and judges at the end.
func (b *watchedBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if b.over {
		return n, err
	}
	b.kept.Write(p[:n])
	x, most := b.exchange, b.watcher.target.MaxBody
	switch {
	case int64(b.kept.Len()) > most:
		x.Fault = faultf(Endless, "the body passes %d bytes", most)
	case err == nil:
		return n, nil
	case err != io.EOF && b.request.Context().Err() != nil:
		b.over = true
		return n, err
	case err != io.EOF:
		x.Fault = faultf(Cut, "the body broke off after %d bytes: %v", b.kept.Len(), err)
	}
	b.over = true
	x.Answer.Body = b.kept.Bytes()
	if x.Fault == nil {
		x.Fault = x.Answer.decode(most)
	}
	b.watcher.see(x)
	return n, err
}
