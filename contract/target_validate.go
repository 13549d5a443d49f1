package contract

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/rule"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/display"
)

// withDefaults returns the target with defaults instead of zero values.
func (t Target) withDefaults() Target {
	t = t.withTimes()
	t.Watch = cmp.Or(t.Watch, DefaultWatch)
	t.Settle = cmp.Or(t.Settle, DefaultSettle)
	t.Timeout = cmp.Or(t.Timeout, DefaultTimeout)
	t.MaxRequests = cmp.Or(t.MaxRequests, DefaultMaxRequests)
	t.MaxCreated = cmp.Or(t.MaxCreated, DefaultMaxCreated)
	t.Rate = cmp.Or(t.Rate, DefaultRate)
	t.Concurrency = cmp.Or(t.Concurrency, DefaultConcurrency)
	t.FailOn = cmp.Or(t.FailOn, Warning)
	if t.Description != t.api().Description {
		t.documented = t.Description
	}
	t.Description, _ = t.version() // Validate has returned its error
	t.resources, _ = t.about(t.Description)
	t.jobs = t.resources.First()
	t.Collections, t.Datasets = t.collections(t.jobs), nil
	t.based = !t.builtIn() && t.isBased()
	if t.Sleep == nil {
		t.Sleep = sleep
	}
	return t
}

// withTimes is the target with what a single request needs.
func (t Target) withTimes() Target {
	t.RequestTimeout = cmp.Or(t.RequestTimeout, DefaultRequestTimeout)
	t.MaxBody = cmp.Or(t.MaxBody, DefaultMaxBody)
	if t.Now == nil {
		t.Now = time.Now
	}
	return t
}

