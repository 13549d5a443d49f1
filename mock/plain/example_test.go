package plain_test

import (
	"fmt"
	"testing/fstest"

	"github.com/ringer-api/ringer/mock/fastapi"
	"github.com/ringer-api/ringer/mock/plain"
	"github.com/ringer-api/ringer/schemas"
)

func ExampleService() {
	description, err := schemas.Load(fstest.MapFS{"openapi.yaml": {Data: []byte(`
openapi: 3.1.0
info: {title: Batches, version: "1"}
servers: [{url: https://api.example.test/v1}]
paths:
  /batches/{id}:
    get:
      operationId: getBatch
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
        - {name: wait, in: query, schema: {type: integer}}
      responses:
        "200": {description: the batch}
        default:
          description: an error
          content:
            application/json:
              schema: {type: object, properties: {code: {type: string}, message: {type: string}}}
`)}}, "openapi.yaml")
	if err != nil {
		fmt.Println(err)
		return
	}
	service := plain.New(description, plain.Options{})
	request := plain.Request{Method: "GET", Path: "/v1/batches/b_1", Query: "wait=long"}
	match := service.Match(request)
	_, refusal := service.Judge(request, match, fastapi.Auth{})
	fmt.Println(match.Operation.ID, match.Params[0].Value, refusal.Status)
	fmt.Printf("%s\n", refusal.Body)
	// Output:
	// getBatch b_1 400
	// {"code":"invalid_request","message":"the query parameter \"wait\": should be an integer, but is \"long\""}
}
