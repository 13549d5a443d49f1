package setting

import (
	"time"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/mock/origin"
)

// Mock is the section serve: the mock and its server. Settings that are stored in
// Engine directly have no field here.
type Mock struct {
	Engine mock.Config

	API            string
	Overlays       []string
	APIs           []string // of several
	Prefixes       []string // NAME=/path
	HostNames      []string // NAME=HOST
	Several        []OneAPI // those of APIs, with their overlays
	Fixtures       string
	Style          string
	Auth, TokenEnv string
	AuthStatus     string
	CORS           bool
	Control        bool
	Console        bool
	ControlToken   string // the variable's name

	Host                string
	Port                int
	TLS                 TLS
	Drain               time.Duration
	ReadyFile           string
	ExitWithParent      bool
	LogLevel, LogFormat string
	Explain             bool
}

func defaultMock() Mock {
	return Mock{
		Engine: mock.Config{
			Scenario: "default",
			MaxBody:  1 << 20, ReadTimeout: 30 * time.Second, MaxWait: 30 * time.Second, MaxResponses: 1 << 30, MaxBirths: 10_000,
			MaxSessions: 1_000, SessionIdle: time.Hour,
			JournalEntries: 1_000, JournalBytes: 4 << 20, JournalTotal: 256 << 20,
		},
		API: fixtures.BuiltIn, Style: AutoStyle, Auth: "off", AuthStatus: "401", CORS: true,
		Control: true, Console: true,
		Host: "127.0.0.1", Port: 4010, Drain: 5 * time.Second,
		LogLevel: "info", LogFormat: "text",
	}
}

const million = 1_000_000

