package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/cmd/ringer/internal/verb"
	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/schemas"
)

// inMemoryResponse records the mock's response.
type inMemoryResponse struct {
	status int
	header http.Header
	body   bytes.Buffer
}

// Header is the response header.
func (a *inMemoryResponse) Header() http.Header { return a.header }

// WriteHeader records the first status.
func (a *inMemoryResponse) WriteHeader(status int) {
	if a.status == 0 {
		a.status = status
	}
}

// Write records the body.
func (a *inMemoryResponse) Write(p []byte) (int, error) {
	a.WriteHeader(http.StatusOK)
	return a.body.Write(p)
}

// requestOnce returns the response of a server with these settings. Delays are skipped:
// they do not change the response.
func (a *app) requestOnce(ctx context.Context, c setting.Mock, q generateOptions) (*inMemoryResponse, error) {
	c.Engine.Sleep = func(context.Context, time.Duration) error { return nil }
	double, err := a.newMock(c, slog.New(slog.DiscardHandler))
	if err != nil {
		return nil, err
	}
	defer func() { _ = double.Close() }() // nothing is left to close
	if q.operation == schemas.Get && q.execution == "" {
		if q.execution, err = firstExecution(ctx, double, q); err != nil {
			return nil, err
		}
	}
	given, err := put(ctx, double, q)
	if err == nil {
		err = ignoredPreference(double, given)
	}
	return given, err
}

// ignoredPreference is the error for the first preference that the mock ignored. A server
// must ignore those of other servers; a user of --prefer means this one.
func ignoredPreference(double *mock.Mock, given *inMemoryResponse) error {
	exchange, _ := double.Exchange(given.header.Get(mock.TraceHeader))
	for _, p := range exchange.Trace.Ignored {
		return output.Usage(fmt.Sprintf("--prefer %s: %s", p.Name, p.Reason),
			"the preferences are "+strings.Join(verb.Preferred(), ", ")+", wait and fault")
	}
	return nil
}

var errNoResponse = output.NotChecked("the mock closes the connection without a response: there is no body to print",
	"use ringer serve to see it")

// put sends a request to the mock, without a network.
func put(ctx context.Context, double *mock.Mock, q generateOptions) (given *inMemoryResponse, err error) {
	at := &url.URL{Scheme: "http", Host: "127.0.0.1:4010", Path: q.path()}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, at.String(), http.NoBody)
	if err != nil {
		return nil, output.Usage(err.Error())
	}
	for _, p := range q.prefer {
		r.Header.Add("Prefer", p)
	}
	// A scenario may cut the connection; a handler signals that by this panic.
	defer func() {
		reason := recover()
		if aborted, ok := reason.(error); ok && errors.Is(aborted, http.ErrAbortHandler) {
			if given.status == 0 {
				err = errNoResponse
			}
		} else if reason != nil {
			panic(reason)
		}
	}()
	given = &inMemoryResponse{header: http.Header{}}
	double.ServeHTTP(given, r)
	if given.status == 0 {
		return nil, errNoResponse
	}
	return given, given.problem()
}

// problem is the mock's own error, which is not a response of the API.
func (a *inMemoryResponse) problem() error {
	if !strings.HasPrefix(a.header.Get("Content-Type"), "application/problem+json") {
		return nil
	}
	var problem mock.Problem
	if err := json.Unmarshal(a.body.Bytes(), &problem); err != nil {
		return output.NotChecked("reading the mock's problem details: " + err.Error())
	}
	if problem.Hint == "" {
		return output.Usage(problem.Detail)
	}
	return output.Usage(problem.Detail, problem.Hint)
}

// firstExecution is the id of the first execution in the list. The list is
// requested with code=200, whatever code is preferred for the execution.
func firstExecution(ctx context.Context, double *mock.Mock, q generateOptions) (string, error) {
	q.operation, q.prefer = schemas.List, append([]string{"code=200"}, q.prefer...)
	list, err := put(ctx, double, q)
	if err != nil {
		return "", err
	}
	var records []struct {
		ID string `json:"id"`
	}
	err = json.Unmarshal(list.body.Bytes(), &records)
	if err == nil && len(records) == 0 {
		err = errors.New("the list is empty")
	}
	if err != nil {
		return "", output.NotChecked(fmt.Sprintf("taking an execution from the list: %v", err),
			"name one with --execution ID")
	}
	return records[0].ID, nil
}
