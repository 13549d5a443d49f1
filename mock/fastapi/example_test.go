package fastapi_test

import (
	"fmt"

	"github.com/ringer-api/ringer/mock/fastapi"
)

func ExampleJudge() {
	table, err := fastapi.NewTable([]fastapi.Route{
		{ID: "get", Method: "GET", Path: "/api/v1/pipelines/{pipeline_id}"},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	request := fastapi.Request{Method: "GET", Path: "/api/v1/pipelines/a-b"}
	match := table.Match(request)
	_, refusal := fastapi.Judge(request, match.Params, fastapi.Rules{})
	fmt.Println(match.Route.ID, refusal.Status)
	fmt.Printf("%s\n", refusal.Body)
	// Output:
	// get 422
	// {"detail":[{"type":"uuid_parsing","loc":["path","pipeline_id"],"msg":"Input should be a valid UUID, invalid group count: expected 5, found 2","input":"a-b","ctx":{"error":"invalid group count: expected 5, found 2"}}]}
}
