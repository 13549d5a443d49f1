// Package example has what the help pages show of the built-in API, which is not loaded
// only to print help.
package example

// States are the states of its jobs.
const States = "PENDING, SUCCESS, ERROR, PARTIAL_SUCCESS"

// The ids in examples: of a pipeline and a dataset that hold executions with
// the mock's built-in settings.
const (
	Pipeline = "3fa85f64-5717-4562-b3fc-2c963f66afa6"
	Dataset  = "7c9e6679-7425-40de-944b-e07fc1f90ae7"

	Path = "/api/v1/pipelines/" + Pipeline +
		"/eval-datasets/" + Dataset + "/execute"

	// Options name the dataset, on a second line.
	Options = " --pipeline " + Pipeline + " \\\n    --dataset " + Dataset
)
