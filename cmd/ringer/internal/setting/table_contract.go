package setting

import (
	"fmt"
	"strings"
	"time"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/contract"
)

// Contract is the section contract: what is checked, and how. What is
// set straight in the target is not repeated beside it.
type Contract struct {
	Target contract.Target

	Pipeline            string
	Datasets            []string
	TokenEnv, CookieEnv string
	Headers             []string

	Description  string
	Overlays     []string
	Rules, Known []string
	FailOn       string

	Format  string
	Reports []string
	Verbose bool
	Quiet   bool
	Color   string
	Save    string
}

func defaultContract() Contract {
	return Contract{
		Target: contract.Target{
			Timeout: contract.DefaultTimeout, RequestTimeout: contract.DefaultRequestTimeout,
			MaxBody: contract.DefaultMaxBody, MaxRequests: contract.DefaultMaxRequests,
			Rate: contract.DefaultRate, Concurrency: contract.DefaultConcurrency,
			Watch: contract.DefaultWatch,
		},
		FailOn: "warning", Format: "text", Color: "auto",
	}
}

// contractSettings are the settings of the section contract.
func contractSettings() []Setting {
	const asked, access, wire = "What it asks", "Who asks", "How it connects"
	const bounds, judged, told = "Bounds", "How it judges", "What it says"
	table := []Setting{
		{Name: "url", Arg: "URL", Group: asked,
			Usage: "the service to check, when it is not named as an argument",
			Bind:  func(c *Values) Value { return text(&c.Contract.Target.URL) }},
		{Name: "pipeline", Arg: "ID", Group: asked,
			Usage: "pipeline of the datasets that do not name their own",
			Bind:  func(c *Values) Value { return text(&c.Contract.Pipeline) }},
		{Name: "dataset", Arg: "ID", Group: asked,
			Usage: "dataset to look at, as ID or PIPELINE/ID; may be given often",
			Bind: func(c *Values) Value {
				return List{At: &c.Contract.Datasets, separator: ",", check: isDataset}
			}},
		{Name: "allow-writes", Group: asked, Usage: "also start executions, which cost money",
			Bind: func(c *Values) Value { return yesNo(&c.Contract.Target.AllowWrites) }},
		{Name: "watch", Arg: "DURATION", Group: asked,
			Usage: "how long an execution that was started is watched",
			Bind: func(c *Values) Value {
				return duration(&c.Contract.Target.Watch, time.Second, 24*time.Hour)
			}},
		{Name: "seed", Arg: "NUMBER", Group: asked, Usage: "decides what is drawn by chance",
			Bind: func(c *Values) Value { return Seed(&c.Contract.Target.Seed) }},

		{Name: "token-env", Arg: "VARIABLE", Group: access,
			Usage: "names the variable that holds the bearer token",
			Bind:  func(c *Values) Value { return variable(&c.Contract.TokenEnv) }},
		{Name: "cookie-env", Arg: "VARIABLE", Group: access,
			Usage: "names the variable that holds the cookie session",
			Bind:  func(c *Values) Value { return variable(&c.Contract.CookieEnv) }},
		{Name: "header", Arg: "LINE", Group: access,
			Usage: "header to send, as 'Name: value' or 'Name: $VARIABLE' for a\n" +
				"secret; may be given often; Host, Accept, Accept-Encoding,\n" +
				"Content-Type and User-Agent replace ringer's own",
			Bind: func(c *Values) Value { return List{At: &c.Contract.Headers, check: isHeader} }},

		{Name: "proxy", Arg: "URL", Group: wire, Usage: "HTTP proxy to go through",
			Bind: func(c *Values) Value { return text(&c.Contract.Target.Proxy) }},
		{Name: "http", Arg: "VERSION", Group: wire, Usage: "1.1 or 2; either when it is not given",
			Bind:  func(c *Values) Value { return word(&c.Contract.Target.HTTP, "1.1", "2") },
			Known: words("1.1", "2")},
		{Name: "ca-file", Arg: "FILE", Group: wire,
			Usage: "certificates to trust besides the system's, as PEM",
			Bind: func(c *Values) Value {
				return text(&c.Contract.Target.TLS.CAFile)
			}, IsPath: true},
		{Name: "cert-file", Arg: "FILE", Group: wire, Usage: "our certificate, as PEM",
			Bind: func(c *Values) Value {
				return text(&c.Contract.Target.TLS.CertFile)
			}, IsPath: true},
		{Name: "key-file", Arg: "FILE", Group: wire, Usage: "the key of our certificate, as PEM",
			Bind: func(c *Values) Value {
				return text(&c.Contract.Target.TLS.KeyFile)
			}, IsPath: true},
		{Name: "server-name", Arg: "NAME", Group: wire,
			Usage: "name to expect in the service's certificate",
			Bind:  func(c *Values) Value { return text(&c.Contract.Target.TLS.ServerName) }},
		{Name: "insecure", Group: wire, Usage: "trust any certificate",
			Bind: func(c *Values) Value { return yesNo(&c.Contract.Target.TLS.Insecure) }},

		{Name: "timeout", Arg: "DURATION", Group: bounds,
			Usage: "longest time for the whole run; with --allow-writes the watch is\nadded",
			Bind: func(c *Values) Value {
				return duration(&c.Contract.Target.Timeout, time.Millisecond, 24*time.Hour)
			}},
		{Name: "request-timeout", Arg: "DURATION", Group: bounds,
			Usage: "longest time for one answer",
			Bind: func(c *Values) Value {
				return duration(&c.Contract.Target.RequestTimeout, time.Millisecond, time.Hour)
			}},
		{Name: "max-body", Arg: "SIZE", Group: bounds, Usage: "most of one answer that is read",
			Bind: func(c *Values) Value { return size(&c.Contract.Target.MaxBody, 1<<30) }},
		{Name: "max-requests", Arg: "NUMBER", Group: bounds, Usage: "most requests of a run",
			Bind: func(c *Values) Value {
				return Number(&c.Contract.Target.MaxRequests, 1, million)
			}},
		{Name: "rate", Arg: "NUMBER", Group: bounds, Usage: "most requests a second",
			Bind: func(c *Values) Value { return perSecond(&c.Contract.Target.Rate) }},
		{Name: "concurrency", Arg: "NUMBER", Group: bounds,
			Usage: "most requests under way at once",
			Bind:  func(c *Values) Value { return Number(&c.Contract.Target.Concurrency, 1, 256) }},

		{Name: "description", Arg: "FILE", Group: judged,
			Usage: "OpenAPI document to judge by instead of ringer's own, for a service\n" +
				"that has moved on; - is standard input",
			Bind: func(c *Values) Value { return text(&c.Contract.Description) }, IsPath: true},
		{Name: "overlay", Arg: "FILE", Group: judged,
			Usage: "OpenAPI Overlay document that changes the description before\n" +
				"anything is judged by it; may be given often",
			Bind: func(c *Values) Value { return List{At: &c.Contract.Overlays} }, IsPath: true},
		{Name: "rule", Arg: "ID=LEVEL", Group: judged,
			Usage: "weigh a rule otherwise: off, info, warning or error; may be\ngiven often",
			Bind: func(c *Values) Value {
				return List{At: &c.Contract.Rules, separator: ",", check: isRuleLevel}
			}},
		{Name: "fail-on", Arg: "LEVEL", Group: judged,
			Usage: "least finding that breaks the contract: info, warning or error",
			Bind: func(c *Values) Value {
				return word(&c.Contract.FailOn, "info", "warning", "error")
			},
			Known: words("info", "warning", "error")},
		{Name: "known", Arg: "TEXT", Group: judged,
			Usage: "failure that is accepted, as 'rule=ID; reason=WHY' and, if\n" +
				"needed, '; match=TEXT; until=DATE'; may be given often",
			Bind: func(c *Values) Value {
				return List{At: &c.Contract.Known, check: isKnownFailure}
			}},
		{Name: "strict", Group: judged, Usage: "warn of what the description does not know",
			Bind: func(c *Values) Value { return yesNo(&c.Contract.Target.Strict) }},
		{Name: "require-records", Group: judged, Usage: "a run that saw no execution could not ask",
			Bind: func(c *Values) Value { return yesNo(&c.Contract.Target.RequireRecords) }},

		{Name: "format", Arg: "FORMAT", Group: told,
			Usage: "what is printed: " + output.OneOf(reportFormats()),
			Bind:  func(c *Values) Value { return word(&c.Contract.Format, reportFormats()...) },
			Known: func(*Values) []string { return reportFormats() }},
		{Name: "report", Arg: "FORMAT=FILE", Group: told,
			Usage: "also write a report to a file; may be given often",
			Bind: func(c *Values) Value {
				return List{At: &c.Contract.Reports, separator: ",", check: isReport}
			}},
		{Name: "verbose", Group: told, Usage: "also say which promises were kept",
			Bind: func(c *Values) Value { return yesNo(&c.Contract.Verbose) }},
		{Name: "save", Arg: "DIR", Group: told,
			Usage: "keep the answers of findings as scenarios, for serve --fixtures DIR",
			Bind:  func(c *Values) Value { return text(&c.Contract.Save) }, IsPath: true},
		{Name: "quiet", Group: told, Usage: "do not say how far it has come",
			Bind: func(c *Values) Value { return yesNo(&c.Contract.Quiet) }},
		{Name: "color", Arg: "WHEN", Group: told,
			Usage: "colours in the text: auto for a terminal without NO_COLOR, always\nor never",
			Bind: func(c *Values) Value {
				return word(&c.Contract.Color, "auto", "always", "never")
			},
			Known: words("auto", "always", "never")},
	}
	for i := range table {
		table[i].Section = "contract"
	}
	return table
}

func isDataset(text string) error {
	if text == "" || strings.Count(text, "/") > 1 {
		return fmt.Errorf("want the id of a dataset, or PIPELINE/ID")
	}
	return nil
}

func isHeader(text string) error {
	if name, _, ok := strings.Cut(text, ":"); !ok || strings.TrimSpace(name) == "" {
		return fmt.Errorf("want a header as 'Name: value'")
	}
	return nil
}

func isRuleLevel(text string) error {
	id, level, ok := strings.Cut(text, "=")
	if _, err := contract.ParseSeverity(level); !ok || id == "" || err != nil {
		return fmt.Errorf("want RULE=LEVEL, where the level is off, info, warning or error")
	}
	return nil
}

func isKnownFailure(text string) error {
	_, err := ParseKnown(text)
	return err
}

func isReport(text string) error {
	format, file, _ := strings.Cut(text, "=")
	if _, ok := Reporters()[format]; !ok || file == "" {
		return fmt.Errorf("want FORMAT=FILE, where the format is %s", output.OneOf(reportFormats()))
	}
	return nil
}
