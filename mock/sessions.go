package mock

import (
	"encoding/json"
	"io"
	"slices"
	"strings"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock/control"
	"github.com/ringer-api/ringer/mock/journal"
	"github.com/ringer-api/ringer/mock/session"
	"github.com/ringer-api/ringer/mock/value"
	"github.com/ringer-api/ringer/mock/world"
	"github.com/ringer-api/ringer/schemas"
)

func (m *Mock) sessionConfig() session.Config {
	c := &m.config
	return session.Config{
		Scenario: c.Scenario, Seed: c.Seed, Now: c.Now, Speed: c.Speed, Epoch: c.Epoch,
		Max: c.MaxSessions, Idle: c.SessionIdle,
		JournalEntries: c.JournalEntries, JournalBytes: c.JournalBytes, JournalTotal: c.JournalTotal,
		APIs: each(m, (*served).forSessions), Budget: m.budget, State: c.State, Events: m.events, Resources: m.together(), Operations: m.operations(),
		Logger: c.Logger, Real: c.Real,
	}
}

func (m *Mock) controlConfig() control.Config {
	c := &m.config
	return control.Config{
		Sessions: m.sessions, APIs: each(m, (*served).forControl), Resources: m.together(), Operations: m.operations(),
		Budget: m.budget, Ready: m.Ready, Broken: m.Broken, Example: m.example,
		Token: c.ControlToken, Hosts: c.ControlHosts, Origins: c.ControlOrigins,
		ReadTimeout: c.ReadTimeout, Real: c.Real,
	}
}

// example is a generated body of a request, if that is JSON.
func (m *Mock) example(api string, o *schemas.Operation) json.RawMessage {
	i := slices.IndexFunc(m.apis, func(s *served) bool { return s.name == api })
	if i < 0 || o.Request == nil {
		return nil
	}
	for _, media := range o.Request.Content {
		if strings.Contains(media.Type, "json") {
			made, _ := m.apis[i].values.Body(media, value.Options{Seed: m.config.Seed, Now: m.config.Real(), Request: true})
			return made
		}
	}
	return nil
}

// each returns something of each API.
func each[T any](m *Mock, of func(*served) T) []T {
	all := make([]T, len(m.apis))
	for i, s := range m.apis {
		all[i] = of(s)
	}
	return all
}

// together are the resources of all APIs.
func (m *Mock) together() *world.Resources {
	return world.Together(each(m, func(s *served) *world.Resources { return s.resources })...)
}

// operations are the ids of the operations of all APIs.
func (m *Mock) operations() []string {
	var ids []string
	for _, s := range m.apis {
		for _, o := range s.api.Description.Operations() {
			if !slices.Contains(ids, o.ID) {
				ids = append(ids, o.ID)
			}
		}
	}
	return ids
}

// Session returns the session of that name and makes it at first use. The empty name is the
// shared session. An invalid name is a *Problem.
func (m *Mock) Session(name string) (*Session, error) { return m.sessions.Session(name) }

// KnownSession returns the session of that name without making one. An unknown name is a
// *Problem that suggests the nearest.
func (m *Mock) KnownSession(name string) (*Session, error) { return m.sessions.Known(name) }

// MakeSession makes a session with a start of its own; an existing session of that name is
// replaced.
func (m *Mock) MakeSession(name string, c SessionConfig) (*Session, error) {
	return m.sessions.Make(name, c)
}

// ResetSession starts a session again under its name; a nil c is the start it last had. An
// unknown name is a *Problem.
func (m *Mock) ResetSession(name string, c *SessionConfig) (*Session, error) {
	return m.sessions.Reset(name, c)
}

// DropSession ends a session and reports whether there was one.
func (m *Mock) DropSession(name string) (bool, error) { return m.sessions.Drop(name) }

// Sessions lists the sessions by name.
func (m *Mock) Sessions() []*Session { return m.sessions.List() }

// Scenarios returns the known scenarios; of several APIs, those of the first.
func (m *Mock) Scenarios() *fixtures.Set { return m.apis[0].library.Current().Set() }

// Find returns the exchanges of all sessions that match the filter, in the order in which their
// requests were received.
func (m *Mock) Find(f Filter) []Entry { return m.sessions.Find(f) }

// Exchange returns the exchange with that trace, the value of a response's Ringer-Trace header,
// and whether a journal still has it.
func (m *Mock) Exchange(trace string) (Entry, bool) { return m.sessions.Exchange(trace) }

// Subscribe begins a subscription to events. Transitions of jobs are published while
// there is a subscriber, in the collections that the session received requests for: when an
// advanced clock passes them, or when a running clock reaches them.
func (m *Mock) Subscribe(f EventFilter) (*Subscription, error) { return m.sessions.Subscribe(f) }

// WriteHAR writes exchanges as an HTTP Archive, version 1.2, which the network
// panel of a browser opens.
func WriteHAR(w io.Writer, entries []Entry) error {
	return journal.WriteHAR(w, journal.Each(entries))
}

// ControlDescription returns the OpenAPI document of the control interface, as it is served at
// /_ringer/openapi.json.
func (m *Mock) ControlDescription() []byte { return m.control.Description() }
