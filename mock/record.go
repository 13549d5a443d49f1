package mock

import (
	"log/slog"
	"net/http"
	"time"

	"github.com/ringer-api/ringer/mock/fault"
	"github.com/ringer-api/ringer/mock/journal"
	"github.com/ringer-api/ringer/mock/redact"
)

// record writes the call into the journal and tells who listens. It comes
// before the response goes out, so that a client who has it finds it recorded.
func (c *call) record() {
	c.entry = c.asEntry()
	c.session.Record(&c.entry)
}

// asEntry is the call as the journal keeps it, with the response on its way.
func (c *call) asEntry() journal.Entry {
	answer := c.outcome.Answer
	e := journal.Entry{Trace: c.trace, At: c.now, Began: c.began, Pending: true, Method: c.request.Method,
		Scheme: "http", Host: redact.Host(c.request.Host), Proto: c.request.Proto,
		URL:  redact.Target(c.prefix + c.request.URL.RequestURI()),
		Path: redact.Target(c.request.URL.Path), Params: c.paramsByName(),
		Header: redact.Header(c.request.Header), Body: journal.Clip(c.body), BodySize: len(c.body),
		Status: answer.Status, Answered: redact.Header(c.wire.Header),
		Answer: journal.Clip(answer.Body), AnswerSize: len(answer.Body), WireSize: len(c.wire.Body)}
	e.Clipped = len(e.Body) < e.BodySize || len(e.Answer) < e.AnswerSize
	if c.request.TLS != nil {
		e.Scheme = "https"
	}
	if answer.Delivery.Ending == fault.EndNothing {
		e.Status, e.Answered, e.Answer, e.AnswerSize, e.WireSize = 0, http.Header{}, nil, 0, 0
	}
	return e
}

// log completes the call's record and writes it into the log.
func (c *call) log() {
	config := &c.mock.config
	c.entry.Complete(config.Real().Sub(c.began), c.sent, c.sendErr)
	c.session.CompleteRecord(&c.entry)
	if config.Explain != nil {
		config.Explain(c.entry.Explain())
	}
	config.Logger.Info("request", "method", c.request.Method, "path", redact.Target(c.request.URL.Path),
		"status", c.outcome.Status, "bytes", c.sent, "took", c.entry.Took.Round(time.Microsecond), "trace", c.trace.ID, "why", slog.AnyValue(&c.trace))
}
