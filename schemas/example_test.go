package schemas_test

import (
	"fmt"
	"strings"

	"github.com/ringer-api/ringer/schemas"
)

func ExampleSchema_Validate() {
	status, err := schemas.Default().Schema("EvalDatasetJobRecord")
	if err != nil {
		panic(err)
	}
	for _, v := range status.Validate([]byte(`{"partitions": {}, "status": "DONE"}`)) {
		fmt.Println(v)
	}
	// Output:
	// the required property "job_name" is missing
	// /status: should be one of "PENDING", "SUCCESS", "ERROR", "PARTIAL_SUCCESS", but is "DONE"
}

func ExampleSchema_ValidateStream() {
	list := schemas.Default().Operation(schemas.List).Responses[200].Schema
	body := strings.NewReader(`[{"job_name": "eval_dataset_job", "partitions": {}, "status": "PENDING"},
 {"job_name": "eval_dataset_job", "partitions": {}}]`)
	whole, err := list.ValidateStream(body, func(r schemas.StreamRecord) error {
		for _, v := range r.Violations {
			fmt.Printf("line %d: %s (%s)\n", v.At.Line, v, v.Source)
		}
		return nil
	})
	fmt.Println(whole, err)
	// Output:
	// line 2: /1: the required property "status" is missing (EvalDatasetJobRecord.schema.json:7)
	// [] <nil>
}

func ExampleCheckJSON() {
	for _, v := range schemas.CheckJSON([]byte("{\"id\": 1,\n \"id\": 2}")) {
		fmt.Println(v.At.Line, v.At.Column, v)
	}
	// Output: 2 2 /id: the name "id" appears twice in the same object
}

func ExampleDescription_Sources() {
	for _, s := range schemas.Default().Sources() {
		if s.File == "EvalDatasetJobRecord.schema.json" && s.Pointer == "/properties/session_id/anyOf" {
			fmt.Printf("%s:%d %s %s %q\n%s\n", s.File, s.Line, s.Keyword, s.Origin, s.Quote, s.Note)
		}
	}
	// Output:
	// EvalDatasetJobRecord.schema.json:66 anyOf docs:71 "anyOf"
	// null-beside-any-of: null is allowed as well
}
