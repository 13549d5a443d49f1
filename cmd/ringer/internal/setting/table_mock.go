package setting

import (
	"time"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/mock/origin"
)

// Mock is the section mock: the double, and the server around it. What
// is set straight in the double's own configuration is not repeated beside it.
type Mock struct {
	Engine mock.Config

	Fixtures       string
	Style          string
	Auth, TokenEnv string
	AuthStatus     string
	CORS           bool
	Control        bool
	ControlToken   string // the variable's name

	Host                string
	Port                int
	TLS                 TLS
	Drain               time.Duration
	LogLevel, LogFormat string
	Explain             bool
}

func defaultMock() Mock {
	return Mock{
		Engine: mock.Config{
			Scenario: "default", Server: "uvicorn",
			MaxBody: 1 << 20, ReadTimeout: 30 * time.Second, MaxWait: 30 * time.Second, MaxAnswers: 1 << 30, MaxBirths: 10_000,
			MaxSessions: 1_000, SessionIdle: time.Hour,
			JournalEntries: 1_000, JournalBytes: 4 << 20, JournalTotal: 256 << 20,
		},
		Style: "pydantic2", Auth: "off", AuthStatus: "401", CORS: true,
		Control: true,
		Host:    "127.0.0.1", Port: 4010, Drain: 5 * time.Second,
		LogLevel: "info", LogFormat: "text",
	}
}

const million = 1_000_000