// isBased reports whether the paths of the description are below that of its server: the address
// has no path, not even a slash.
func (t Target) isBased() bool {
	u, err := url.Parse(t.URL)
	return err == nil && u.Path == "" && u.Host != ""
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// Validate returns the first mistake in the target, as a *UsageError; nil when there is
// none. It sends nothing.
func (t Target) Validate() error {
	return firstMistake(t.validateURL, t.validateAPI, t.validateCollections, t.validateHeaders, t.validateProtocol,
		t.validateBounds, t.validateRules, t.validateKnown, t.validateRequire, t.validateDescription)
}

// validateJudging is Validate for checks that send no request.
func (t Target) validateJudging() error {
	return firstMistake(t.validateAPI, t.validateBounds, t.validateRules, t.validateKnown, t.validateRequire, t.validateDescription)
}

func firstMistake(checks ...func() *UsageError) error {
	for _, check := range checks {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

func (t Target) validateURL() *UsageError {
	const hint = "an address such as http://127.0.0.1:4010 or https://api.example.com/prefix"
	if t.URL == "" {
		return &UsageError{Field: "URL", Problem: "is empty", Hint: hint}
	}
	u, err := url.Parse(t.URL)
	switch {
	case err != nil:
		return &UsageError{Field: "URL", Value: hideUserinfo(t.URL), Problem: "is not a URL", Hint: hint}
	case u.Scheme != "http" && u.Scheme != "https" || u.Host == "":
		return &UsageError{Field: "URL", Value: u.Redacted(), Problem: "is not an http or https URL", Hint: hint}
	case u.User != nil:
		return &UsageError{Field: "URL", Value: "", Problem: "contains a user name or password",
			Hint: "leave it out and set Token, Session or a header instead"}
	case u.RawQuery != "" || u.Fragment != "":
		return &UsageError{Field: "URL", Value: u.Redacted(), Problem: "has a query or a fragment", Hint: hint}
	}
	return nil
}

func hideUserinfo(text string) string {
	if at := strings.LastIndex(text, "@"); at >= 0 {
		return "..." + text[at:]
	}
	return text
}

func (t Target) validateHeaders() *UsageError {
	for i, h := range t.Headers {
		field := fmt.Sprintf("Headers[%d]", i)
		if !exchange.IsToken(h.Name) {
			return &UsageError{Field: field, Value: h.Name, Problem: "is not a header name", Hint: "letters, digits and hyphens"}
		}
		if strings.ContainsAny(h.Value, "\r\n\x00") {
			return &UsageError{Field: field, Value: h.Name, Problem: "has a value of more than one line", Hint: "one line of text"}
		}
		if err := t.validateClientField(i); err != nil {
			return err
		}
	}
	if strings.ContainsAny(t.Token.Value+t.Session.Value, "\r\n\x00") {
		return &UsageError{Field: "Token or Session", Value: "", Problem: "is more than one line",
			Hint: "one line, without a line break at its end"}
	}
	return nil
}

func (t Target) validateProtocol() *UsageError {
	if t.HTTP != "" && t.HTTP != "1.1" && t.HTTP != "2" {
		return &UsageError{Field: "HTTP", Value: t.HTTP, Problem: "is not a supported version", Hint: `"1.1", "2", or empty for either`}
	}
	if t.Proxy != "" {
		u, err := url.Parse(t.Proxy)
		if err != nil || u.Scheme != "http" || u.Host == "" {
			return &UsageError{Field: "Proxy", Value: hideUserinfo(t.Proxy), Problem: "is not an HTTP proxy",
				Hint: "such as http://proxy.example.com:3128"}
		}
	}
	if (t.TLS.CertFile == "") != (t.TLS.KeyFile == "") {
		return &UsageError{Field: "TLS.CertFile", Value: t.TLS.CertFile + t.TLS.KeyFile, Problem: "is half of a client certificate",
			Hint: "set both CertFile and KeyFile (--cert-file, --key-file)"}
	}
	return nil
}

func (t Target) validateBounds() *UsageError {
	for _, b := range []struct {
		field string
		value float64
	}{
		{"Timeout", t.Timeout.Seconds()}, {"RequestTimeout", t.RequestTimeout.Seconds()},
		{"MaxBody", float64(t.MaxBody)}, {"MaxRequests", float64(t.MaxRequests)}, {"Rate", t.Rate},
		{"MaxCreated", float64(t.MaxCreated)}, {"Concurrency", float64(t.Concurrency)}, {"Watch", t.Watch.Seconds()},
		{"Settle", t.Settle.Seconds()},
	} {
		if b.value < 0 {
			return &UsageError{Field: b.field, Value: fmt.Sprint(b.value), Problem: "is negative", Hint: "0 for the default, or more"}
		}
	}
	return nil
}

func (t Target) validateRules() *UsageError {
	if t.FailOn != 0 && (t.FailOn < Info || t.FailOn > Error) {
		return &UsageError{Field: "FailOn", Value: t.FailOn.String(), Problem: "is not a severity to fail on", Hint: "info, warning or error"}
	}
	for _, id := range slices.Sorted(maps.Keys(t.Rules)) {
		if rule.Find(id) == nil {
			return unknownRule("Rules", id)
		}
	}
	return nil
}

func (t Target) validateRequire() *UsageError {
	for i, id := range t.Require {
		field := fmt.Sprintf("Require[%d]", i)
		switch found := rule.Find(id); {
		case id == RequireRecords:
		case found == nil:
			return unknownRule(field, id)
		case t.Rules[id] == Off || found.Severity == Off && t.Rules[id] == Default:
			return &UsageError{Field: field, Value: id, Problem: "is a rule that is off, so it is never examined",
				Hint: "do not require it, or turn it on"}
		}
	}
	return nil
}

// required is what has to be examined, RequireRecords included.
func (t Target) required() []string {
	if t.RequireRecords && !slices.Contains(t.Require, RequireRecords) {
		return append(slices.Clone(t.Require), RequireRecords)
	}
	return t.Require
}

func (t Target) validateKnown() *UsageError {
	for i, k := range t.Known {
		field := fmt.Sprintf("Known[%d]", i)
		if rule.Find(k.Rule) == nil {
			return unknownRule(field+".Rule", k.Rule)
		}
		if strings.TrimSpace(k.Reason) == "" {
			return &UsageError{Field: field + ".Reason", Value: "", Problem: "is empty", Hint: "write why this failure is accepted"}
		}
	}
	return nil
}

func unknownRule(field, id string) *UsageError {
	var ids []string
	for _, r := range rule.Rules(nil) {
		ids = append(ids, r.ID)
	}
	hint := "Rules lists them (ringer rules)"
	if near := schemas.Nearest(id, ids); near != "" {
		hint = "did you mean " + near + "?"
	}
	return &UsageError{Field: field, Value: id, Problem: "is not a rule", Hint: hint}
}

// validateClientField returns what is wrong with a header whose field the check sets
// itself, or that another setting sends; nil when nothing is.
func (t Target) validateClientField(i int) *UsageError {
	h, field := t.Headers[i], fmt.Sprintf("Headers[%d]", i)
	for _, other := range []struct {
		name, setting string
		secret        Secret
	}{{"Authorization", "Token (--token-env)", t.Token}, {"Cookie", "Session (--cookie-env)", t.Session}} {
		if strings.EqualFold(h.Name, other.name) && other.secret.Value != "" {
			return &UsageError{Field: field, Value: h.Name, Problem: "is sent twice, as " + other.setting + " sends it too", Hint: "name one of them"}
		}
	}
	own, ours := exchange.ClientFieldOf(h.Name)
	if !ours {
		return nil
	}
	for _, before := range t.Headers[:i] {
		if strings.EqualFold(before.Name, h.Name) {
			return &UsageError{Field: field, Value: h.Name, Problem: "is given twice, but can be sent only once", Hint: "name it once"}
		}
	}
	switch {
	case !own.Replaces:
		return &UsageError{Field: field, Value: h.Name, Problem: "is set by the check itself", Hint: own.Hint}
	case own.Valid != nil && !own.Valid(h.Value):
		return &UsageError{Field: field, Value: h.Name, Problem: fmt.Sprintf("cannot be %q", display.Excerpt(h.Value, 80)), Hint: own.Hint}
	}
	return nil
}
