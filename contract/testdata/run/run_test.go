// Package run is a test as a team writes it; the suite runs it with go test and
// looks at what it says.
package run

import (
	"os"
	"testing"

	"github.com/ringer-api/ringer/contract"
)

func TestContract(t *testing.T) {
	contract.Run(t, contract.Target{
		URL: os.Getenv("SERVICE"), Rate: 10_000,
		Datasets: []contract.Dataset{{
			PipelineID:    "7d1a0f5e-1111-4222-8333-444455556666",
			EvalDatasetID: "9c2b4e6a-7777-4888-9999-aaaabbbbcccc",
		}},
	})
}
