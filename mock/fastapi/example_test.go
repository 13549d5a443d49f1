package fastapi_test

import (
	"fmt"

	"github.com/ringer-api/ringer/mock/fastapi"
	"github.com/ringer-api/ringer/schemas"
)

func ExampleService() {
	description := schemas.Default()
	service, err := fastapi.NewService(description, fastapi.Options{Python: 12})
	if err != nil {
		fmt.Println(err)
		return
	}
	request := fastapi.Request{Method: "GET", Path: "/api/v1/pipelines/a-b/eval-datasets/" + dataset + "/execute"}
	match := service.Match(request)
	operation := description.Operation(match.Route.ID)
	_, refusal := service.Judge(request, operation, match.Params, fastapi.Auth{}.Judge)
	fmt.Println(match.Route.ID, refusal.Status)
	fmt.Printf("%s\n", refusal.Body)
	// Output:
	// list 422
	// {"detail":[{"type":"uuid_parsing","loc":["path","pipeline_id"],"msg":"Input should be a valid UUID, invalid group count: expected 5, found 2","input":"a-b","ctx":{"error":"invalid group count: expected 5, found 2"}}]}
}
