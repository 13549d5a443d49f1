package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/ringer-api/ringer/cmd/ringer/internal/description"
	"github.com/ringer-api/ringer/cmd/ringer/internal/example"
	"github.com/ringer-api/ringer/cmd/ringer/internal/output"
	"github.com/ringer-api/ringer/cmd/ringer/internal/sample"
	"github.com/ringer-api/ringer/cmd/ringer/internal/setting"
	"github.com/ringer-api/ringer/fixtures"
	"github.com/ringer-api/ringer/mock"
	"github.com/ringer-api/ringer/mock/edit"
	"github.com/ringer-api/ringer/mock/journal"
	"github.com/ringer-api/ringer/schemas"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// inMemoryResponse records the mock's response.
type inMemoryResponse struct {
	status int
	header http.Header
	body   bytes.Buffer
	// ignored are the preferences that the mock ignored.
	ignored []journal.IgnoredPreference
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
	api := c.Engine.API
	op, err := q.find(api)
	if err != nil {
		return nil, err
	}
	in, err := a.input(api, q, c.Engine.Seed)
	if err != nil {
		return nil, err
	}
	if err := nameOne(ctx, double, api, op, &in, q.prefer); err != nil {
		return nil, err
	}
	given, err := put(ctx, double, op, in, q.prefer)
	if err != nil {
		return nil, err
	}
	exchange, _ := double.Exchange(given.header.Get(mock.TraceHeader))
	given.ignored = exchange.Trace.Ignored
	return given, nil
}

// find returns the operation that the user wants.
func (q *generateOptions) find(api *fixtures.API) (*schemas.Operation, error) {
	all := api.Description.Operations()
	if q.operation == "" {
		if op := sample.List(api); op != nil {
			return op, nil
		}
		return nil, output.NotChecked("the API " + api.Name + " has no operation")
	}
	if op := api.Description.Operation(q.operation); op != nil {
		return op, nil
	}
	ids := make([]string, len(all))
	for i, op := range all {
		ids[i] = op.ID
		if string(jobs.Of(op)) == q.operation {
			return op, nil
		}
	}
	problem := fmt.Sprintf("the API %s has no operation %q", api.Name, q.operation)
	if len(ids) > mostListed {
		return nil, output.UnknownOf(problem, q.operation, ids, fmt.Sprintf("it has %d, such as %s", len(ids), strings.Join(ids[:3], ", ")))
	}
	return nil, output.UnknownName(problem, q.operation, ids)
}

// mostListed is how many operations a hint lists.
const mostListed = 12

// input reads what the user gives of the request. The built-in API has example ids.
func (a *app) input(api *fixtures.API, q generateOptions, seed uint64) (sample.Input, error) {
	in := sample.Input{Params: map[string]string{}, Seed: seed}
	if api == fixtures.Default() {
		in.Params["pipeline_id"], in.Params["eval_dataset_id"] = example.Pipeline, example.Dataset
	}
	for _, param := range q.params {
		name, value, ok := strings.Cut(param, "=")
		if !ok || name == "" {
			return in, output.Usage(fmt.Sprintf("--param %q has no value", param), "want NAME=VALUE, such as limit=10")
		}
		in.Params[name] = value
	}
	for name, value := range map[string]string{
		"pipeline_id": q.pipeline, "eval_dataset_id": q.dataset, "eval_dataset_execution_id": q.execution,
	} {
		if value != "" {
			in.Params[name] = value
		}
	}
	file, isFile := strings.CutPrefix(q.body, "@")
	switch {
	case isFile:
		text, err := description.Text(file, a.stdin)
		if err != nil {
			return in, err
		}
		in.Body = text
	case q.body != "":
		in.Body = []byte(q.body)
	}
	return in, nil
}

var errNoResponse = output.NotChecked("the mock closes the connection without a response: there is no body to print",
	"use ringer serve to see it")

// put sends a request to the mock, without a network.
func put(ctx context.Context, double *mock.Mock, op *schemas.Operation, in sample.Input, prefer []string) (given *inMemoryResponse, err error) {
	made, err := sample.Make(op, in)
	if err != nil {
		return nil, err
	}
	r, err := http.NewRequestWithContext(ctx, made.Method, setting.DefaultURL+made.Target, bytes.NewReader(made.Body))
	if err != nil {
		return nil, output.Usage(err.Error())
	}
	r.Header = made.Header
	for _, p := range prefer {
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

// ownProblems begins the type of the mock's own errors. An API may respond with problem
// details, too.
const ownProblems = "urn:ringer:"

// problem is the mock's own error, which is not a response of the API.
func (a *inMemoryResponse) problem() error {
	if !strings.HasPrefix(a.header.Get("Content-Type"), "application/problem+json") {
		return nil
	}
	var problem mock.Problem
	if err := json.Unmarshal(a.body.Bytes(), &problem); err != nil {
		return output.NotChecked("reading the mock's problem details: " + err.Error())
	}
	if !strings.HasPrefix(problem.Type, ownProblems) {
		return nil
	}
	if problem.Hint == "" {
		return output.Usage(problem.Detail)
	}
	return output.Usage(problem.Detail, problem.Hint)
}

// nameOne gives an operation on one resource the id of an existing one: the first in the
// list, or a new one if there is no list. The list is requested with code=200, whatever
// code is preferred for the operation.
func nameOne(ctx context.Context, double *mock.Mock, api *fixtures.API, op *schemas.Operation, in *sample.Input, prefer []string) error {
	place := api.Jobs.Places()[jobs.Of(op)]
	r := place.Resource
	if r == nil || r.ID == nil || !slices.Contains(sample.PathParams(op), r.ID.Parameter) || in.Params[r.ID.Parameter] != "" {
		return nil
	}
	from, at := sample.Listed(api, r)
	prefer = append([]string{"code=200"}, prefer...)
	if from == nil {
		from, at = sample.Created(api, r)
		prefer = nil
	}
	if from == nil {
		return nil
	}
	others, err := sample.Complete(op, *in, r.ID.Parameter)
	if err != nil {
		return err
	}
	in.Params = others
	of := sample.Input{Params: sample.Known(from, others), Seed: in.Seed}
	given, err := put(ctx, double, from, of, prefer)
	if err != nil {
		return err
	}
	id, err := edit.Get(given.body.Bytes(), at)
	if err != nil {
		return output.NotChecked(fmt.Sprintf("taking an id from the response of %s: it has none at %s", from.ID, at),
			"name one with --param "+r.ID.Parameter+"=ID")
	}
	in.Params[r.ID.Parameter] = sample.PlainText(id)
	return nil
}
