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
		{name: "scenario", group: answers, arg: "NAME", usage: "the scenario it starts with; see ringer scenarios",
			bind:  func(c *config) value { return text(&c.mock.scenario) },
			known: scenarioNames},
		{name: "fixtures", group: answers, arg: "DIR", usage: "folder with scenarios of your own, which add to ours or\nreplace them",
			bind:   func(c *config) value { return text(&c.mock.fixtures) },
			isPath: true},
		{name: "seed", group: answers, arg: "NUMBER", usage: "decides all chance: the same seed, the same executions",
			bind: func(c *config) value { return seed(&c.mock.seed) }},
		{name: "style", group: answers, arg: "WORD", usage: "how validation errors and times are written: pydantic2, or\npydantic1 as before September 2024",
			bind:  func(c *config) value { return word(&c.mock.style, "pydantic2", "pydantic1") },
			known: words("pydantic2", "pydantic1")},
		{name: "server", group: answers, arg: "TEXT", usage: "the Server header; - leaves it out",
			bind: func(c *config) value { return text(&c.mock.server) }},

		{name: "now", group: clock, arg: "TIME", usage: "where the clock stands still, such as 2024-10-01T12:00:00Z;\nthen every byte is repeatable",
			bind: func(c *config) value { return instant(&c.mock.now) }},
		{name: "epoch", group: clock, arg: "TIME", usage: "around when the executions lie; replicas that must agree\nneed the same one",
			bind: func(c *config) value { return instant(&c.mock.epoch) }},
		{name: "speed", group: clock, arg: "FACTOR", usage: "how much faster the clock runs, such as 60x; 0 is real time,\nor standing still with --now",
			bind: func(c *config) value { return factor(&c.mock.speed, million) }},

		{name: "auth", group: access, arg: "WORD", usage: "credentials to ask for: off, any, or token for exactly one",
			bind:  func(c *config) value { return word(&c.mock.auth, "off", "any", "token") },
			known: words("off", "any", "token")},
		{name: "token-env", group: access, arg: "VARIABLE", usage: "names the variable that holds the token for --auth token",
			bind: func(c *config) value { return variable(&c.mock.tokenEnv) }},
		{name: "auth-status", group: access, arg: "STATUS", usage: "how it refuses: 401, or 403 as the framework does by itself",
			bind:  func(c *config) value { return word(&c.mock.authStatus, "401", "403") },
			known: words("401", "403")},
		{name: "cors", group: access, usage: "let pages of other origins call it; --cors=false does not",
			bind: func(c *config) value { return yesNo(&c.mock.cors) }},

		{name: "host", group: listen, arg: "HOST", usage: "where to listen; beyond loopback others can reach it",
			bind: func(c *config) value { return text(&c.mock.host) }},
		{name: "port", group: listen, arg: "PORT", usage: "where to listen; 0 picks a free one and prints it",
			bind: func(c *config) value { return number(&c.mock.port, 0, 65535) }},
		{name: "drain", group: listen, arg: "DURATION", usage: "how long answers under way may take to finish when stopped",
			bind: func(c *config) value { return duration(&c.mock.drain, 0, 10*time.Minute) }},
		{name: "control-token-env", group: listen, arg: "VARIABLE", usage: "names the variable that holds the control interface's token",
			bind: func(c *config) value { return variable(&c.mock.controlEnv) }},

		{name: "max-body", group: bounds, arg: "SIZE", usage: "largest request body",
			bind: func(c *config) value { return size(&c.mock.maxBody, 1<<30) }},
		{name: "max-wait", group: bounds, arg: "DURATION", usage: "longest wait that a request may ask for",
			bind: func(c *config) value { return duration(&c.mock.maxWait, time.Millisecond, 10*time.Minute) }},
		{name: "max-births", group: bounds, arg: "NUMBER", usage: "executions kept of POST requests; the oldest go first",
			bind: func(c *config) value { return number(&c.mock.maxBirths, 1, million) }},
		{name: "max-sessions", group: bounds, arg: "NUMBER", usage: "sessions kept; the longest unused go first",
			bind: func(c *config) value { return number(&c.mock.maxSessions, 1, million) }},
		{name: "session-idle", group: bounds, arg: "DURATION", usage: "how long an unused session is kept",
			bind: func(c *config) value { return duration(&c.mock.sessionIdle, time.Second, 365*24*time.Hour) }},
		{name: "journal", group: bounds, arg: "NUMBER", usage: "exchanges that each session's journal keeps",
			bind: func(c *config) value { return number(&c.mock.journal, 1, million) }},
		{name: "journal-size", group: bounds, arg: "SIZE", usage: "size of each session's journal",
			bind: func(c *config) value { return size(&c.mock.journalSize, 1<<30) }},

		{name: "log-level", group: log, arg: "LEVEL", usage: "least level that is logged: debug, info, warn or error",
			bind:  func(c *config) value { return word(&c.mock.logLevel, "debug", "info", "warn", "error") },
			known: words("debug", "info", "warn", "error")},
		{name: "log-format", group: log, arg: "FORMAT", usage: "how the log is written: text or json",
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
