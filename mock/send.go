package mock

import (
	"errors"
	"net/http"
	"slices"

	"github.com/ringer-api/ringer/mock/fault"
	"github.com/ringer-api/ringer/mock/journal"
	"github.com/ringer-api/ringer/mock/operation"
	"github.com/ringer-api/ringer/mock/prefer"
	"github.com/ringer-api/ringer/mock/problem"
)

// fail replaces the outcome by the mock's own error, and removes the job that the call
// started.
func (c *call) fail(err error) {
	if c.started != "" {
		if stays := c.session.UndoStart(c.scope, c.started); stays != nil {
			err = stays
		}
	}
	p := problem.Of(err)
	c.trace.Refused = p.Error()
	status, header, body := p.Response()
	c.outcome = outcome{&fault.Response{Status: status, Header: header, Body: body}, byMock}
	c.wire = c.outcome.Response
}

// nameIgnored adds the header with the preferences that were ignored, also for a web page.
func (c *call) nameIgnored(h http.Header) {
	if len(c.trace.Ignored) == 0 {
		return
	}
	h.Set(prefer.IgnoredHeader, prefer.IgnoredField(c.trace.Ignored))
	const exposed = "Access-Control-Expose-Headers" // only here: all other responses stay as they are
	if h.Get(exposed) != "" {
		h[exposed] = append(slices.Clone(h[exposed]), prefer.IgnoredHeader)
	}
}

// ignore adds the query parameters without an effect to what was ignored.
func (c *call) ignore(all []operation.Ignored) {
	for _, i := range all {
		c.trace.Ignored = append(c.trace.Ignored, journal.IgnoredPreference{Name: i.Name, Reason: i.Reason, Parameter: true})
	}
}

// seal adds the headers of every response of the API, and compresses it if the client accepts
// that.
func (c *call) seal(w http.ResponseWriter) {
	h := c.outcome.Header
	for name, values := range w.Header() {
		h[name] = append(h[name], values...)
	}
	h.Set("Date", c.date())
	if c.api.server != "-" {
		h.Set("Server", c.api.server)
	}
	c.trace.Applied = c.prefer.Applied(c.response())
	for _, p := range c.trace.Applied {
		h.Add("Preference-Applied", p)
	}
	c.wire = c.compressed(c.outcome.Response)
}

// send writes the response to the connection.
func (c *call) send(w http.ResponseWriter) {
	c.sent, c.sendErr = fault.Write(c.request.Context(), w, c.request, c.wire, c.mock.config.Sleep)
	if c.outcome.by != byMock && errors.Is(c.sendErr, http.ErrAbortHandler) {
		panic(http.ErrAbortHandler) // the only way to end an HTTP/2 stream, or a wait that was cut short
	}
}
