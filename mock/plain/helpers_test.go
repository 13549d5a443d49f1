package plain_test

import (
	"net/http"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock/plain"
	"github.com/ringer-api/ringer/schemas"
)

// describe reads a description that is written without its first lines.
func describe(t testing.TB, document string) *schemas.Description {
	t.Helper()
	document = "openapi: 3.1.0\ninfo: {title: t, version: '1'}\n" + document
	d, err := schemas.Load(fstest.MapFS{"openapi.yaml": {Data: []byte(document)}}, "openapi.yaml")
	require.NoError(t, err)
	return d
}

func service(t testing.TB, document string) *plain.Service {
	t.Helper()
	return plain.New(describe(t, document), plain.Options{})
}

// request returns a request of "METHOD TARGET", with headers as "Name: value".
func request(target, body string, headers ...string) plain.Request {
	method, path, _ := strings.Cut(target, " ")
	path, query, _ := strings.Cut(path, "?")
	r := plain.Request{Method: method, Path: path, Query: query, Header: http.Header{}, Body: []byte(body)}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Add(name, value)
	}
	return r
}

// paths describes operations of "METHOD PATH" without anything else.
func paths(list ...string) string {
	var out strings.Builder
	out.WriteString("paths:\n")
	for _, line := range list {
		method, path, _ := strings.Cut(line, " ")
		out.WriteString("  '" + path + "':\n    " + strings.ToLower(method) + ": {operationId: '" + line + "', responses: {'200': {description: d}}}\n")
	}
	return out.String()
}
