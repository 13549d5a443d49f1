package main

import (
	"time"

	"github.com/ringer-api/ringer/fixtures"
)

// mockConfig is the section mock: the double, and the server around it.
type mockConfig struct {
	scenario, fixtures string
	seed               uint64
	style              string
	server             string

	now, epoch time.Time
	speed      float64

	auth       string
	tokenEnv   string
	authStatus string
	cors       bool

	host        string
	port        int
	drain       time.Duration
	controlEnv  string
	selfCheck   bool
	maxBody     int64
	maxWait     time.Duration
	maxBirths   int
	maxSessions int
	sessionIdle time.Duration
	journal     int
	journalSize int64

	logLevel, logFormat string
}

func defaultMockConfig() mockConfig {
	return mockConfig{
		scenario: "default", style: "pydantic2", server: "uvicorn",
		auth: "off", authStatus: "401", cors: true,
		host: "127.0.0.1", port: 4010, drain: 5 * time.Second,
		maxBody: 1 << 20, maxWait: 30 * time.Second, maxBirths: 10_000,
		maxSessions: 1_000, sessionIdle: time.Hour, journal: 1_000, journalSize: 4 << 20,
		logLevel: "info", logFormat: "text",
	}
}

const million = 1_000_000

// mockSettings are the settings of the section mock.
func mockSettings() []setting {
	const answers, clock, access = "What it answers", "Time", "Who may ask"
	const listen, bounds, log = "Where it listens", "Bounds", "What it says"
	table := []setting{
		{name: "scenario", group: answers, usage: "`NAME` of the scenario it starts with; see ringer scenarios",
			bind:  func(c *config) value { return text(&c.mock.scenario) },
			known: scenarioNames},
		{name: "fixtures", group: answers, usage: "`DIR` with scenarios of your own, which add to ours or replace them",
			bind:   func(c *config) value { return text(&c.mock.fixtures) },
			isPath: true},
		{name: "seed", group: answers, usage: "`NUMBER` that decides all chance: the same one, the same executions",
			bind: func(c *config) value { return seed(&c.mock.seed) }},
		{name: "style", group: answers, usage: "`WORD` for the generation of validation errors and times:\npydantic2, or pydantic1 as before September 2024",
			bind:  func(c *config) value { return word(&c.mock.style, "pydantic2", "pydantic1") },
			known: words("pydantic2", "pydantic1")},
		{name: "server", group: answers, usage: "`TEXT` of the Server header; - leaves it out",
			bind: func(c *config) value { return text(&c.mock.server) }},

		{name: "now", group: clock, usage: "`TIME` at which the clock stands still, such as\n2024-10-01T12:00:00Z; then every byte is repeatable",
			bind: func(c *config) value { return instant(&c.mock.now) }},
		{name: "epoch", group: clock, usage: "`TIME` around which the executions are laid out; give one to\nreplicas that must agree (the start)",
			bind: func(c *config) value { return instant(&c.mock.epoch) }},
		{name: "speed", group: clock, usage: "`FACTOR` by which the clock runs faster, such as 60x; 0 is real\ntime, or standing still with --now",
			bind: func(c *config) value { return factor(&c.mock.speed, million) }},

		{name: "auth", group: access, usage: "`WORD` for the credentials to ask for: off, any, or exactly the token",
			bind:  func(c *config) value { return word(&c.mock.auth, "off", "any", "token") },
			known: words("off", "any", "token")},
		{name: "token-env", group: access, usage: "`VARIABLE` that holds the token for --auth token",
			bind: func(c *config) value { return variable(&c.mock.tokenEnv) }},
		{name: "auth-status", group: access, usage: "`STATUS` of a refusal: 401, or 403 as the framework's own scheme",
			bind:  func(c *config) value { return word(&c.mock.authStatus, "401", "403") },
			known: words("401", "403")},
		{name: "cors", group: access, usage: "let pages of other origins call it; --cors=false does not",
			bind: func(c *config) value { return yesNo(&c.mock.cors) }},

		{name: "host", group: listen, usage: "`HOST` to listen on; anything but loopback is reachable by others",
			bind: func(c *config) value { return text(&c.mock.host) }},
		{name: "port", group: listen, usage: "`PORT` to listen on; 0 picks a free one and prints it",
			bind: func(c *config) value { return number(&c.mock.port, 0, 65535) }},
		{name: "drain", group: listen, usage: "`DURATION` to let answers under way finish when stopped",
			bind: func(c *config) value { return duration(&c.mock.drain, 0, 10*time.Minute) }},
		{name: "control-token-env", group: listen, usage: "`VARIABLE` that holds the token of the control interface",
			bind: func(c *config) value { return variable(&c.mock.controlEnv) }},

		{name: "max-body", group: bounds, usage: "`SIZE` of the largest request body",
			bind: func(c *config) value { return size(&c.mock.maxBody, 1<<30) }},
		{name: "max-wait", group: bounds, usage: "`DURATION` a request may ask to wait",
			bind: func(c *config) value { return duration(&c.mock.maxWait, time.Millisecond, 10*time.Minute) }},
		{name: "max-births", group: bounds, usage: "`NUMBER` of executions kept of POST requests, the oldest out first",
			bind: func(c *config) value { return number(&c.mock.maxBirths, 1, million) }},
		{name: "max-sessions", group: bounds, usage: "`NUMBER` of sessions, the longest unused out first",
			bind: func(c *config) value { return number(&c.mock.maxSessions, 1, million) }},
		{name: "session-idle", group: bounds, usage: "`DURATION` an unused session is kept",
			bind: func(c *config) value { return duration(&c.mock.sessionIdle, time.Second, 365*24*time.Hour) }},
		{name: "journal", group: bounds, usage: "`NUMBER` of exchanges each session's journal keeps",
			bind: func(c *config) value { return number(&c.mock.journal, 1, million) }},
		{name: "journal-size", group: bounds, usage: "`SIZE` of each session's journal",
			bind: func(c *config) value { return size(&c.mock.journalSize, 1<<30) }},

		{name: "log-level", group: log, usage: "`LEVEL` from which on it logs: debug, info, warn or error",
			bind:  func(c *config) value { return word(&c.mock.logLevel, "debug", "info", "warn", "error") },
			known: words("debug", "info", "warn", "error")},
		{name: "log-format", group: log, usage: "`FORMAT` of the log: text or json",
			bind:  func(c *config) value { return word(&c.mock.logFormat, "text", "json") },
			known: words("text", "json")},
		{name: "self-check", group: log, usage: "hold every answer against the schemas, and log what breaks them\nwithout its scenario saying so",
			bind: func(c *config) value { return yesNo(&c.mock.selfCheck) }},
	}
	for i := range table {
		table[i].section = "mock"
	}
	return table
}

func words(all ...string) func(*config) []string {
	return func(*config) []string { return all }
}

// scenarioNames offers the scenarios of the folder that is set.
func scenarioNames(c *config) []string {
	set, err := fixtures.Load(c.mock.fixtures)
	if err != nil {
		set = fixtures.Embedded()
	}
	names := make([]string, 0, len(set.Names()))
	for _, s := range set.All() {
		names = append(names, s.Name+"\t"+s.Title)
	}
	return names
}
