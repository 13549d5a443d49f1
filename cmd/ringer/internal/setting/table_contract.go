package setting

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/contract"
	"github.com/ringer-api/ringer/schemas"
)

// Contract is the section check: what is checked, and how. Settings that are
// stored in Target directly have no field here.
type Contract struct {
	Target contract.Target

	Pipeline            string
	Datasets            []string
	TokenEnv, CookieEnv string
	Headers             []string
	Params, Bodies      []string

	Description  string
	Overlays     []string
	Rules, Known []string
	FailOn       string
	Baseline     string

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
			MaxCreated: contract.DefaultMaxCreated,
			Rate:       contract.DefaultRate, Concurrency: contract.DefaultConcurrency,
			Watch: contract.DefaultWatch, Settle: contract.DefaultSettle,
		},
		FailOn: "warning", Format: "text", Color: "auto",
	}
}

// contractSettings are the settings of the section check.
func contractSettings() []Setting {
	const asked, access, wire = "What to check", "Authentication", "Connection"
	const bounds, judged, told = "Limits", "Rules", "Output"
	table := []Setting{
		{Name: "url", Arg: "URL", Group: asked,
			Usage: "URL of the service, instead of the argument",
			Bind:  func(c *Values) Value { return text(&c.Contract.Target.URL) }, NoVariable: true},
		{Name: "pipeline", Arg: "ID", Group: asked,
			Usage: "pipeline of datasets given without one",
			Bind:  func(c *Values) Value { return text(&c.Contract.Pipeline) }},
		{Name: "dataset", Arg: "ID", Group: asked,
			Usage: "dataset to check, as ID or PIPELINE/ID; repeatable",
			Bind: func(c *Values) Value {
				return List{At: &c.Contract.Datasets, separator: ",", check: isDataset}
			}},
		{Name: "param", Arg: "NAME=VALUE", Group: asked,
			Usage: "value of a parameter of the API, such as an id that no list\nshows; repeatable",
			Bind:  func(c *Values) Value { return List{At: &c.Contract.Params, check: isNameValue} }},
		{Name: "body", Arg: "NAME=FILE", Group: asked,
			Usage: "body of the request that creates, by the operation's id or the\nname of the job; repeatable",
			Bind:  func(c *Values) Value { return List{At: &c.Contract.Bodies, separator: ",", check: isNameValue} }},
		{Name: "allow-writes", Group: asked, Usage: "also start jobs (executions), which may cost money",
			Bind: func(c *Values) Value { return yesNo(&c.Contract.Target.AllowWrites) }},
		{Name: "watch", Arg: "DURATION", Group: asked,
			Usage: "how long to poll an execution that was started",
			Bind: func(c *Values) Value {
				return duration(&c.Contract.Target.Watch, time.Second, 24*time.Hour)
			}},
		{Name: "settle", Arg: "DURATION", Group: asked,
			Usage: "how late something may appear: until then it is requested\n" +
				"again, and only what is still missing is a finding",
			Bind: func(c *Values) Value {
				return duration(&c.Contract.Target.Settle, time.Millisecond, time.Hour)
			}},
		{Name: "seed", Arg: "NUMBER", Group: asked, Usage: "seed of all random choices",
			Bind: func(c *Values) Value { return Seed(&c.Contract.Target.Seed) }},

		{Name: "token-env", Arg: "VARIABLE", Group: access,
			Usage: "name of the variable with the bearer token",
			Bind:  func(c *Values) Value { return variable(&c.Contract.TokenEnv) }},
		{Name: "cookie-env", Arg: "VARIABLE", Group: access,
			Usage: "name of the variable with the session cookie",
			Bind:  func(c *Values) Value { return variable(&c.Contract.CookieEnv) }},
		{Name: "header", Arg: "LINE", Group: access,
			Usage: "header to send, as 'Name: value' or 'Name: $VARIABLE' for a\n" +
				"secret; repeatable; Host, Accept, Accept-Encoding,\n" +
				"Content-Type and User-Agent replace ringer's own",
			Bind: func(c *Values) Value { return List{At: &c.Contract.Headers, check: isHeader} }},

		{Name: "proxy", Arg: "URL", Group: wire, Usage: "HTTP proxy to use",
			Bind: func(c *Values) Value { return text(&c.Contract.Target.Proxy) }},
		{Name: "http", Arg: "VERSION", Group: wire, Usage: "HTTP version: 1.1 or 2; the default is either",
			Bind:  func(c *Values) Value { return word(&c.Contract.Target.HTTP, "1.1", "2") },
			Known: words("1.1", "2")},
		{Name: "ca-file", Arg: "FILE", Group: wire,
			Usage: "CA certificates to trust besides the system's, as PEM",
			Bind: func(c *Values) Value {
				return text(&c.Contract.Target.TLS.CAFile)
			}, IsPath: true},
		{Name: "cert-file", Arg: "FILE", Group: wire, Usage: "client certificate, as PEM",
			Bind: func(c *Values) Value {
				return text(&c.Contract.Target.TLS.CertFile)
			}, IsPath: true},
		{Name: "key-file", Arg: "FILE", Group: wire, Usage: "private key of the client certificate, as PEM",
			Bind: func(c *Values) Value {
				return text(&c.Contract.Target.TLS.KeyFile)
			}, IsPath: true},
		{Name: "server-name", Arg: "NAME", Group: wire,
			Usage: "host name to expect in the service's certificate",
			Bind:  func(c *Values) Value { return text(&c.Contract.Target.TLS.ServerName) }},
		{Name: "insecure", Group: wire, Usage: "do not verify the service's certificate",
			Bind: func(c *Values) Value { return yesNo(&c.Contract.Target.TLS.Insecure) }},

		{Name: "timeout", Arg: "DURATION", Group: bounds,
			Usage: "time limit of the whole run; with --allow-writes, --watch is\nadded",
			Bind: func(c *Values) Value {
				return duration(&c.Contract.Target.Timeout, time.Millisecond, 24*time.Hour)
			}},
		{Name: "request-timeout", Arg: "DURATION", Group: bounds,
			Usage: "time limit of one request",
			Bind: func(c *Values) Value {
				return duration(&c.Contract.Target.RequestTimeout, time.Millisecond, time.Hour)
			}},
		{Name: "max-body", Arg: "SIZE", Group: bounds, Usage: "size limit of one response body",
			Bind: func(c *Values) Value { return size(&c.Contract.Target.MaxBody, 1<<30) }},
		{Name: "max-requests", Arg: "NUMBER", Group: bounds, Usage: "maximum number of requests in a run",
			Bind: func(c *Values) Value {
				return Number(&c.Contract.Target.MaxRequests, 1, million)
			}},
		{Name: "max-created", Arg: "NUMBER", Group: bounds,
			Usage: "maximum number of executions that --allow-writes creates, with\nthose that the service should have refused",
			Bind: func(c *Values) Value {
				return Number(&c.Contract.Target.MaxCreated, 1, 100)
			}},
		{Name: "rate", Arg: "NUMBER", Group: bounds, Usage: "maximum number of requests per second",
			Bind: func(c *Values) Value { return perSecond(&c.Contract.Target.Rate) }},
		{Name: "concurrency", Arg: "NUMBER", Group: bounds,
			Usage: "maximum number of concurrent requests",
			Bind:  func(c *Values) Value { return Number(&c.Contract.Target.Concurrency, 1, 256) }},

		{Name: "description", Arg: "FILE", Group: judged,
			Usage: "OpenAPI document to check against instead of ringer's own, for a\n" +
				"newer version of the service; - is standard input",
			Bind: func(c *Values) Value { return text(&c.Contract.Description) }, IsPath: true},
		{Name: "overlay", Arg: "FILE", Group: judged,
			Usage: "OpenAPI Overlay document to apply to the description;\nrepeatable",
			Bind:  func(c *Values) Value { return List{At: &c.Contract.Overlays} }, IsPath: true},
		{Name: "rule", Arg: "ID=LEVEL", Group: judged,
			Usage: "change a rule's severity: off, info, warning or error;\nrepeatable",
			Bind: func(c *Values) Value {
				return List{At: &c.Contract.Rules, separator: ",", check: isRuleLevel}
			}},
		{Name: "fail-on", Arg: "LEVEL", Group: judged,
			Usage: "lowest severity that fails the run: info, warning or error",
			Bind: func(c *Values) Value {
				return word(&c.Contract.FailOn, "info", "warning", "error")
			},
			Known: words("info", "warning", "error")},
		{Name: "known", Arg: "TEXT", Group: judged,
			Usage: "known failure to accept, as 'rule=ID; reason=WHY' and\n" +
				"optionally '; match=TEXT; until=DATE'; repeatable; a value\n" +
				"that contains '; word=' needs double quotes;\n" +
				"in a file a list of mappings: [{rule: ID, reason: WHY}]",
			Bind: func(c *Values) Value {
				return List{At: &c.Contract.Known, check: isKnownFailure, inFile: knownInFile}
			}},
		{Name: "strict", Group: judged, Usage: "warn of fields and values that are not in the description",
			Bind: func(c *Values) Value { return yesNo(&c.Contract.Target.Strict) }},
		{Name: "require", Arg: "RULE", Group: judged,
			Usage: "fail (exit 3) if this rule was not examined; with 'records',\n" +
				"if no execution was seen; repeatable",
			Bind: func(c *Values) Value {
				return List{At: &c.Contract.Target.Require, separator: ",", check: isRequirement}
			},
			Known: func(*Values) []string { return requirements() }},
		{Name: "require-records", Group: judged, Usage: "the same as --require records",
			Bind: func(c *Values) Value { return yesNo(&c.Contract.Target.RequireRecords) }},
		{Name: "baseline", Arg: "FILE", Group: judged,
			Usage: "file of known failures that ringer writes with\n--update-baseline",
			Bind:  func(c *Values) Value { return text(&c.Contract.Baseline) }, IsPath: true},

		{Name: "format", Arg: "FORMAT", Group: told,
			Usage: "output format: " + output.OneOf(reportFormats()),
			Bind:  func(c *Values) Value { return word(&c.Contract.Format, reportFormats()...) },
			Known: func(*Values) []string { return reportFormats() }},
		{Name: "report", Arg: "FORMAT=FILE", Group: told,
			Usage: "also write a report to a file; repeatable",
			Bind: func(c *Values) Value {
				return List{At: &c.Contract.Reports, separator: ",", check: isReport}
			}},
		{Name: "verbose", Group: told, Usage: "also print why each rule matters and where it comes\nfrom, every rule, and the coverage",
			Bind: func(c *Values) Value { return yesNo(&c.Contract.Verbose) }},
		{Name: "save", Arg: "DIR", Group: told,
			Usage: "save the responses of findings as scenarios, for serve --fixtures DIR",
			Bind:  func(c *Values) Value { return text(&c.Contract.Save) }, IsPath: true},
		{Name: "quiet", Group: told, Usage: "do not show progress",
			Bind: func(c *Values) Value { return yesNo(&c.Contract.Quiet) }},
		{Name: "color", Arg: "WHEN", Group: told,
			Usage: "colour the text: auto (on a terminal without NO_COLOR), always\nor never",
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

func isNameValue(text string) error {
	if name, value, ok := strings.Cut(text, "="); !ok || name == "" || value == "" {
		return fmt.Errorf("want a name and a value, as NAME=VALUE")
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

// requirements are what --require takes.
func requirements() []string {
	all := []string{contract.RequireRecords}
	for _, r := range contract.Rules() {
		all = append(all, r.ID)
	}
	return all
}

func isRequirement(text string) error {
	if slices.Contains(requirements(), text) {
		return nil
	}
	hint := "ringer rules lists the rules"
	if near := schemas.Nearest(text, requirements()); near != "" {
		hint = "did you mean " + near + "?"
	}
	return output.Usage("want the id of a rule, or records", hint)
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
