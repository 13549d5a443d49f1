package mock

import (
	"bytes"
	"context"
	"errors"
	"strings"

	"github.com/ringer-api/ringer/fixtures"
)

// ParseScenario reads a scenario that is given by value, as JSON or YAML: what
// a scenario file holds. Its name is "inline". A mistake is a *Problem that
// names the place.
func ParseScenario(text []byte) (*fixtures.Scenario, error) {
	return parseScenario(context.Background(), text)
}

// readScenario is ParseScenario for what a client sends: one at a time, since
// reading takes many times the memory of the text, and no longer than the client
// waits.
func (m *Mock) readScenario(ctx context.Context, text []byte) (*fixtures.Scenario, error) {
	select {
	case m.reading <- struct{}{}:
		defer func() { <-m.reading }()
		return parseScenario(ctx, text)
	case <-ctx.Done():
		return nil, badInput("scenario", "scenario", "reading it ended with its request", "")
	}
}

func parseScenario(ctx context.Context, text []byte) (*fixtures.Scenario, error) {
	file := "inline.yaml"
	if bytes.HasPrefix(bytes.TrimSpace(text), []byte("{")) {
		file = "inline.json"
	}
	s, err := fixtures.ParseContext(ctx, file, text)
	if err == nil {
		return s, nil
	}
	p := badInput("scenario", "scenario", err.Error(), "")
	var misplaced *fixtures.Error
	if errors.As(err, &misplaced) {
		p.Hint = strings.TrimSpace(misplaced.Hint + "\n" + misplaced.Excerpt)
	}
	return nil, p
}

// SetInlineScenario makes the session behave like a scenario given by value
// from now on. Scripts start at their first answer. What it asks for and the
// mock does not know is a *Problem.
func (s *Session) SetInlineScenario(given *fixtures.Scenario) error {
	ready, err := s.mock.ready(given)
	if err != nil {
		return err
	}
	s.mu.Lock()
	s.inline = ready
	s.calls = map[string]int{}
	s.mu.Unlock()
	s.changed("scenario", given.Name+", given by value")
	return nil
}

// ready makes a scenario given by value ready to answer.
func (m *Mock) ready(given *fixtures.Scenario) (*scenario, error) {
	ready, err := newScenario(given, m.catalogue.Load().set)
	if err != nil {
		return nil, badInput("scenario", "scenario", err.Error(), "")
	}
	return ready, nil
}

// ScenarioInForce is the scenario that the session behaves like, and whether
// it was given by value.
func (s *Session) ScenarioInForce() (inForce *fixtures.Scenario, inline bool, err error) {
	ready, err := s.scenario()
	if err != nil {
		return nil, false, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return ready.Scenario, s.inline != nil, nil
}

// Scenarios are the known scenarios.
func (m *Mock) Scenarios() *fixtures.Set { return m.catalogue.Load().set }
