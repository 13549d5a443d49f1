package mock

import (
	"log/slog"
	"time"

	"github.com/ringer-api/ringer/fixtures/recording"
	"github.com/ringer-api/ringer/mock/fastapi"
	"github.com/ringer-api/ringer/mock/fault"
	"github.com/ringer-api/ringer/mock/journal"
	"github.com/ringer-api/ringer/mock/world"
)

// record writes the call to the journal and publishes it as an event. It is called before the
// response is sent, so that a client that has the response finds the exchange recorded.
func (c *call) record() {
	c.entry = c.asEntry()
	var changed world.Scope
	if c.changed {
		changed = c.scope
	}
	c.session.Record(&c.entry, changed)
}

// asEntry converts the call to a journal entry, with the response not yet sent.
func (c *call) asEntry() journal.Entry {
	var clean recording.Redaction
	request := c.api.keys.hidden(c.request)
	config, answer := &c.mock.config, c.outcome.Response
	e := journal.Entry{Trace: c.trace, At: c.now, Began: c.began, Pending: true, Method: c.request.Method,
		Scheme: "http", Host: clean.Host(c.request.Host), Proto: c.request.Proto,
		URL:  clean.URL(c.prefix + request.URL.RequestURI()),
		Path: clean.URL(c.request.URL.Path), Params: c.paramsByName(),
		Header: clean.Header(request.Header), Status: answer.Status, ResponseHeader: clean.Header(c.wire.Header),
		WireSize: len(c.wire.Body)}
	for name, value := range e.Params {
		e.Params[name] = clean.URL(value)
	}
	e.Trace.Refused = clean.Text(e.Trace.Refused)
	e.KeepBodies(request.Header, c.body, answer.Header, answer.Body, min(config.JournalBytes, config.JournalTotal))
	if c.operation != nil {
		e.Base = c.operation.Base()
	}
	if fastapi.OverTLS(c.request) {
		e.Scheme = "https"
	}
	if answer.Delivery.Ending == fault.EndNothing {
		e.NoResponse()
	}
	return e
}

// log completes the call's record and writes it to the log.
func (c *call) log() {
	config := &c.mock.config
	c.entry.Complete(config.Real().Sub(c.began), c.sent, c.sendErr)
	c.session.CompleteRecord(&c.entry)
	if config.Explain != nil {
		config.Explain(c.entry.Explain())
	}
	config.Logger.Info("request", "method", c.request.Method, "path", recording.Redaction{}.URL(c.request.URL.Path),
		"status", c.outcome.Status, "bytes", c.sent, "took", c.entry.Took.Round(time.Microsecond), "trace", c.trace.ID, "why", slog.AnyValue(&c.trace))
}
