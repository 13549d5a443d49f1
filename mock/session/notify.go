package session

import (
	"github.com/ringer-api/ringer/mock/event"
	"github.com/ringer-api/ringer/mock/journal"
	"github.com/ringer-api/ringer/schemas/display"
)

// maxListed limits a text in an event, in bytes.
const maxListed = 2_000

// publishChange publishes an event about a request that got its response.
func (s *Session) publishChange(e *journal.Entry) {
	s.publish(event.Event{Kind: event.KindRequest, Session: s.name, At: e.At, Request: &event.Requested{
		Trace: e.Trace.ID, API: e.Trace.API, Method: shorten(e.Method), URL: shorten(e.URL),
		Operation: e.Trace.Operation, Status: e.Status, Why: shorten(e.Trace.String())}})
}

// Changed publishes an event about a change of the session. The transitions of its
// jobs may differ from now on.
func (s *Session) Changed(what, detail string) {
	s.holds.Store(true)
	s.publish(s.change(what, detail))
	s.refreshSeen()
}

func (s *Session) change(what, detail string) event.Event {
	return event.Event{Kind: event.KindChange, Session: s.name, At: s.clock.Now(), Change: &event.Change{What: what, Detail: shorten(detail)}}
}

func shorten(text string) string { return display.Clip(text, maxListed, "...") }

// publish publishes an event about the session, unless the session has ended.
func (s *Session) publish(e event.Event) {
	s.life.RLock()
	defer s.life.RUnlock()
	if !s.life.over {
		s.all.config.Events.Publish(e)
	}
}

// Changed publishes an event about a change of the mock as a whole.
func (all *Sessions) Changed(what, detail string) {
	all.config.Events.Publish(event.Event{Kind: event.KindChange, At: all.config.Real().UTC(),
		Change: &event.Change{What: what, Detail: shorten(detail)}})
	for _, s := range all.List() {
		s.refreshSeen()
	}
}