// mockSettings are the settings of the section serve.
func mockSettings() []Setting {
	const imitated, answers, clock, access = "API", "Responses", "Time", "Authentication and access"
	const listen, bounds, log = "Listening", "Limits", "Output"
	table := []Setting{
		{Name: "api", Group: imitated, Arg: "API",
			Usage: "the API: an OpenAPI document, the folder of an API, or\n" + fixtures.BuiltIn + ", the built-in one",
			Bind: func(c *Values) Value {
				return someText(&c.Mock.API, "an OpenAPI document, the folder of an API, or "+fixtures.BuiltIn)
			},
			IsPath: true, Except: fixtures.BuiltIn},
		{Name: "overlay", Group: imitated, Arg: "FILE",
			Usage:  "OpenAPI Overlay document that changes the API, or its job\nmodel; repeatable",
			Bind:   func(c *Values) Value { return List{At: &c.Mock.Overlays} },
			IsPath: true},
		{Name: "apis", Group: imitated, Arg: "API",
			Usage: "one of several APIs, each with paths of its own, or\nNAME=API; repeatable, the same as several arguments",
			Bind: func(c *Values) Value {
				return List{At: &c.Mock.APIs, check: notEmpty("an API, as api has it, or NAME=API")}
			},
			IsPath: true, Except: fixtures.BuiltIn},
		{Name: "prefix", Group: imitated, Arg: "NAME=/PATH",
			Usage: "prefix of the paths of one of several APIs, instead of those\nof the servers in its document; repeatable",
			Bind:  func(c *Values) Value { return List{At: &c.Mock.Prefixes, check: named("/path", "shop=/shop")} }},
		{Name: "host-name", Group: imitated, Arg: "NAME=HOST",
			Usage: "host name under which one of several APIs is served, as if\nalone; repeatable",
			Bind: func(c *Values) Value {
				return List{At: &c.Mock.HostNames, check: named("host name", "shop=api.example.test")}
			}},
		{Name: "scenario", Group: answers, Arg: "NAME",
			Usage: "initial scenario; ringer scenarios lists them",
			Bind:  func(c *Values) Value { return text(&c.Mock.Engine.Scenario) },
			Known: scenarioNames},
		{Name: "fixtures", Group: answers, Arg: "DIR",
			Usage:  "folder with your own scenarios; they are added to the built-in\nones, and replace those of the same name",
			Bind:   func(c *Values) Value { return text(&c.Mock.Fixtures) },
			IsPath: true},
		{Name: "seed", Group: answers, Arg: "NUMBER",
			Usage: "seed of all random choices: the same seed gives the same\njobs",
			Bind:  func(c *Values) Value { return Seed(&c.Mock.Engine.Seed) }},
		{Name: "style", Group: answers, Arg: "WORD",
			Usage: "how requests are refused: told by the API and its document\n" +
				"(auto), by FastAPI with pydantic2 or pydantic1, or as the\n" +
				"document describes its errors (plain)",
			Bind:  func(c *Values) Value { return word(&c.Mock.Style, styles...) },
			Known: words(styles...)},
		{Name: "server", Group: answers, Arg: "TEXT", Usage: "value of the header Server; - omits the header; the default\nis that of the API: uvicorn for the built-in one, else none",
			Bind: func(c *Values) Value { return text(&c.Mock.Engine.Server) }},
		{Name: "strict-parents", Group: answers,
			Usage: "answer 404 where the path of a nested resource names a parent\nthat does not exist",
			Bind:  func(c *Values) Value { return yesNo(&c.Mock.Engine.StrictParents) }},
		{Name: "gzip", Group: answers,
			Usage: "compress responses for clients that accept gzip; the real\nservice does not",
			Bind:  func(c *Values) Value { return yesNo(&c.Mock.Engine.Gzip) }},

		{Name: "now", Group: clock, Arg: "TIME",
			Usage: "stop the clock at this time, such as 2024-10-01T12:00:00Z;\n" +
				"then responses are repeatable byte for byte",
			Bind: func(c *Values) Value { return Instant(&c.Mock.Engine.Now) }},
		{Name: "epoch", Group: clock, Arg: "TIME",
			Usage: "time around which jobs are generated; give replicas the same\ntime if they must return the same jobs",
			Bind:  func(c *Values) Value { return Instant(&c.Mock.Engine.Epoch) }},
		{Name: "speed", Group: clock, Arg: "FACTOR",
			Usage: "speed of the clock, such as 60x; 0 means real time, or with\n" +
				"--now a stopped clock",
			Bind: func(c *Values) Value { return Factor(&c.Mock.Engine.Speed, mock.MaxSpeed) }},

		{Name: "auth", Group: access, Arg: "WORD",
			Usage: "required credentials: off, any, or token (that of --token-env)",
			Bind:  func(c *Values) Value { return word(&c.Mock.Auth, "off", "any", "token") },
			Known: words("off", "any", "token")},
		{Name: "token-env", Group: access, Arg: "VARIABLE",
			Usage: "name of the variable with the token for --auth token",
			Bind:  func(c *Values) Value { return variable(&c.Mock.TokenEnv) }},
		{Name: "auth-status", Group: access, Arg: "STATUS",
			Usage: "status code without valid credentials: 401, or 403,\nFastAPI's default",
			Bind:  func(c *Values) Value { return word(&c.Mock.AuthStatus, "401", "403") },
			Known: words("401", "403")},
		{Name: "cors", Group: access,
			Usage: "send CORS headers, so that pages of other origins can use the\nmock; --cors=false switches them off",
			Bind:  func(c *Values) Value { return yesNo(&c.Mock.CORS) }},
		{Name: "cors-origin", Group: access, Arg: "ORIGIN",
			Usage: "origin whose pages may send credentials; while the\nmock listens on loopback, those of this machine may too; repeatable",
			Bind: func(c *Values) Value {
				return List{At: &c.Mock.Engine.CORSOrigins, separator: ",", check: origin.Check}
			}},

		{Name: "control", Group: access,
			Usage: "serve the control interface under /_ringer/; --control=false\nswitches it off",
			Bind:  func(c *Values) Value { return yesNo(&c.Mock.Control) }},
		{Name: "console", Group: access,
			Usage: "serve the console, a page for browsers, at /_ringer/;\n--console=false switches it off",
			Bind:  func(c *Values) Value { return yesNo(&c.Mock.Console) }},
		{Name: "control-token-env", Group: access, Arg: "VARIABLE",
			Usage: "name of the variable with the control interface's token",
			Bind:  func(c *Values) Value { return variable(&c.Mock.ControlToken) }},
		{Name: "control-host", Group: access, Arg: "NAME",
			Usage: "additional host name accepted by the control interface",
			Bind: func(c *Values) Value {
				return List{At: &c.Mock.Engine.ControlHosts, separator: ",", plain: withoutBrackets, check: origin.CheckHost}
			}},
		{Name: "control-origin", Group: access, Arg: "ORIGIN",
			Usage: "additional origin whose pages may use the control interface",
			Bind: func(c *Values) Value {
				return List{At: &c.Mock.Engine.ControlOrigins, separator: ",", check: origin.Check}
			}},

		{Name: "host", Group: listen, Arg: "HOST",
			Usage: "address to listen on; if it is not a loopback address, other\nmachines can reach the mock",
			Bind:  func(c *Values) Value { return host(&c.Mock.Host) }},
		{Name: "port", Group: listen, Arg: "PORT",
			Usage: "port to listen on; 0 picks a free one and prints it",
			Bind:  func(c *Values) Value { return Number(&c.Mock.Port, 0, 65535) }},
		{Name: "drain", Group: listen, Arg: "DURATION",
			Usage: "time limit for responses in progress when the mock stops",
			Bind:  func(c *Values) Value { return duration(&c.Mock.Drain, 0, 10*time.Minute) }},
		{Name: "ready-file", Group: listen, Arg: "FILE",
			Usage:  "write the mock's address to this file, as JSON, once it\nlistens; for programs that start it",
			Bind:   func(c *Values) Value { return text(&c.Mock.ReadyFile) },
			IsPath: true},
		{Name: "exit-with-parent", Group: listen,
			Usage: "stop when the program that started the mock has ended, or\nhas closed the pipe that is the mock's stdin",
			Bind:  func(c *Values) Value { return yesNo(&c.Mock.ExitWithParent) }},

		{Name: "max-body", Group: bounds, Arg: "SIZE", Usage: "size limit of a request body",
			Bind: func(c *Values) Value { return size(&c.Mock.Engine.MaxBody, 1<<30) }},
		{Name: "read-timeout", Group: bounds, Arg: "DURATION",
			Usage: "time limit for receiving a request",
			Bind: func(c *Values) Value {
				return duration(&c.Mock.Engine.ReadTimeout, time.Millisecond, time.Hour)
			}},
		{Name: "max-wait", Group: bounds, Arg: "DURATION",
			Usage: "longest wait= that a request may set",
			Bind: func(c *Values) Value {
				return duration(&c.Mock.Engine.MaxWait, time.Millisecond, 10*time.Minute)
			}},
		{Name: "max-answers", Group: bounds, Arg: "SIZE",
			Usage: "size limit of all responses in progress together; above it,\nlarge ones get the mock's own 503",
			Bind:  func(c *Values) Value { return size(&c.Mock.Engine.MaxResponses, 1<<36) }},
		{Name: "max-births", Group: bounds, Arg: "NUMBER",
			Usage: "number of jobs kept from POST requests, 256 MiB at most;\nthe oldest are dropped first",
			Bind:  func(c *Values) Value { return Number(&c.Mock.Engine.MaxBirths, 1, million) }},
		{Name: "max-sessions", Group: bounds, Arg: "NUMBER",
			Usage: "maximum number of sessions; above it, sessions that were only read\nare dropped; if there are none, new sessions are rejected",
			Bind:  func(c *Values) Value { return Number(&c.Mock.Engine.MaxSessions, 1, million) }},
		{Name: "session-idle", Group: bounds, Arg: "DURATION",
			Usage: "how long an unused session is kept",
			Bind: func(c *Values) Value {
				return duration(&c.Mock.Engine.SessionIdle, time.Second, 365*24*time.Hour)
			}},
		{Name: "journal", Group: bounds, Arg: "NUMBER",
			Usage: "number of exchanges in each session's journal",
			Bind: func(c *Values) Value {
				return Number(&c.Mock.Engine.JournalEntries, 1, million)
			}},
		{Name: "journal-size", Group: bounds, Arg: "SIZE", Usage: "size limit of each session's journal",
			Bind: func(c *Values) Value { return size(&c.Mock.Engine.JournalBytes, 1<<30) }},
		{Name: "journal-total", Group: bounds, Arg: "SIZE",
			Usage: "size limit of all journals together; above it, entries of the\nlargest journal are dropped",
			Bind:  func(c *Values) Value { return size(&c.Mock.Engine.JournalTotal, 1<<36) }},

		{Name: "log-level", Group: log, Arg: "LEVEL",
			Usage: "lowest level to log: debug, info, warn or error",
			Bind: func(c *Values) Value {
				return word(&c.Mock.LogLevel, "debug", "info", "warn", "error")
			},
			Known: words("debug", "info", "warn", "error")},
		{Name: "log-format", Group: log, Arg: "FORMAT",
			Usage: "format of the log: text or json; with json the address on\nstdout and errors at start are JSON, too",
			Bind:  func(c *Values) Value { return word(&c.Mock.LogFormat, "text", "json") },
			Known: words("text", "json")},
		{Name: "self-check", Group: log,
			Usage: "validate every response against the schemas, and log violations\n" +
				"that the scenario does not declare",
			Bind: func(c *Values) Value { return yesNo(&c.Mock.Engine.SelfCheck) }},
		{Name: "explain", Group: log,
			Usage: "print the reason for each response",
			Bind:  func(c *Values) Value { return yesNo(&c.Mock.Explain) }},
	}
	table = append(table, tlsSettings(listen)...)
	for i := range table {
		table[i].Section = "mock"
	}
	return table
}

// AutoStyle is the style that the API and its document tell.
const AutoStyle = "auto"

var styles = []string{AutoStyle, fixtures.Pydantic2, fixtures.Pydantic1, fixtures.PlainFramework}

func words(all ...string) func(*Values) []string {
	return func(*Values) []string { return all }
}
