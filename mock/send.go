package mock

import (
	"errors"
	"log/slog"
	"net/http"
	"time"

	"github.com/ringer-api/ringer/mock/fault"
)

// send puts the answer on the wire.
func (c *call) send(w http.ResponseWriter) {
	m := c.session.mock
	h := c.answer.Header
	for name, values := range w.Header() {
		h[name] = append(h[name], values...)
	}
	h.Set("Date", c.date())
	if m.config.Server != "-" {
		h.Set("Server", m.config.Server)
	}
	c.trace.Applied = c.applied()
	for _, p := range c.trace.Applied {
		h.Add("Preference-Applied", p)
	}
	c.wire = c.compressed(c.answer)
	c.writeDown()
	c.sent, c.sendErr = fault.Write(c.request.Context(), w, c.request, c.wire, m.config.Sleep)
	if errors.Is(c.sendErr, http.ErrAbortHandler) {
		panic(http.ErrAbortHandler) // the only way to end an HTTP/2 stream, or a wait that was cut short
	}
}

// fail answers with the mock's own error, and takes back what the call started.
func (c *call) fail(w http.ResponseWriter, err error) {
	if stays := c.takeBack(); stays != nil {
		err = stays
	}
	m, p := c.session.mock, problemOf(err)
	c.trace.Refused = p.Error()
	c.answer = p.answer()
	c.wire = c.answer
	c.writeDown()
	c.sent, c.sendErr = fault.Write(c.request.Context(), w, c.request, c.wire, m.config.Sleep)
}

// writeDown writes the call into the journal and tells who listens. It comes
// before the answer, so that a client who has the answer finds it recorded.
func (c *call) writeDown() {
	c.entry = c.asEntry()
	c.session.journal.add(c.entry)
	c.session.told(&c.entry)
}

// note completes the call's record and writes it into the log.
func (c *call) note() {
	took := c.session.mock.config.Real().Sub(c.began)
	c.entry.complete(took, c.sent, c.sendErr)
	c.session.journal.complete(&c.entry)
	if explain := c.session.mock.config.Explain; explain != nil {
		explain(c.entry.Explain())
	}
	c.session.mock.config.Logger.Info("request", "method", c.request.Method, "path", redactTarget(c.request.URL.Path),
		"status", c.answer.Status, "bytes", c.sent, "took", took.Round(time.Microsecond),
		"trace", c.trace.ID, "why", slog.AnyValue(&c.trace))
}
