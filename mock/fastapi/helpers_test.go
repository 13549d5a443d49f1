package fastapi_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ringer-api/ringer/mock/fastapi"
	"github.com/ringer-api/ringer/schemas"
)

const (
	pipeline = "11111111-2222-4333-8444-555555555555"
	dataset  = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee"
	question = "01234567-89ab-4cde-8f01-23456789abcd"

	base = "/api/v1/pipelines/" + pipeline + "/eval-datasets/" + dataset + "/execute"
)

// table is the service's routes, in the order of their registration.
func table(t testing.TB) *fastapi.Table {
	t.Helper()
	const path = "/api/v1/pipelines/{pipeline_id}/eval-datasets/{eval_dataset_id}/execute"
	made, err := fastapi.NewTable([]fastapi.Route{
		{ID: "execute", Method: "POST", Path: path},
		{ID: "list", Method: "GET", Path: path},
		{ID: "results", Method: "GET", Path: path + "/result"},
		{ID: "get", Method: "GET", Path: path + "/{eval_dataset_execution_id}"},
	})
	require.NoError(t, err)
	return made
}

// service is the built-in API.
func service(t testing.TB, style fastapi.Style) *fastapi.Service {
	t.Helper()
	made, err := fastapi.NewService(schemas.Default(), fastapi.Options{Style: style, Python: 12, Echoes: true})
	require.NoError(t, err)
	return made
}

// judge validates a request of one of the built-in API's operations.
func judge(t testing.TB, id string, r fastapi.Request, params []fastapi.Param, auth fastapi.Auth, style fastapi.Style) (
	fastapi.Accepted, *fastapi.Response) {
	t.Helper()
	return service(t, style).Judge(r, schemas.Default().Operation(id), params, auth.Judge)
}

// post validates a body sent to POST execute with valid ids.
func post(t testing.TB, contentType, body string, style fastapi.Style) (
	fastapi.Accepted, *fastapi.Response) {
	t.Helper()
	request := fastapi.Request{Method: "POST", ContentType: contentType, Body: []byte(body)}
	params := []fastapi.Param{
		{Name: "pipeline_id", Value: pipeline},
		{Name: "eval_dataset_id", Value: dataset},
	}
	return judge(t, schemas.Execute, request, params, fastapi.Auth{}, style)
}
