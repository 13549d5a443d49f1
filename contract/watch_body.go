package contract

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"sync"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/schemas"
)

// watchedBody passes a body on as it is read, keeps a copy up to a limit, and has the
// response checked when the body ends or is closed.
type watchedBody struct {
	io.ReadCloser
	watcher *Watcher
	request *http.Request
	sent    *sentBody

	mu       sync.Mutex
	exchange *Exchange // nil once it is in the queue
	kept     bytes.Buffer
}

// Read reads.
func (b *watchedBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.exchange == nil {
		return n, err
	}
	most := b.watcher.target.MaxBody
	b.keep(p[:n])
	switch {
	case int64(b.kept.Len()) > most:
		b.judge(exchange.Faultf(exchange.Endless, "the body is longer than %d bytes", most))
	case errors.Is(err, io.EOF):
		b.judge(nil)
	case err != nil && b.request.Context().Err() != nil:
		b.part() // the client has cancelled the request
	case err != nil:
		b.judge(exchange.Faultf(exchange.Cut, "the body was truncated after %d bytes: %v", b.kept.Len(), err))
	}
	return n, err
}

// Close closes the body. A response that was not read to its end is checked as far as it
// was read; its status code always.
func (b *watchedBody) Close() error {
	err := b.ReadCloser.Close()
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.exchange == nil {
		return err
	}
	if announced := b.exchange.Response.Announced; announced >= 0 && int64(b.kept.Len()) == announced {
		b.judge(nil)
	} else {
		b.part()
	}
	return err
}

// keep copies what was read, unless too much is kept already.
func (b *watchedBody) keep(p []byte) {
	x := b.exchange
	if x.Origin.Bodiless {
		return
	}
	if b.watcher.held.Add(int64(len(p))) > maxHeldBodies {
		b.watcher.held.Add(-int64(b.kept.Len() + len(p)))
		b.kept = bytes.Buffer{}
		x.Origin.Bodiless, x.Origin.Known = true, exchange.Message
		return
	}
	b.kept.Write(p)
}

// part queues a response whose end was not read.
func (b *watchedBody) part() {
	text := bytes.TrimSpace(b.kept.Bytes())
	encoded := b.exchange.Response.Get("content-encoding") != ""
	b.exchange.Origin.Bodiless = encoded || !exchange.Opens(text) || len(schemas.CheckJSON(text)) > 0
	b.exchange.Origin.Known = exchange.Message
	b.judge(nil)
}

// judge queues the response.
func (b *watchedBody) judge(fault *Fault) {
	x := b.exchange
	b.exchange = nil
	x.Fault = fault
	x.Response.Body = b.kept.Bytes()
	x.Request.Keep(b.sent.body())
	x.Origin.Secrets = append(x.Origin.Secrets, x.Request.HideBody(x.Origin.Secrets)...)
	if fault == nil && !x.Origin.Bodiless {
		x.Fault = x.Response.Decode(b.watcher.target.MaxBody)
	}
	x.AllowUnreadable(true)
	b.watcher.see(x)
}
