package main

import (
	"cmp"
	"context"
	"regexp"
	"strings"

	"github.com/ringer-api/ringer/cmd/ringer/internal/description"
	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/contract"
	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/schemas"
)

// target is the service to check, from the settings, with the secrets in the
// variables that they name.
func (a *app) target(ctx context.Context, c setting.Contract, api string) (contract.Target, error) {
	t := c.Target
	if mock, _ := a.environ.Get(setting.URLVariable); t.URL == "" && mock != "" {
		return t, output.Usage("url is empty: which service is to be checked?",
			"RINGER_URL is the address of a mock, and no setting of check; ringer check $RINGER_URL checks the mock")
	}
	var err error
	if t.Token, err = a.environ.Secret("token-env", c.TokenEnv); err != nil {
		return t, err
	}
	if t.Session, err = a.environ.Secret("cookie-env", c.CookieEnv); err != nil {
		return t, err
	}
	if t.Headers, err = a.headers(c.Headers); err != nil {
		return t, err
	}
	if t.Datasets, err = setting.Datasets(c.Pipeline, c.Datasets); err != nil {
		return t, err
	}
	return t, a.judgeOptions(ctx, c, api, &t)
}

// judgeOptions sets how responses are checked; it needs no service.
func (a *app) judgeOptions(ctx context.Context, c setting.Contract, api string, t *contract.Target) (err error) {
	if api == fixtures.BuiltIn {
		if t.Description, err = a.newerDescription(c.Description, c.Overlays); err != nil {
			return err
		}
	}
	if err := a.chooseAPI(ctx, c, api, t); err != nil {
		return err
	}
	t.Rules = map[string]contract.Severity{}
	for _, text := range c.Rules {
		id, level, _ := strings.Cut(text, "=")
		if t.Rules[id], err = contract.ParseSeverity(level); err != nil {
			return err
		}
	}
	for _, text := range c.Known {
		known, err := setting.ParseKnown(text)
		if err != nil {
			return err
		}
		t.Known = append(t.Known, known)
	}
	t.FailOn, err = contract.ParseSeverity(c.FailOn)
	return err
}

// headerVariable matches a header value that is one variable. variableAtEnd matches a
// variable at the end of a longer value, as in "Bearer $TOKEN", which is not replaced.
var (
	headerVariable = regexp.MustCompile(`^\$([A-Za-z_][A-Za-z0-9_]*)$`)
	variableAtEnd  = regexp.MustCompile(`\$([A-Za-z_][A-Za-z0-9_]*)$`)
)

func (a *app) headers(lines []string) ([]contract.Header, error) {
	var headers []contract.Header
	for _, line := range lines {
		name, value, _ := strings.Cut(line, ":")
		h := contract.Header{Name: strings.TrimSpace(name), Value: strings.TrimSpace(value)}
		if m := headerVariable.FindStringSubmatch(h.Value); m != nil {
			secret, err := a.environ.Secret("header "+h.Name, m[1])
			if err != nil {
				return nil, err
			}
			h.Value, h.Variable = secret.Value, secret.Variable
		} else if m := variableAtEnd.FindStringSubmatch(h.Value); m != nil {
			return nil, output.Usage("header "+h.Name+": "+m[0]+" is not replaced: a variable must be the whole value",
				"put the whole value in the variable; to send a bearer token use --token-env "+m[1])
		}
		headers = append(headers, h)
	}
	return headers, nil
}

// newerDescription is the description to check against; nil, which means ringer's own,
// when none is given.
func (a *app) newerDescription(file string, overlays []string) (*schemas.Description, error) {
	if file == "" && len(overlays) == 0 {
		return nil, nil
	}
	d, err := a.describe(cmp.Or(file, description.EmbeddedName), overlays)
	if err != nil {
		return nil, output.Usage("description: "+output.OneLine(err).Error(),
			"want an OpenAPI document, 3.0 or later, such as a FastAPI service serves at /openapi.json")
	}
	a.noteLeftOut(d)
	return d, nil
}
