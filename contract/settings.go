package contract

import (
	"net/url"
)

// This file is what a target tells the parts of a run: each is told its own
// settings, and none the whole.

func (t Target) credentials() credentials {
	return credentials{Token: t.Token, Session: t.Session, Headers: t.Headers}
}

// secrets lists everything that a report must not hold.
func (t Target) secrets() []Secret {
	all := t.credentials().secrets()
	if u, err := url.Parse(t.Proxy); err == nil && u.User != nil {
		if password, set := u.User.Password(); set {
			all = append(all, Secret{Value: password, Variable: "PROXY_PASSWORD"})
		}
	}
	return all
}

func (t Target) wire() wireConfig {
	return wireConfig{
		URL: t.URL, Credentials: t.credentials(), TLS: t.TLS, Proxy: t.Proxy, HTTP: t.HTTP,
		RequestTimeout: t.RequestTimeout, MaxBody: t.MaxBody, Now: t.Now,
	}
}

func (t Target) probing() probeConfig {
	return probeConfig{Datasets: t.Datasets, Seed: t.Seed, Credentials: t.credentials()}
}

func (t Target) judging() judgeOptions {
	return judgeOptions{
		Description: t.Description, Severities: t.Rules, Strict: t.Strict, Secrets: t.secrets(), More: t.more,
		Curl: curlOptions{Insecure: t.TLS.Insecure, CAFile: t.TLS.CAFile, HTTP2: t.HTTP == "2"},
	}
}

func (t Target) reporting() reportOptions {
	o := reportOptions{
		Target: t.URL, Datasets: t.Datasets, Seed: t.Seed, FailOn: t.FailOn, Known: t.Known,
		RequireRecords: t.RequireRecords, Now: t.Now,
	}
	if t.Description != description() {
		o.Description = t.Description.File()
	}
	return o
}

// service is what a hint about a service that could not be asked has to know.
func (t Target) service() service {
	s := service{URL: t.URL, Proxied: t.Proxy != ""}
	if given := t.credentials().with(""); len(given) > 0 {
		s.Credential = given[0].Name
	}
	return s
}
