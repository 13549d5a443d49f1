package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/ringer-api/ringer/contract"
)

// contractConfig is the section contract: what is checked, and how. What is
// set straight in the target is not repeated beside it.
type contractConfig struct {
	target contract.Target

	pipeline            string
	datasets            []string
	tokenEnv, cookieEnv string
	headers             []string

	description  string
	overlays     []string
	rules, known []string
	failOn       string

	format  string
	reports []string
	verbose bool
	quiet   bool
	color   string
	save    string
}

func defaultContractConfig() contractConfig {
	return contractConfig{
		target: contract.Target{
			Timeout: contract.DefaultTimeout, RequestTimeout: contract.DefaultRequestTimeout,
			MaxBody: contract.DefaultMaxBody, MaxRequests: contract.DefaultMaxRequests,
			Rate: contract.DefaultRate, Concurrency: contract.DefaultConcurrency,
			Watch: contract.DefaultWatch,
		},
		failOn: "warning", format: "text", color: "auto",
	}
}

// contractSettings are the settings of the section contract.
func contractSettings() []setting {
	const asked, access, wire = "What it asks", "Who asks", "How it connects"
	const bounds, judged, told = "Bounds", "How it judges", "What it says"
	table := []setting{
		{name: "url", arg: "URL", group: asked,
			usage: "the service to check, when it is not named as an argument",
			bind:  func(c *config) value { return text(&c.contract.target.URL) }},
		{name: "pipeline", arg: "ID", group: asked,
			usage: "pipeline of the datasets that do not name their own",
			bind:  func(c *config) value { return text(&c.contract.pipeline) }},
		{name: "dataset", arg: "ID", group: asked,
			usage: "dataset to look at, as ID or PIPELINE/ID; may be given often",
			bind: func(c *config) value {
				return list{at: &c.contract.datasets, separator: ",", check: isDataset}
			}},
		{name: "allow-writes", group: asked, usage: "also start executions, which cost money",
			bind: func(c *config) value { return yesNo(&c.contract.target.AllowWrites) }},
		{name: "watch", arg: "DURATION", group: asked,
			usage: "how long an execution that was started is watched",
			bind: func(c *config) value {
				return duration(&c.contract.target.Watch, time.Second, 24*time.Hour)
			}},
		{name: "seed", arg: "NUMBER", group: asked, usage: "decides what is drawn by chance",
			bind: func(c *config) value { return seed(&c.contract.target.Seed) }},

		{name: "token-env", arg: "VARIABLE", group: access,
			usage: "names the variable that holds the bearer token",
			bind:  func(c *config) value { return variable(&c.contract.tokenEnv) }},
		{name: "cookie-env", arg: "VARIABLE", group: access,
			usage: "names the variable that holds the cookie session",
			bind:  func(c *config) value { return variable(&c.contract.cookieEnv) }},
		{name: "header", arg: "LINE", group: access,
			usage: "header to send, as 'Name: value' or 'Name: $VARIABLE' for a\n" +
				"secret; may be given often",
			bind: func(c *config) value { return list{at: &c.contract.headers, check: isHeader} }},

		{name: "proxy", arg: "URL", group: wire, usage: "HTTP proxy to go through",
			bind: func(c *config) value { return text(&c.contract.target.Proxy) }},
		{name: "http", arg: "VERSION", group: wire, usage: "1.1 or 2; either when it is not given",
			bind:  func(c *config) value { return word(&c.contract.target.HTTP, "1.1", "2") },
			known: words("1.1", "2")},
		{name: "ca-file", arg: "FILE", group: wire,
			usage: "certificates to trust besides the system's, as PEM",
			bind: func(c *config) value {
				return text(&c.contract.target.TLS.CAFile)
			}, isPath: true},
		{name: "cert-file", arg: "FILE", group: wire, usage: "our certificate, as PEM",
			bind: func(c *config) value {
				return text(&c.contract.target.TLS.CertFile)
			}, isPath: true},
		{name: "key-file", arg: "FILE", group: wire, usage: "the key of our certificate, as PEM",
			bind: func(c *config) value {
				return text(&c.contract.target.TLS.KeyFile)
			}, isPath: true},
		{name: "server-name", arg: "NAME", group: wire,
			usage: "name to expect in the service's certificate",
			bind:  func(c *config) value { return text(&c.contract.target.TLS.ServerName) }},
		{name: "insecure", group: wire, usage: "trust any certificate",
			bind: func(c *config) value { return yesNo(&c.contract.target.TLS.Insecure) }},

		{name: "timeout", arg: "DURATION", group: bounds,
			usage: "longest time for the whole run; with --allow-writes the watch is\nadded",
			bind: func(c *config) value {
				return duration(&c.contract.target.Timeout, time.Millisecond, 24*time.Hour)
			}},
		{name: "request-timeout", arg: "DURATION", group: bounds,
			usage: "longest time for one answer",
			bind: func(c *config) value {
				return duration(&c.contract.target.RequestTimeout, time.Millisecond, time.Hour)
			}},
		{name: "max-body", arg: "SIZE", group: bounds, usage: "most of one answer that is read",
			bind: func(c *config) value { return size(&c.contract.target.MaxBody, 1<<30) }},
		{name: "max-requests", arg: "NUMBER", group: bounds, usage: "most requests of a run",
			bind: func(c *config) value {
				return number(&c.contract.target.MaxRequests, 1, million)
			}},
		{name: "rate", arg: "NUMBER", group: bounds, usage: "most requests a second",
			bind: func(c *config) value { return perSecond(&c.contract.target.Rate) }},
		{name: "concurrency", arg: "NUMBER", group: bounds,
			usage: "most requests under way at once",
			bind:  func(c *config) value { return number(&c.contract.target.Concurrency, 1, 256) }},

		{name: "description", arg: "FILE", group: judged,
			usage: "OpenAPI document to judge by instead of ringer's own, for a service\n" +
				"that has moved on; - is standard input",
			bind: func(c *config) value { return text(&c.contract.description) }, isPath: true},
		{name: "overlay", arg: "FILE", group: judged,
			usage: "OpenAPI Overlay document that changes the description before\n" +
				"anything is judged by it; may be given often",
			bind: func(c *config) value { return list{at: &c.contract.overlays} }, isPath: true},
		{name: "rule", arg: "ID=LEVEL", group: judged,
			usage: "weigh a rule otherwise: off, info, warning or error; may be\ngiven often",
			bind: func(c *config) value {
				return list{at: &c.contract.rules, separator: ",", check: isRuleLevel}
			}},
		{name: "fail-on", arg: "LEVEL", group: judged,
			usage: "least finding that breaks the contract: info, warning or error",
			bind: func(c *config) value {
				return word(&c.contract.failOn, "info", "warning", "error")
			},
			known: words("info", "warning", "error")},
		{name: "known", arg: "TEXT", group: judged,
			usage: "failure that is accepted, as 'rule=ID; reason=WHY' and, if\n" +
				"needed, '; match=TEXT; until=DATE'; may be given often",
			bind: func(c *config) value {
				return list{at: &c.contract.known, check: isKnownFailure}
			}},
		{name: "strict", group: judged, usage: "warn of what the description does not know",
			bind: func(c *config) value { return yesNo(&c.contract.target.Strict) }},
		{name: "require-records", group: judged, usage: "a run that saw no execution could not ask",
			bind: func(c *config) value { return yesNo(&c.contract.target.RequireRecords) }},

		{name: "format", arg: "FORMAT", group: told,
			usage: "what is printed: " + oneOf(reportFormats()),
			bind:  func(c *config) value { return word(&c.contract.format, reportFormats()...) },
			known: func(*config) []string { return reportFormats() }},
		{name: "report", arg: "FORMAT=FILE", group: told,
			usage: "also write a report to a file; may be given often",
			bind: func(c *config) value {
				return list{at: &c.contract.reports, separator: ",", check: isReport}
			}},
		{name: "verbose", group: told, usage: "also say which promises were kept",
			bind: func(c *config) value { return yesNo(&c.contract.verbose) }},
		{name: "save", arg: "DIR", group: told,
			usage: "keep the answers of findings as scenarios, for serve --fixtures DIR",
			bind:  func(c *config) value { return text(&c.contract.save) }, isPath: true},
		{name: "quiet", group: told, usage: "do not say how far it has come",
			bind: func(c *config) value { return yesNo(&c.contract.quiet) }},
		{name: "color", arg: "WHEN", group: told,
			usage: "colours in the text: auto for a terminal without NO_COLOR, always\nor never",
			bind: func(c *config) value {
				return word(&c.contract.color, "auto", "always", "never")
			},
			known: words("auto", "always", "never")},
	}
	for i := range table {
		table[i].section = "contract"
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
	_, err := parseKnown(text)
	return err
}

func isReport(text string) error {
	format, file, _ := strings.Cut(text, "=")
	if _, ok := reporters()[format]; !ok || file == "" {
		return fmt.Errorf("want FORMAT=FILE, where the format is %s", oneOf(reportFormats()))
	}
	return nil
}
