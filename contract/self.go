package contract

import (
	"bytes"
	"context"
	"errors"
	"net/url"
	"regexp"
	"strings"

	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/contract/wire"
)

// selfPaths are where frameworks serve the description of a service.
var selfPaths = []string{
	"/openapi.json", "/openapi.yaml", "/openapi.yml", "/v3/api-docs", "/api-json", "/docs-json", "/swagger.json", "/swagger/v1/swagger.json",
	"/api/schema", "/api/schema/", "/schema/openapi.json", "/api/openapi.json", "/api/v1/openapi.json", "/v1/openapi.json", "/docs/openapi.json", "/docs/json",
	"/documentation/json", "/openapi/v1.json", "/q/openapi", "/openapi", "/api-docs", "/swagger/doc.json", "/.well-known/openapi.json",
}

// document matches the beginning of an OpenAPI document in YAML, or its version in JSON.
var document = regexp.MustCompile(`(?m)(^openapi\s*:|"openapi"\s*:)\s*["']?3\.`)

// FindDescription looks for the OpenAPI document of a service where frameworks serve it, below
// its address and at its root. The address is empty when there is none. The error is a
// *UsageError for a target that is invalid, or a *NotCheckedError.
func FindDescription(ctx context.Context, t Target) (address string, text []byte, err error) {
	bases, err := t.bases()
	if err != nil {
		return "", nil, err
	}
	for _, base := range bases {
		for _, path := range selfPaths {
			x, err := t.fetch(ctx, base, path)
			if err != nil {
				return "", nil, err
			}
			if exchange.Success(x.Status()) && x.Fault == nil && document.Match(x.Response.Content) {
				return x.Request.URL, x.Response.Content, nil
			}
		}
	}
	return "", nil, nil
}

// bases are the address of the service and its root.
func (t Target) bases() ([]string, error) {
	if wrong := t.validateURL(); wrong != nil {
		return nil, wrong
	}
	u, err := url.Parse(t.URL)
	if err != nil {
		return nil, err
	}
	root := u.Scheme + "://" + u.Host
	if strings.Trim(u.Path, "/") == "" {
		return []string{root}, nil
	}
	return []string{t.URL, root}, nil
}

// FetchDescription requests an OpenAPI document, with the credentials of the target if that
// has the same host.
func FetchDescription(ctx context.Context, t Target, address string) ([]byte, error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, &UsageError{Field: "API", Value: address, Problem: "is not an http or https URL", Hint: "the address of an OpenAPI document"}
	}
	if own, err := url.Parse(t.URL); err != nil || own.Scheme != u.Scheme || own.Host != u.Host {
		t.Token, t.Session, t.Headers, t.TLS.ServerName = Secret{}, Secret{}, nil, ""
	}
	path := u.EscapedPath()
	if u.RawQuery != "" {
		path += "?" + u.RawQuery
	}
	x, err := t.fetch(ctx, u.Scheme+"://"+u.Host, path)
	switch {
	case err != nil:
		return nil, err
	case !exchange.Success(x.Status()):
		return nil, &NotCheckedError{Doing: "reading " + address, Err: errors.New(x.StatusText()), Hint: "is it the address of an OpenAPI document?"}
	case !document.Match(x.Response.Content) && !bytes.Contains(x.Response.Content, []byte("openapi")):
		return nil, &NotCheckedError{Doing: "reading " + address, Err: errors.New("it is no OpenAPI document, 3.0 or later"), Hint: "is it the address of the document itself, not of a page that shows it?"}
	}
	return x.Response.Content, nil
}

// fetch requests a path below an address. An address that cannot be reached is an error.
func (t Target) fetch(ctx context.Context, base, path string) (*Exchange, error) {
	t.URL = base
	t = t.withTimes()
	client, err := wire.New(t.wire())
	if err != nil {
		return nil, err
	}
	x := client.Send(ctx, Probe{ID: "description", Suffix: path})
	if err := context.Cause(ctx); err != nil {
		return nil, &NotCheckedError{Doing: "reading " + x.Request.URL, Err: err}
	}
	if x.Response == nil && x.Fault != nil {
		return nil, &NotCheckedError{Doing: "reading " + x.Request.URL, Err: x.Fault, Hint: "is the service running, and is this its address?"}
	}
	return x, nil
}