// mockSettings are the settings of the section mock.
func mockSettings() []Setting {
	const answers, clock, access = "What it answers", "Time", "Who may ask"
	const listen, bounds, log = "Where it listens", "Bounds", "What it says"
	table := []Setting{
		{Name: "scenario", Group: answers, Arg: "NAME",
			Usage: "the scenario it starts with; see ringer scenarios",
			Bind:  func(c *Values) Value { return text(&c.Mock.Engine.Scenario) },
			Known: ScenarioNames},
		{Name: "fixtures", Group: answers, Arg: "DIR",
			Usage:  "folder with scenarios of your own, which add to ours or\nreplace them",
			Bind:   func(c *Values) Value { return text(&c.Mock.Fixtures) },
			IsPath: true},
		{Name: "seed", Group: answers, Arg: "NUMBER",
			Usage: "decides all chance: the same seed, the same executions",
			Bind:  func(c *Values) Value { return Seed(&c.Mock.Engine.Seed) }},
		{Name: "style", Group: answers, Arg: "WORD",
			Usage: "how validation errors and times are written: pydantic2, or\n" +
				"pydantic1 as before September 2024",
			Bind:  func(c *Values) Value { return word(&c.Mock.Style, "pydantic2", "pydantic1") },
			Known: words("pydantic2", "pydantic1")},
		{Name: "server", Group: answers, Arg: "TEXT", Usage: "the Server header; - leaves it out",
			Bind: func(c *Values) Value { return text(&c.Mock.Engine.Server) }},
		{Name: "gzip", Group: answers,
			Usage: "compress answers for clients that take it, which the real\nservice does not",
			Bind:  func(c *Values) Value { return yesNo(&c.Mock.Engine.Gzip) }},

		{Name: "now", Group: clock, Arg: "TIME",
			Usage: "where the clock stands still, such as 2024-10-01T12:00:00Z;\n" +
				"then every byte is repeatable",
			Bind: func(c *Values) Value { return Instant(&c.Mock.Engine.Now) }},
		{Name: "epoch", Group: clock, Arg: "TIME",
			Usage: "around when the executions lie; replicas that must agree\nneed the same one",
			Bind:  func(c *Values) Value { return Instant(&c.Mock.Engine.Epoch) }},
		{Name: "speed", Group: clock, Arg: "FACTOR",
			Usage: "how much faster the clock runs, such as 60x; 0 is real time,\n" +
				"or standing still with --now",
			Bind: func(c *Values) Value { return Factor(&c.Mock.Engine.Speed, mock.MaxSpeed) }},

		{Name: "auth", Group: access, Arg: "WORD",
			Usage: "credentials to ask for: off, any, or token for exactly one",
			Bind:  func(c *Values) Value { return word(&c.Mock.Auth, "off", "any", "token") },
			Known: words("off", "any", "token")},
		{Name: "token-env", Group: access, Arg: "VARIABLE",
			Usage: "names the variable that holds the token for --auth token",
			Bind:  func(c *Values) Value { return variable(&c.Mock.TokenEnv) }},
		{Name: "auth-status", Group: access, Arg: "STATUS",
			Usage: "how it refuses: 401, or 403 as the framework does by itself",
			Bind:  func(c *Values) Value { return word(&c.Mock.AuthStatus, "401", "403") },
			Known: words("401", "403")},
		{Name: "cors", Group: access,
			Usage: "let pages of other origins call it; --cors=false does not",
			Bind:  func(c *Values) Value { return yesNo(&c.Mock.CORS) }},
		{Name: "cors-origin", Group: access, Arg: "ORIGIN",
			Usage: "an origin whose pages may send cookies and credentials; those\nof this machine may while it listens on loopback",
			Bind: func(c *Values) Value {
				return List{At: &c.Mock.Engine.CORSOrigins, separator: ",", check: origin.Check}
			}},

		{Name: "control", Group: access,
			Usage: "serve the control interface under /_ringer/; --control=false\ndoes not",
			Bind:  func(c *Values) Value { return yesNo(&c.Mock.Control) }},
		{Name: "control-token-env", Group: access, Arg: "VARIABLE",
			Usage: "names the variable that holds the control interface's token",
			Bind:  func(c *Values) Value { return variable(&c.Mock.ControlToken) }},
		{Name: "control-host", Group: access, Arg: "NAME",
			Usage: "another name by which the control interface may be asked",
			Bind: func(c *Values) Value {
				return List{At: &c.Mock.Engine.ControlHosts, separator: ",", plain: withoutBrackets, check: origin.CheckHost}
			}},
		{Name: "control-origin", Group: access, Arg: "ORIGIN",
			Usage: "another origin whose pages may use the control interface",
			Bind: func(c *Values) Value {
				return List{At: &c.Mock.Engine.ControlOrigins, separator: ",", check: origin.Check}
			}},

		{Name: "host", Group: listen, Arg: "HOST",
			Usage: "where to listen; beyond loopback others can reach it",
			Bind:  func(c *Values) Value { return host(&c.Mock.Host) }},
		{Name: "port", Group: listen, Arg: "PORT",
			Usage: "where to listen; 0 picks a free one and prints it",
			Bind:  func(c *Values) Value { return Number(&c.Mock.Port, 0, 65535) }},
		{Name: "drain", Group: listen, Arg: "DURATION",
			Usage: "how long answers under way may take to finish when stopped",
			Bind:  func(c *Values) Value { return duration(&c.Mock.Drain, 0, 10*time.Minute) }},

		{Name: "max-body", Group: bounds, Arg: "SIZE", Usage: "largest request body",
			Bind: func(c *Values) Value { return size(&c.Mock.Engine.MaxBody, 1<<30) }},
		{Name: "read-timeout", Group: bounds, Arg: "DURATION",
			Usage: "how long a request may take to come in whole",
			Bind: func(c *Values) Value {
				return duration(&c.Mock.Engine.ReadTimeout, time.Millisecond, time.Hour)
			}},
		{Name: "max-wait", Group: bounds, Arg: "DURATION",
			Usage: "longest wait that a request may ask for",
			Bind: func(c *Values) Value {
				return duration(&c.Mock.Engine.MaxWait, time.Millisecond, 10*time.Minute)
			}},
		{Name: "max-answers", Group: bounds, Arg: "SIZE",
			Usage: "size of all answers under way together; a large one too many\nis a 503 of the mock's own",
			Bind:  func(c *Values) Value { return size(&c.Mock.Engine.MaxAnswers, 1<<36) }},
		{Name: "max-births", Group: bounds, Arg: "NUMBER",
			Usage: "executions kept of POST requests, up to 256 MiB; the oldest go\nfirst",
			Bind:  func(c *Values) Value { return Number(&c.Mock.Engine.MaxBirths, 1, million) }},
		{Name: "max-sessions", Group: bounds, Arg: "NUMBER",
			Usage: "sessions kept; those only looked at make room, and where none is,\nnew ones are refused",
			Bind:  func(c *Values) Value { return Number(&c.Mock.Engine.MaxSessions, 1, million) }},
		{Name: "session-idle", Group: bounds, Arg: "DURATION",
			Usage: "how long an unused session is kept",
			Bind: func(c *Values) Value {
				return duration(&c.Mock.Engine.SessionIdle, time.Second, 365*24*time.Hour)
			}},
		{Name: "journal", Group: bounds, Arg: "NUMBER",
			Usage: "exchanges that each session's journal keeps",
			Bind: func(c *Values) Value {
				return Number(&c.Mock.Engine.JournalEntries, 1, million)
			}},
		{Name: "journal-size", Group: bounds, Arg: "SIZE", Usage: "size of each session's journal",
			Bind: func(c *Values) Value { return size(&c.Mock.Engine.JournalBytes, 1<<30) }},
		{Name: "journal-total", Group: bounds, Arg: "SIZE",
			Usage: "size of all journals together; the fullest makes room",
			Bind:  func(c *Values) Value { return size(&c.Mock.Engine.JournalTotal, 1<<36) }},

		{Name: "log-level", Group: log, Arg: "LEVEL",
			Usage: "least level that is logged: debug, info, warn or error",
			Bind: func(c *Values) Value {
				return word(&c.Mock.LogLevel, "debug", "info", "warn", "error")
			},
			Known: words("debug", "info", "warn", "error")},
		{Name: "log-format", Group: log, Arg: "FORMAT",
			Usage: "how the log is written: text or json",
			Bind:  func(c *Values) Value { return word(&c.Mock.LogFormat, "text", "json") },
			Known: words("text", "json")},
		{Name: "self-check", Group: log,
			Usage: "hold every answer against the schemas, and log what breaks them\n" +
				"without its scenario saying so",
			Bind: func(c *Values) Value { return yesNo(&c.Mock.Engine.SelfCheck) }},
		{Name: "explain", Group: log,
			Usage: "print a paragraph for each request that says why it was answered\nas it was",
			Bind:  func(c *Values) Value { return yesNo(&c.Mock.Explain) }},
	}
	table = append(table, tlsSettings(listen)...)
	for i := range table {
		table[i].Section = "mock"
	}
	return table
}

func words(all ...string) func(*Values) []string {
	return func(*Values) []string { return all }
}

// ScenarioNames offers the scenarios of the folder that is set.
func ScenarioNames(c *Values) []string {
	set, err := fixtures.Load(c.Mock.Fixtures)
	if err != nil {
		set = fixtures.Embedded()
	}
	names := make([]string, 0, len(set.Names()))
	for _, s := range set.All() {
		names = append(names, s.Name+"\t"+s.Title)
	}
	return names
}
