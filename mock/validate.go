package mock

import (
	"slices"

	"github.com/ringer-api/ringer/schemas"
)

// Limits on what Broken returns.
const (
	maxBroken     = 100
	maxViolations = 100 // of one response
)

// Broken lists the responses that broke the contract although their scenario does not declare
// it: the first hundred, and the first hundred violations of each. It is empty without
// Config.SelfCheck.
func (m *Mock) Broken() []Broken {
	m.mu.Lock()
	defer m.mu.Unlock()
	return append([]Broken(nil), m.broken...)
}

// validate validates the response against the schemas, with Config.SelfCheck.
func (c *call) validate() {
	m := c.mock
	onPurpose := c.outcome.by != byFramework && (c.plan.breaks || c.plan.scenario.BreaksContract)
	if !m.config.SelfCheck || c.operation == nil || onPurpose {
		return
	}
	documented, ok := c.operation.Responses[c.outcome.Status]
	if !ok || documented.Schema == nil || !schemas.IsJSON(documented.ContentType) && len(documented.Content) > 0 {
		return // only JSON can be compared with a schema
	}
	if kind := c.outcome.Header.Get("Content-Type"); kind != "" && !schemas.IsJSON(kind) {
		return // the request chose another type
	}
	const parsed = 8 // bytes per byte of the body, for the parsed value
	size := parsed * int64(len(c.outcome.Body))
	if err := c.room.Take(size, "the response under self-check"); err != nil {
		m.config.Logger.Warn("a response was not checked", "trace", c.trace.ID, "why", err)
		return
	}
	defer c.room.Give(size)
	violations := documented.Schema.Validate(c.outcome.Body)
	if len(violations) == 0 {
		return
	}
	violations = slices.Clone(violations[:min(len(violations), maxViolations)])
	for _, v := range violations {
		c.trace.Broken = append(c.trace.Broken, v.String())
	}
	m.config.Logger.Error("the response breaks the contract, and its scenario does not declare it",
		"trace", c.trace.ID, "scenario", c.trace.Scenario, "violation", violations[0].String())
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.broken) < maxBroken {
		m.broken = append(m.broken, Broken{Trace: c.trace, Violations: violations})
	}
}
