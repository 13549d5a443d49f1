package main

import (
	"time"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock"
)

// mockConfig is the section mock: the double, and the server around it. What
// is set straight in the double's own configuration is not repeated beside it.
type mockConfig struct {
	engine mock.Config

	fixtures       string
	style          string
	auth, tokenEnv string
	authStatus     string
	cors           bool
	control        bool
	controlToken   string // the variable's name

	host                string
	port                int
	tls                 tlsConfig
	drain               time.Duration
	logLevel, logFormat string
	explain             bool
}

func defaultMockConfig() mockConfig {
	return mockConfig{
		engine: mock.Config{
			Scenario: "default", Server: "uvicorn",
			MaxBody: 1 << 20, MaxWait: 30 * time.Second, MaxAnswers: 1 << 30, MaxBirths: 10_000,
			MaxSessions: 1_000, SessionIdle: time.Hour,
			JournalEntries: 1_000, JournalBytes: 4 << 20, JournalTotal: 256 << 20,
		},
		style: "pydantic2", auth: "off", authStatus: "401", cors: true,
		control: true,
		host:    "127.0.0.1", port: 4010, drain: 5 * time.Second,
		logLevel: "info", logFormat: "text",
	}
}

const million = 1_000_000

// mockSettings are the settings of the section mock.
func mockSettings() []setting {
	const answers, clock, access = "What it answers", "Time", "Who may ask"
	const listen, bounds, log = "Where it listens", "Bounds", "What it says"
	table := []setting{
		{name: "scenario", group: answers, arg: "NAME",
			usage: "the scenario it starts with; see ringer scenarios",
			bind:  func(c *config) value { return text(&c.mock.engine.Scenario) },
			known: scenarioNames},
		{name: "fixtures", group: answers, arg: "DIR",
			usage:  "folder with scenarios of your own, which add to ours or\nreplace them",
			bind:   func(c *config) value { return text(&c.mock.fixtures) },
			isPath: true},
		{name: "seed", group: answers, arg: "NUMBER",
			usage: "decides all chance: the same seed, the same executions",
			bind:  func(c *config) value { return seed(&c.mock.engine.Seed) }},
		{name: "style", group: answers, arg: "WORD",
			usage: "how validation errors and times are written: pydantic2, or\n" +
				"pydantic1 as before September 2024",
			bind:  func(c *config) value { return word(&c.mock.style, "pydantic2", "pydantic1") },
			known: words("pydantic2", "pydantic1")},
		{name: "server", group: answers, arg: "TEXT", usage: "the Server header; - leaves it out",
			bind: func(c *config) value { return text(&c.mock.engine.Server) }},
		{name: "gzip", group: answers,
			usage: "compress answers for clients that take it, which the real\nservice does not",
			bind:  func(c *config) value { return yesNo(&c.mock.engine.Gzip) }},

		{name: "now", group: clock, arg: "TIME",
			usage: "where the clock stands still, such as 2024-10-01T12:00:00Z;\n" +
				"then every byte is repeatable",
			bind: func(c *config) value { return instant(&c.mock.engine.Now) }},
		{name: "epoch", group: clock, arg: "TIME",
			usage: "around when the executions lie; replicas that must agree\nneed the same one",
			bind:  func(c *config) value { return instant(&c.mock.engine.Epoch) }},
		{name: "speed", group: clock, arg: "FACTOR",
			usage: "how much faster the clock runs, such as 60x; 0 is real time,\n" +
				"or standing still with --now",
			bind: func(c *config) value { return factor(&c.mock.engine.Speed, mock.MaxSpeed) }},

		{name: "auth", group: access, arg: "WORD",
			usage: "credentials to ask for: off, any, or token for exactly one",
			bind:  func(c *config) value { return word(&c.mock.auth, "off", "any", "token") },
			known: words("off", "any", "token")},
		{name: "token-env", group: access, arg: "VARIABLE",
			usage: "names the variable that holds the token for --auth token",
			bind:  func(c *config) value { return variable(&c.mock.tokenEnv) }},
		{name: "auth-status", group: access, arg: "STATUS",
			usage: "how it refuses: 401, or 403 as the framework does by itself",
			bind:  func(c *config) value { return word(&c.mock.authStatus, "401", "403") },
			known: words("401", "403")},
		{name: "cors", group: access,
			usage: "let pages of other origins call it; --cors=false does not",
			bind:  func(c *config) value { return yesNo(&c.mock.cors) }},

		{name: "control", group: access,
			usage: "serve the control interface under /_ringer/; --control=false\ndoes not",
			bind:  func(c *config) value { return yesNo(&c.mock.control) }},
		{name: "control-token-env", group: access, arg: "VARIABLE",
			usage: "names the variable that holds the control interface's token",
			bind:  func(c *config) value { return variable(&c.mock.controlToken) }},
		{name: "control-host", group: access, arg: "NAME",
			usage: "another name by which the control interface may be asked",
			bind: func(c *config) value {
				return list{at: &c.mock.engine.ControlHosts, separator: ",", plain: withoutBrackets, check: isHostName}
			}},
		{name: "control-origin", group: access, arg: "ORIGIN",
			usage: "another origin whose pages may use the control interface",
			bind: func(c *config) value {
				return list{at: &c.mock.engine.ControlOrigins, separator: ",", check: isOrigin}
			}},

		{name: "host", group: listen, arg: "HOST",
			usage: "where to listen; beyond loopback others can reach it",
			bind:  func(c *config) value { return host(&c.mock.host) }},
		{name: "port", group: listen, arg: "PORT",
			usage: "where to listen; 0 picks a free one and prints it",
			bind:  func(c *config) value { return number(&c.mock.port, 0, 65535) }},
		{name: "drain", group: listen, arg: "DURATION",
			usage: "how long answers under way may take to finish when stopped",
			bind:  func(c *config) value { return duration(&c.mock.drain, 0, 10*time.Minute) }},

		{name: "max-body", group: bounds, arg: "SIZE", usage: "largest request body",
			bind: func(c *config) value { return size(&c.mock.engine.MaxBody, 1<<30) }},
		{name: "max-wait", group: bounds, arg: "DURATION",
			usage: "longest wait that a request may ask for",
			bind: func(c *config) value {
				return duration(&c.mock.engine.MaxWait, time.Millisecond, 10*time.Minute)
			}},
		{name: "max-answers", group: bounds, arg: "SIZE",
			usage: "size of all answers under way together; a large one too many\nis a 503 of the mock's own",
			bind:  func(c *config) value { return size(&c.mock.engine.MaxAnswers, 1<<36) }},
		{name: "max-births", group: bounds, arg: "NUMBER",
			usage: "executions kept of POST requests, up to 256 MiB; the oldest go\nfirst",
			bind:  func(c *config) value { return number(&c.mock.engine.MaxBirths, 1, million) }},
		{name: "max-sessions", group: bounds, arg: "NUMBER",
			usage: "sessions kept; the longest unused go first",
			bind:  func(c *config) value { return number(&c.mock.engine.MaxSessions, 1, million) }},
		{name: "session-idle", group: bounds, arg: "DURATION",
			usage: "how long an unused session is kept",
			bind: func(c *config) value {
				return duration(&c.mock.engine.SessionIdle, time.Second, 365*24*time.Hour)
			}},
		{name: "journal", group: bounds, arg: "NUMBER",
			usage: "exchanges that each session's journal keeps",
			bind: func(c *config) value {
				return number(&c.mock.engine.JournalEntries, 1, million)
			}},
		{name: "journal-size", group: bounds, arg: "SIZE", usage: "size of each session's journal",
			bind: func(c *config) value { return size(&c.mock.engine.JournalBytes, 1<<30) }},
		{name: "journal-total", group: bounds, arg: "SIZE",
			usage: "size of all journals together; the fullest makes room",
			bind:  func(c *config) value { return size(&c.mock.engine.JournalTotal, 1<<36) }},

		{name: "log-level", group: log, arg: "LEVEL",
			usage: "least level that is logged: debug, info, warn or error",
			bind: func(c *config) value {
				return word(&c.mock.logLevel, "debug", "info", "warn", "error")
			},
			known: words("debug", "info", "warn", "error")},
		{name: "log-format", group: log, arg: "FORMAT",
			usage: "how the log is written: text or json",
			bind:  func(c *config) value { return word(&c.mock.logFormat, "text", "json") },
			known: words("text", "json")},
		{name: "self-check", group: log,
			usage: "hold every answer against the schemas, and log what breaks them\n" +
				"without its scenario saying so",
			bind: func(c *config) value { return yesNo(&c.mock.engine.SelfCheck) }},
		{name: "explain", group: log,
			usage: "print a paragraph for each request that says why it was answered\nas it was",
			bind:  func(c *config) value { return yesNo(&c.mock.explain) }},
	}
	table = append(table, tlsSettings(listen)...)
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
