package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path"
	"strings"

	"github.com/ringer-api/ringer/cmd/ringer/internal/description"
	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/sample"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/contract"
	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/schemas"
)

// ownDescription is the value of --api for the description that a service has of itself.
const ownDescription = "self"

// chooseAPI sets the API by which a target is judged. A document that has the operations of the
// built-in API is another version of that.
func (a *app) chooseAPI(ctx context.Context, c setting.Contract, name string, t *contract.Target) error {
	if name == fixtures.BuiltIn && (c.Description == "" || len(t.Datasets) > 0) {
		return nil // judgeOptions reads another version of it
	}
	if name == fixtures.BuiltIn {
		d := t.Description
		if _, err := d.Version(schemas.Default()); err == nil {
			return nil
		}
		api, err := fixtures.OpenAPI(d.File(), d, nil)
		if err != nil {
			return output.Usage("description: " + output.OneLine(err).Error())
		}
		t.API, t.Description = api, nil
	} else {
		if c.Description != "" {
			return output.Usage("--description is another name of --api, and both are given", "leave one of them out")
		}
		api, err := a.loadAPI(ctx, name, c.Overlays, *t)
		if err != nil {
			return err
		}
		t.API, t.Description = api, nil
		if _, err := api.Description.Version(schemas.Default()); err == nil && api.Framework == "" {
			t.API, t.Description = nil, api.Description
			return nil
		}
		a.noteLeftOut(api.Description)
	}
	if len(t.Datasets) > 0 {
		return output.Usage("dataset: datasets are those of "+fixtures.BuiltIn+", but the service has another API",
			"--param NAME=VALUE gives the value of a parameter")
	}
	return a.generalOptions(c, t)
}

// loadAPI loads an API by its name, which may be an address, or self.
func (a *app) loadAPI(ctx context.Context, name string, overlays []string, t contract.Target) (*fixtures.API, error) {
	address, text := name, []byte(nil)
	var err error
	switch _, missing := os.Stat(name); {
	case name == ownDescription && missing != nil:
		if t.URL == "" {
			return nil, output.Usage("api: only a running service can describe itself", "name a document: --api openapi.yaml")
		}
		if address, text, err = contract.FindDescription(ctx, t); err == nil && address == "" {
			return nil, output.NotChecked("the service at "+t.URL+" does not describe itself where frameworks do, such as /openapi.json",
				"name its document, or the address of it: --api openapi.yaml")
		}
	case strings.HasPrefix(name, "http://"), strings.HasPrefix(name, "https://"):
		text, err = contract.FetchDescription(ctx, t, name)
	default:
		return description.API(name, overlays)
	}
	if err != nil {
		return nil, conclusion(nil, err)
	}
	return description.Parse(documentName(address), text, overlays, a.stdin)
}

// documentName is the name of the document at an address.
func documentName(address string) string {
	if u, err := url.Parse(address); err == nil {
		if base := path.Base(u.Path); base != "." && base != "/" {
			return base
		}
	}
	return "openapi.json"
}

// generalOptions sets what only the check of an API other than the built-in one needs.
func (a *app) generalOptions(c setting.Contract, t *contract.Target) error {
	for _, text := range c.Params {
		name, value, _ := strings.Cut(text, "=")
		t.Collections = append(t.Collections, contract.Inputs{{Name: name, Value: value}})
	}
	t.Bodies = map[string][]byte{}
	for _, text := range c.Bodies {
		name, file, _ := strings.Cut(text, "=")
		body, err := description.Text(file, a.stdin)
		if err != nil {
			return err
		}
		if !namesCreate(t.API, name) {
			return output.Usage(fmt.Sprintf("body %q: the API has no such operation or job", name),
				"the id of an operation, or the name of a job: ringer jobs lists them")
		}
		t.Bodies[name] = body
	}
	t.Generate = func(op *schemas.Operation) (string, []byte, error) {
		r, err := sample.Make(op, sample.Input{Seed: t.Seed})
		if err != nil {
			return "", nil, err
		}
		return r.Header.Get("Content-Type"), r.Body, nil
	}
	return nil
}

// namesCreate reports whether a name is that of an operation or of a job.
func namesCreate(api *fixtures.API, name string) bool {
	for _, op := range api.Description.Operations() {
		if name == op.ID || name == op.Method+" "+op.Path {
			return true
		}
	}
	return api.Jobs.Resource(name) != nil
}

// describesItself is a hint for a service that was checked as one of the built-in API and knows
// nothing of it, but describes itself; empty when it does not.
func (a *app) describesItself(ctx context.Context, t contract.Target, err error) string {
	var wrong *contract.UsageError
	var ask *contract.NotCheckedError
	none := errors.As(err, &wrong) && wrong.Field == "Datasets" && t.URL != "" && !t.AllowWrites
	if t.API != nil || !none && !(errors.As(err, &ask) && strings.Contains(ask.Error(), "404")) {
		return ""
	}
	address, _, err := contract.FindDescription(ctx, t)
	if err != nil || address == "" {
		return ""
	}
	return "the service describes itself at " + address + ": to check it by that, add --api " + ownDescription
}
