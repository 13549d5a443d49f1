package contract_test

import (
	"context"
	"fmt"
	"net/http/httptest"

	"github.com/ringer-api/ringer/contract"
)

func ExampleCheck() {
	service := newHonest()
	service.records[1] = service.records[1].with("status", "RUNNING")
	server := httptest.NewServer(service)
	defer server.Close()

	report, err := contract.Check(context.Background(), contract.Target{
		URL:      server.URL,
		Datasets: []contract.Dataset{{PipelineID: pipeline, EvalDatasetID: dataset}},
	})
	for _, f := range report.Findings {
		fmt.Printf("%s: expected %s, got %s\n", f.Places[0], f.Expected, f.Got)
	}
	fmt.Println(report.Verdict, contract.ExitCode(report, err))
	// Output:
	// /1/status (execution 00000002-aaaa-4bbb-8ccc-dddddddddddd): expected one of "PENDING", "SUCCESS", "ERROR", "PARTIAL_SUCCESS", got "RUNNING"
	// broken 1
}
