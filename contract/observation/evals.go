package observation

import (
	"github.com/ringer-api/ringer/contract/exchange"
	"github.com/ringer-api/ringer/schemas/jobs"
)

// evals are the jobs of the built-in API, the executions of eval datasets. A job that
// waits and one that runs are both PENDING.
var evals = Jobs{
	Type: ExecutionType, ID: "id", Status: "status",
	Created: "created_at", Started: "started_at", Updated: "updated_at", Ended: "ended_at",
	Attempts: "attempts", ErrorCode: "error_code", ErrorMessage: "error_message",
	Input: "parameters", Owner: "partitions",
	Owners: []Owner{
		{"pipeline_id_partition", exchange.PipelineID}, {"eval_dataset_id_partition", exchange.EvalDatasetID},
	},
	Fixed: []string{
		"created_at", "session_id", "correlation_id", "parameters", "partitions", "job_name", "parent_job_execution_id",
	},
	States: map[string]jobs.Kind{
		"PENDING": jobs.Running, "SUCCESS": jobs.Succeeded, "ERROR": jobs.Failed, "PARTIAL_SUCCESS": jobs.PartlySucceeded,
	},
}
