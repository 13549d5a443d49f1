package contract

import (
	"net/url"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/explore"
	"github.com/ringer-api/ringer/contract/probe"
	"github.com/ringer-api/ringer/contract/report"
	"github.com/ringer-api/ringer/contract/rule"
	"github.com/ringer-api/ringer/contract/wire"
)

// This file gives each part of a run its own settings of a target.

func (t Target) credentials() exchange.Credentials {
	return exchange.Credentials{Token: t.Token, Session: t.Session, Headers: t.Headers}
}

// secrets returns everything that a report must not contain.
func (t Target) secrets() []Secret {
	all := t.credentials().Secrets()
	if u, err := url.Parse(t.Proxy); err == nil && u.User != nil {
		if password, set := u.User.Password(); set {
			all = append(all, Secret{Value: password, Variable: "PROXY_PASSWORD"})
		}
	}
	return all
}

func (t Target) wire() wire.Config {
	return wire.Config{
		URL: t.URL, Credentials: t.credentials(), TLS: t.TLS, Proxy: t.Proxy, HTTP: t.HTTP,
		RequestTimeout: t.RequestTimeout, MaxBody: t.MaxBody, Now: t.Now,
	}
}

func (t Target) probing() probe.Config {
	return probe.Config{
		Jobs: t.jobs, Collections: t.Collections, Seed: t.Seed, Credentials: t.credentials(), Methods: t.methods(),
		Settle: t.Settle, Below: below(t.Description, t.jobs), Steps: steps(t.Description),
	}
}

func (t Target) exploring() explore.Config {
	return explore.Config{
		Description: t.Description, Model: t.api().Jobs, Resources: t.resources, Given: t.Collections,
		Credentials: t.credentials(), Seed: t.Seed,
	}
}

func (t Target) judging() rule.Options {
	return rule.Options{
		Description: t.Description, Resources: t.resources, Words: t.words(), Severities: t.Rules, Strict: t.Strict, Secrets: t.secrets(), More: t.more, Settle: t.Settle,
		Curl: exchange.CurlOptions{Insecure: t.TLS.Insecure, CAFile: t.TLS.CAFile, HTTP2: t.HTTP == "2"},
	}
}

func (t Target) reporting() report.Options {
	o := report.Options{
		Target: t.URL, Collections: t.Collections, Resources: t.resources, Words: t.words(), Docs: t.docs(), Seed: t.Seed, FailOn: t.FailOn, Known: t.Known,
		Require: t.required(), Now: t.Now,
	}
	if t.Description != t.api().Description {
		o.Description = t.Description.File()
	}
	return o
}

// service returns what a hint about a service that could not be reached depends on.
func (t Target) service() rule.Service {
	s := rule.Service{URL: t.URL, Jobs: t.jobs, Proxied: t.Proxy != ""}
	if given := t.credentials().With(""); len(given) > 0 {
		s.Credential = given[0].Name
	}
	return s
}
