package mock

// FixturesTrouble is why the scenario files as they are now could not be taken
// in force; nil when they are. See ReportFixtures.
func (m *Mock) FixturesTrouble() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.trouble
}

// ReportFixtures tells the mock that its scenario files changed and could not
// be read, so that /readyz and the control interface say so. The next
// SetFixtures that works takes it back.
func (m *Mock) ReportFixtures(trouble error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.trouble = trouble
}
