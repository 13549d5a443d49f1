package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/mock/value"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// trial serves one description and counts what its responses are like.
type trial struct {
	seed     uint64
	failures bool
	out      *json.Encoder
	api      *fixtures.API
	server   *httptest.Server
	mock     *mock.Mock
	places   map[jobs.Operation]jobs.Place
	values   *value.Maker
	inputs   map[string]string // of path parameters, by name

	ready                                       time.Duration
	asked, documented, ours, bodies, valid      int
	unfinished, finals, contradictions, slowest int
	slow                                        string
}

func (t *trial) start(file string) error {
	begun := time.Now()
	api, err := fixtures.LoadAPIFile(file)
	if err != nil {
		return err
	}
	m, err := mock.New(mock.Config{API: api, Seed: t.seed, Now: time.Date(2024, 10, 1, 12, 0, 0, 0, time.UTC)})
	if err != nil {
		return err
	}
	t.api, t.mock, t.server = api, m, httptest.NewServer(m)
	t.ready = time.Since(begun)
	t.places, t.values, t.inputs = api.Jobs.Places(), value.New(), map[string]string{}
	return nil
}

// order returns the operations, those that delete last.
func (t *trial) order() []*schemas.Operation {
	all := t.api.Description.Operations()
	slices.SortStableFunc(all, func(a, b *schemas.Operation) int {
		return rank(a) - rank(b)
	})
	return all
}

func rank(o *schemas.Operation) int {
	if o.Method == http.MethodDelete {
		return 1
	}
	return 0
}

// try sends one request to an operation and looks at the response.
func (t *trial) try(op *schemas.Operation) {
	t.asked++
	begun := time.Now()
	request, err := t.request(op)
	if err != nil {
		t.fail(op, err.Error())
		return
	}
	response, err := (&http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}).Do(request)
	if err != nil {
		t.fail(op, err.Error())
		return
	}
	body, err := io.ReadAll(response.Body)
	response.Body.Close()
	if took := int(time.Since(begun).Milliseconds()); took > t.slowest {
		t.slowest, t.slow = took, op.ID
	}
	if err != nil {
		t.fail(op, err.Error())
		return
	}
	t.judge(op, response, body)
}

func (t *trial) judge(op *schemas.Operation, response *http.Response, body []byte) {
	documented, ok := op.Response(response.StatusCode)
	if response.StatusCode >= 500 || response.Header.Get("Ringer-Problem") != "" {
		t.ours++
	}
	if !ok || response.StatusCode/100 > 3 {
		t.fail(op, fmt.Sprintf("status %d: %.300s", response.StatusCode, body))
		return
	}
	t.documented++
	kind := response.Header.Get("Content-Type")
	i := slices.IndexFunc(documented.Content, func(m schemas.Media) bool { return schemas.MatchesType(m.Type, kind) })
	if i < 0 || !schemas.IsJSON(kind) || documented.Content[i].Schema == nil {
		return
	}
	schema := documented.Content[i].Schema
	t.bodies++
	if t.out != nil {
		_ = t.out.Encode(map[string]any{"operation": op.ID, "schema": json.RawMessage(schema.Text()), "body": json.RawMessage(body)})
	}
	if violations := schema.Validate(body); len(violations) > 0 {
		t.fail(op, "body: "+violations[0].String())
		return
	}
	t.valid++
}

func (t *trial) fail(op *schemas.Operation, why string) {
	if t.failures {
		fmt.Fprintf(os.Stderr, "%s %s: %s\n", op.Method, op.Path, why)
	}
}

// request makes a valid request to an operation.
func (t *trial) request(op *schemas.Operation) (*http.Request, error) {
	scope, err := t.target(op)
	if err != nil {
		return nil, err
	}
	path, query, header := op.Path, url.Values{}, http.Header{}
	for _, p := range op.Parameters {
		text := scope[p.Name]
		if text == "" {
			text = t.input(p)
		}
		switch {
		case p.In == "path":
			path = strings.ReplaceAll(path, "{"+p.Name+"}", url.PathEscape(text))
		case !p.Required:
		case p.In == "query":
			query.Set(p.Name, text)
		case p.In == "header":
			header.Set(p.Name, text)
		case p.In == "cookie":
			header.Add("Cookie", p.Name+"="+text)
		}
	}
	body, kind := t.body(op)
	request, err := http.NewRequestWithContext(context.Background(), op.Method, t.server.URL+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	if op.Query != "" {
		query, _ = url.ParseQuery(op.Query + "&" + query.Encode())
	}
	request.URL.RawQuery, request.Header = query.Encode(), header
	if kind != "" {
		header.Set("Content-Type", kind)
	}
	header.Set("Authorization", "Bearer test")
	return request, nil
}

// input is a value of a parameter, the same for all operations.
func (t *trial) input(p schemas.Parameter) string {
	if text, made := t.inputs[p.Name]; made && p.In == "path" {
		return text
	}
	raw, _ := t.values.Value(p.Schema, value.Options{Seed: t.seed, Request: true})
	text := textOf(raw)
	if p.In == "path" {
		t.inputs[p.Name] = text
	}
	return text
}

// textOf writes a value as a simple parameter.
func textOf(raw json.RawMessage) string {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		return text
	}
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) == nil {
		var parts []string
		for _, item := range list {
			parts = append(parts, textOf(item))
		}
		return strings.Join(parts, ",")
	}
	return string(raw)
}

// body makes a body of the request's JSON or form type.
func (t *trial) body(op *schemas.Operation) (body []byte, kind string) {
	if op.Request == nil {
		return nil, ""
	}
	content := op.Request.Content
	i := slices.IndexFunc(content, func(m schemas.Media) bool { return schemas.IsJSON(m.Type) })
	if i < 0 {
		i = slices.IndexFunc(content, func(m schemas.Media) bool { return m.Type == "application/x-www-form-urlencoded" })
	}
	if i < 0 {
		i = slices.IndexFunc(content, func(m schemas.Media) bool { return m.Type == "multipart/form-data" })
	}
	if i < 0 {
		if len(content) == 0 {
			return nil, ""
		}
		return []byte("content"), content[0].Type
	}
	raw, _ := t.values.Body(content[i], value.Options{Seed: t.seed, Request: true})
	if schemas.IsJSON(content[i].Type) {
		return raw, content[i].Type
	}
	var members map[string]json.RawMessage
	form := url.Values{}
	_ = json.Unmarshal(raw, &members)
	maps.DeleteFunc(members, func(_ string, v json.RawMessage) bool { return string(v) == "null" }) // a form has no null
	if content[i].Type == "multipart/form-data" {
		return multipartBody(members)
	}
	for name, member := range members {
		form.Set(name, textOf(member))
	}
	return []byte(form.Encode()), content[i].Type
}

func multipartBody(members map[string]json.RawMessage) (body []byte, kind string) {
	var out bytes.Buffer
	w := multipart.NewWriter(&out)
	for name, member := range members {
		_ = w.WriteField(name, textOf(member))
	}
	_ = w.Close()
	return out.Bytes(), w.FormDataContentType()
}
